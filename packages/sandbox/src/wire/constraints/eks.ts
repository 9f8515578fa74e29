import type { Constraint, Constraints } from './constraint.ts';

/** What EKS calls a cluster's name wherever it bounds it; the pattern there has no end, so it is taken as the whole. */
const clusterName: Constraint = { min: 1, max: 100, pattern: /^(?:[0-9A-Za-z][A-Za-z0-9\-_]*)$/u };
const pageSize: Constraint = { min: 1, max: 100 };
const roleArn: Constraint = { min: 1, max: 255 };
const resolveConflicts: Constraint = { values: ['OVERWRITE', 'NONE', 'PRESERVE'] };
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
  UpdateClusterConfig: {
    'accessConfig.authenticationMode': { values: ['API', 'API_AND_CONFIG_MAP', 'CONFIG_MAP'] },
    'logging.clusterLogging[].types[]': {
      values: ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'],
    },
  },
};
