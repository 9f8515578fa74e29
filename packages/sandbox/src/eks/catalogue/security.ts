import {
  type CatalogueAddon,
  configuration,
  EVERY_ARCHITECTURE,
  labels,
  resources,
  tolerations,
} from './catalogue-addon.ts';

/** Add-ons that give pods identities or watch what they do. */
export const SECURITY_ADDONS: readonly CatalogueAddon[] = [
  {
    name: 'eks-pod-identity-agent',
    type: 'security',
    namespace: 'kube-system',
    versions: {
      '1.34': ['v1.3.10-eksbuild.2', 'v1.3.8-eksbuild.2'],
      '1.33': ['v1.3.10-eksbuild.2', 'v1.3.7-eksbuild.2'],
      '1.32': ['v1.3.10-eksbuild.2', 'v1.3.5-eksbuild.2'],
      '1.31': ['v1.3.10-eksbuild.2', 'v1.3.4-eksbuild.1'],
      '1.30': ['v1.3.10-eksbuild.2', 'v1.3.2-eksbuild.2', 'v1.2.0-eksbuild.1'],
    },
    // It works with the permissions of the node role.
    requiresIamPermissions: false,
    podIdentity: [],
    needsNodes: false,
    architectures: EVERY_ARCHITECTURE,
    computeTypes: ['ec2', 'hybrid'],
    configuration: configuration({
      agent: configuration({ additionalArgs: { type: 'object', additionalProperties: true } }),
      env: { type: 'object', additionalProperties: true },
      podLabels: labels,
      priorityClassName: { type: 'string' },
      resources,
      tolerations,
      updateStrategy: { type: 'object', additionalProperties: true },
    }),
  },
  {
    name: 'aws-guardduty-agent',
    type: 'security',
    namespace: 'amazon-guardduty',
    versions: {
      '1.34': ['v1.12.1-eksbuild.2'],
      '1.33': ['v1.12.1-eksbuild.2', 'v1.11.0-eksbuild.4'],
      '1.32': ['v1.12.1-eksbuild.2', 'v1.8.1-eksbuild.2'],
      '1.31': ['v1.12.1-eksbuild.2', 'v1.7.1-eksbuild.2'],
      '1.30': ['v1.12.1-eksbuild.2', 'v1.6.1-eksbuild.1'],
    },
    requiresIamPermissions: false,
    podIdentity: [],
    needsNodes: false,
    architectures: EVERY_ARCHITECTURE,
    computeTypes: ['ec2'],
    configuration: configuration({ priorityClassName: { type: 'string' }, resources, tolerations }),
  },
];
