import {
  type CatalogueAddon,
  configuration,
  EVERY_ARCHITECTURE,
  EVERY_COMPUTE_TYPE,
  labels,
  replicaCount,
  resources,
  tolerations,
} from './catalogue-addon.ts';

/** Add-ons that measure. */
export const OBSERVABILITY_ADDONS: readonly CatalogueAddon[] = [
  {
    name: 'metrics-server',
    type: 'observability',
    namespace: 'kube-system',
    versions: {
      '1.34': ['v0.8.0-eksbuild.2'],
      '1.33': ['v0.8.0-eksbuild.2', 'v0.7.2-eksbuild.4'],
      '1.32': ['v0.8.0-eksbuild.2', 'v0.7.2-eksbuild.1'],
      '1.31': ['v0.8.0-eksbuild.2', 'v0.7.2-eksbuild.1'],
      '1.30': ['v0.8.0-eksbuild.2', 'v0.7.2-eksbuild.1'],
    },
    requiresIamPermissions: false,
    podIdentity: [],
    needsNodes: true,
    architectures: EVERY_ARCHITECTURE,
    computeTypes: EVERY_COMPUTE_TYPE,
    configuration: configuration({ replicas: replicaCount, podLabels: labels, resources, tolerations }),
  },
  {
    name: 'adot',
    type: 'observability',
    namespace: 'opentelemetry-operator-system',
    versions: {
      '1.34': ['v0.131.0-eksbuild.1'],
      '1.33': ['v0.131.0-eksbuild.1', 'v0.117.0-eksbuild.1'],
      '1.32': ['v0.131.0-eksbuild.1', 'v0.109.0-eksbuild.2'],
      '1.31': ['v0.131.0-eksbuild.1', 'v0.102.1-eksbuild.2'],
      '1.30': ['v0.131.0-eksbuild.1', 'v0.94.1-eksbuild.1', 'v0.92.1-eksbuild.1'],
    },
    requiresIamPermissions: true,
    // Two service accounts for one add-on.
    podIdentity: [
      {
        serviceAccount: 'adot-col-prom-metrics',
        policies: ['arn:aws:iam::aws:policy/AmazonPrometheusRemoteWriteAccess'],
      },
      {
        serviceAccount: 'adot-col-container-logs',
        policies: ['arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy'],
      },
    ],
    podIdentitySince: 'v0.94.1-eksbuild.1',
    needsNodes: true,
    architectures: EVERY_ARCHITECTURE,
    computeTypes: ['ec2', 'fargate'],
    configuration: configuration({
      collector: { type: 'object', additionalProperties: true },
      manager: { type: 'object', additionalProperties: true },
      replicaCount,
      resources,
      tolerations,
    }),
  },
  {
    name: 'amazon-cloudwatch-observability',
    type: 'observability',
    namespace: 'amazon-cloudwatch',
    versions: {
      '1.34': ['v4.5.0-eksbuild.1', 'v4.4.0-eksbuild.1'],
      '1.33': ['v4.5.0-eksbuild.1', 'v4.1.0-eksbuild.1'],
      '1.32': ['v4.5.0-eksbuild.1', 'v3.1.0-eksbuild.1'],
      '1.31': ['v4.5.0-eksbuild.1', 'v3.0.0-eksbuild.1'],
      '1.30': ['v4.5.0-eksbuild.1', 'v2.1.2-eksbuild.1'],
    },
    requiresIamPermissions: true,
    podIdentity: [
      {
        serviceAccount: 'cloudwatch-agent',
        policies: [
          'arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy',
          'arn:aws:iam::aws:policy/AWSXrayWriteOnlyAccess',
        ],
      },
    ],
    podIdentitySince: 'v3.1.0-eksbuild.1',
    needsNodes: false,
    architectures: EVERY_ARCHITECTURE,
    computeTypes: ['ec2', 'hybrid', 'auto'],
    configuration: configuration({
      agent: { type: 'object', additionalProperties: true },
      containerLogs: configuration({ enabled: { type: 'boolean' }, fluentBit: { type: 'object' } }),
      tolerations,
    }),
  },
];
