import {
  type CatalogueAddon,
  configuration,
  EVERY_ARCHITECTURE,
  labels,
  replicaCount,
  resources,
  tolerations,
} from './catalogue-addon.ts';

const driver = configuration({
  controller: configuration({
    extraVolumeTags: labels,
    podLabels: labels,
    replicaCount,
    resources,
    tolerations,
  }),
  node: configuration({ enableWindows: { type: 'boolean' }, podLabels: labels, resources, tolerations }),
});

/** Drivers of volumes and their snapshots. */
export const STORAGE_ADDONS: readonly CatalogueAddon[] = [
  {
    name: 'aws-ebs-csi-driver',
    type: 'storage',
    namespace: 'kube-system',
    versions: {
      '1.34': ['v1.52.1-eksbuild.1', 'v1.51.0-eksbuild.1'],
      '1.33': ['v1.52.1-eksbuild.1', 'v1.44.0-eksbuild.1'],
      '1.32': ['v1.52.1-eksbuild.1', 'v1.38.1-eksbuild.2'],
      '1.31': ['v1.52.1-eksbuild.1', 'v1.35.0-eksbuild.1'],
      '1.30': ['v1.52.1-eksbuild.1', 'v1.30.0-eksbuild.1', 'v1.25.0-eksbuild.1'],
    },
    requiresIamPermissions: true,
    podIdentity: [
      {
        serviceAccount: 'ebs-csi-controller-sa',
        policies: ['arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy'],
      },
    ],
    podIdentitySince: 'v1.26.0-eksbuild.1',
    needsNodes: true,
    architectures: EVERY_ARCHITECTURE,
    computeTypes: ['ec2'],
    configuration: driver,
  },
  {
    name: 'aws-efs-csi-driver',
    type: 'storage',
    namespace: 'kube-system',
    versions: {
      '1.34': ['v2.1.13-eksbuild.1', 'v2.1.11-eksbuild.1'],
      '1.33': ['v2.1.13-eksbuild.1', 'v2.1.8-eksbuild.1'],
      '1.32': ['v2.1.13-eksbuild.1', 'v2.1.4-eksbuild.1'],
      '1.31': ['v2.1.13-eksbuild.1', 'v2.0.7-eksbuild.1'],
      '1.30': ['v2.1.13-eksbuild.1', 'v2.0.5-eksbuild.1', 'v2.0.4-eksbuild.1'],
    },
    requiresIamPermissions: true,
    podIdentity: [
      {
        serviceAccount: 'efs-csi-controller-sa',
        policies: ['arn:aws:iam::aws:policy/service-role/AmazonEFSCSIDriverPolicy'],
      },
    ],
    podIdentitySince: 'v2.0.5-eksbuild.1',
    needsNodes: true,
    architectures: EVERY_ARCHITECTURE,
    computeTypes: ['ec2'],
    configuration: driver,
  },
  {
    name: 'aws-mountpoint-s3-csi-driver',
    type: 'storage',
    namespace: 'kube-system',
    versions: {
      '1.34': ['v2.1.1-eksbuild.1', 'v2.0.0-eksbuild.1'],
      '1.33': ['v2.1.1-eksbuild.1', 'v1.14.1-eksbuild.1'],
      '1.32': ['v2.1.1-eksbuild.1', 'v1.11.0-eksbuild.1'],
      '1.31': ['v2.1.1-eksbuild.1', 'v1.9.0-eksbuild.1'],
      '1.30': ['v2.1.1-eksbuild.1', 'v1.8.0-eksbuild.1'],
    },
    requiresIamPermissions: true,
    podIdentity: [{ serviceAccount: 's3-csi-driver-sa', policies: ['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'] }],
    podIdentitySince: 'v2.0.0-eksbuild.1',
    needsNodes: false,
    architectures: EVERY_ARCHITECTURE,
    computeTypes: ['ec2'],
    configuration: configuration({ node: configuration({ podLabels: labels, resources, tolerations }) }),
  },
  {
    name: 'snapshot-controller',
    type: 'storage',
    namespace: 'kube-system',
    versions: {
      '1.34': ['v8.3.0-eksbuild.1'],
      '1.33': ['v8.3.0-eksbuild.1'],
      '1.32': ['v8.3.0-eksbuild.1', 'v8.2.0-eksbuild.1'],
      '1.31': ['v8.3.0-eksbuild.1', 'v8.0.0-eksbuild.1'],
      '1.30': ['v8.3.0-eksbuild.1', 'v8.0.0-eksbuild.1'],
    },
    requiresIamPermissions: false,
    podIdentity: [],
    needsNodes: true,
    architectures: EVERY_ARCHITECTURE,
    computeTypes: ['ec2', 'auto'],
    configuration: configuration({ replicaCount, podLabels: labels, resources, tolerations }),
  },
];
