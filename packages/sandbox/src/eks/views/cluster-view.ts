import type { Cluster, ClusterIssueCode, LogType } from '@aws-sdk/client-eks';
import type { ClusterState } from '../../state/eks-state.ts';
import type { World } from '../../world.ts';

const LOG_TYPES = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'] as const satisfies LogType[];

/**
 * A cluster as Describe shows it. No `id`, `outpostConfig` or `connectorConfig`: eksctl takes a cluster that has one of
 * them for something else.
 */
export function clusterView(world: World, cluster: ClusterState): Cluster {
  const reachable = cluster.status !== 'CREATING' && cluster.status !== 'FAILED';
  const { encryption, issues = [] } = cluster;
  return {
    name: cluster.name,
    arn: cluster.arn,
    createdAt: new Date(cluster.createdAt),
    version: cluster.version,
    roleArn: cluster.roleArn,
    status: cluster.status,
    platformVersion: cluster.platformVersion,
    tags: cluster.tags,
    resourcesVpcConfig: {
      vpcId: cluster.vpc.vpcId,
      subnetIds: cluster.vpc.subnetIds,
      securityGroupIds: cluster.vpc.securityGroupIds,
      clusterSecurityGroupId: cluster.vpc.clusterSecurityGroupId,
      endpointPublicAccess: cluster.vpc.endpointPublicAccess,
      endpointPrivateAccess: cluster.vpc.endpointPrivateAccess,
      publicAccessCidrs: cluster.vpc.publicAccessCidrs,
    },
    kubernetesNetworkConfig: {
      serviceIpv4Cidr: cluster.serviceIpv4Cidr,
      ipFamily: cluster.ipFamily,
      elasticLoadBalancing: { enabled: cluster.autoMode },
    },
    logging: loggingView(cluster.logging),
    // eksctl reads `enabled` without looking whether it is there.
    computeConfig: { enabled: cluster.autoMode },
    storageConfig: { blockStorage: { enabled: cluster.autoMode } },
    accessConfig: { authenticationMode: cluster.authenticationMode },
    upgradePolicy: { supportType: cluster.upgradeSupport ?? 'EXTENDED' },
    deletionProtection: cluster.deletionProtection,
    health: { issues: issues.map((issue) => ({ ...issue, code: issue.code as ClusterIssueCode })) },
    ...(encryption !== undefined && {
      encryptionConfig: [{ resources: encryption.resources, provider: { keyArn: encryption.keyArn } }],
    }),
    ...(reachable && {
      endpoint: world.kubernetesEndpoint(cluster.arn),
      certificateAuthority: { data: Buffer.from(cluster.certificateAuthority.certificatePem).toString('base64') },
      identity: { oidc: { issuer: cluster.oidcIssuer } },
    }),
  };
}

function loggingView(enabled: readonly string[]): Cluster['logging'] {
  const on = LOG_TYPES.filter((type) => enabled.includes(type));
  const off = LOG_TYPES.filter((type) => !enabled.includes(type));
  const setups = [
    { types: on, enabled: true },
    { types: off, enabled: false },
  ];
  return { clusterLogging: setups.filter(({ types }) => types.length > 0) };
}
