import type { Constraint, Constraints } from './constraint.ts';

/** What EKS calls a cluster's name wherever it bounds it; the pattern there has no end, so it is taken as the whole. */
const clusterName: Constraint = { min: 1, max: 100, pattern: /^(?:[0-9A-Za-z][A-Za-z0-9\-_]*)$/u };
const pageSize: Constraint = { min: 1, max: 100 };
const roleArn: Constraint = { min: 1, max: 255 };
const resolveConflicts: Constraint = { values: ['OVERWRITE', 'NONE', 'PRESERVE'] };
const authenticationMode: Constraint = { values: ['API', 'API_AND_CONFIG_MAP', 'CONFIG_MAP'] };
const logTypes: Constraint = { values: ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'] };
const tags = {
  tags: { min: 1, max: 50 },
  'tags{key}': { min: 1, max: 128 },
  'tags{value}': { max: 256 },
} satisfies Record<string, Constraint>;

/** Bounds of the inputs of EKS, as AWS publishes them in its service description. */
export const eksConstraints: Constraints = {
  ListClusters: { maxResults: pageSize },
  DescribeClusterVersions: {
    maxResults: pageSize,
    status: { values: ['unsupported', 'standard-support', 'extended-support'] },
    versionStatus: { values: ['UNSUPPORTED', 'STANDARD_SUPPORT', 'EXTENDED_SUPPORT'] },
  },
  ListNodegroups: { maxResults: pageSize },
  ListFargateProfiles: { maxResults: pageSize },
  ListAddons: { clusterName, maxResults: pageSize },
  DescribeAddon: { clusterName },
  CreateAddon: {
    clusterName,
    serviceAccountRoleArn: roleArn,
    resolveConflicts,
    ...tags,
    'namespaceConfig.namespace': { min: 1, max: 63 },
  },
  UpdateAddon: { clusterName, serviceAccountRoleArn: roleArn, resolveConflicts },
  DeleteAddon: { clusterName },
  DescribeAddonVersions: { maxResults: pageSize },
  ListUpdates: { maxResults: pageSize },
  CreatePodIdentityAssociation: tags,
  ListPodIdentityAssociations: { maxResults: pageSize },
  CreateAccessEntry: tags,
  ListAccessEntries: { maxResults: pageSize },
  AssociateAccessPolicy: { 'accessScope.type': { values: ['cluster', 'namespace'] } },
  ListAssociatedAccessPolicies: { maxResults: pageSize },
  ListAccessPolicies: { maxResults: pageSize },
  TagResource: tags,
  UntagResource: { tagKeys: { min: 1, max: 50 }, 'tagKeys[]': { min: 1, max: 128 } },
  ListInsights: {
    maxResults: pageSize,
    'filter.categories[]': { values: ['UPGRADE_READINESS', 'MISCONFIGURATION', 'ROLLBACK_READINESS'] },
    'filter.statuses[]': { values: ['PASSING', 'WARNING', 'ERROR', 'UNKNOWN'] },
  },
  CreateCluster: {
    name: clusterName,
    ...tags,
    encryptionConfig: { max: 1 },
    'accessConfig.authenticationMode': authenticationMode,
    'kubernetesNetworkConfig.ipFamily': { values: ['ipv4', 'ipv6'] },
    'upgradePolicy.supportType': { values: ['STANDARD', 'EXTENDED'] },
    'logging.clusterLogging[].types[]': logTypes,
  },
  CreateNodegroup: {
    ...tags,
    amiType: {
      values: [
        'AL2023_ARM_64_STANDARD',
        'AL2023_x86_64_NEURON',
        'AL2023_x86_64_NVIDIA',
        'AL2023_x86_64_STANDARD',
        'AL2_ARM_64',
        'AL2_x86_64',
        'AL2_x86_64_GPU',
        'BOTTLEROCKET_ARM_64',
        'BOTTLEROCKET_x86_64',
        'CUSTOM',
        'WINDOWS_CORE_2022_x86_64',
        'WINDOWS_FULL_2022_x86_64',
      ],
    },
    capacityType: { values: ['ON_DEMAND', 'SPOT', 'CAPACITY_BLOCK'] },
    instanceTypes: { max: 20 },
  },
  CreateFargateProfile: { ...tags, fargateProfileName: { min: 1, max: 100 } },
  UpdateClusterConfig: {
    'accessConfig.authenticationMode': authenticationMode,
    'logging.clusterLogging[].types[]': logTypes,
  },
};
