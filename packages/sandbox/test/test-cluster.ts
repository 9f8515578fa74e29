import { type ClusterKeys, createClusterKeys } from '../src/kubernetes/index.ts';
import type { ClusterState, NodegroupState } from '../src/state/eks-state.ts';
import { ACCOUNT, REGION } from './running-sandbox.ts';

let keys: Promise<ClusterKeys> | undefined;

/** An active cluster with nothing in it. All share their keys: making them takes a while. */
export async function testCluster(name: string, overrides: Partial<ClusterState> = {}): Promise<ClusterState> {
  keys ??= createClusterKeys('test');
  return {
    name,
    arn: `arn:aws:eks:${REGION}:${ACCOUNT}:cluster/${name}`,
    createdAt: Date.UTC(2026, 0, 2, 3, 4, 5),
    status: 'ACTIVE',
    version: '1.34',
    platformVersion: 'eks.9',
    roleArn: `arn:aws:iam::${ACCOUNT}:role/cluster`,
    vpc: {
      vpcId: 'vpc-0a1b2c3d',
      subnetIds: ['subnet-0a', 'subnet-0b'],
      securityGroupIds: ['sg-0a'],
      clusterSecurityGroupId: 'sg-0c',
      endpointPublicAccess: true,
      endpointPrivateAccess: false,
      publicAccessCidrs: ['0.0.0.0/0'],
    },
    serviceIpv4Cidr: '172.20.0.0/16',
    ipFamily: 'ipv4',
    oidcIssuer: `https://oidc.eks.${REGION}.amazonaws.com/id/EXAMPLE${name.toUpperCase().replace(/[^A-Z]/g, '')}`,
    authenticationMode: 'API_AND_CONFIG_MAP',
    autoMode: false,
    deletionProtection: false,
    logging: [],
    tags: {},
    ...(await keys),
    addons: {},
    nodegroups: {},
    fargateProfiles: {},
    associations: {},
    accessEntries: {},
    updates: {},
    ...overrides,
  };
}

export function testNodegroup(cluster: string, name: string): NodegroupState {
  return {
    name,
    arn: `arn:aws:eks:${REGION}:${ACCOUNT}:nodegroup/${cluster}/${name}/0a1b2c3d`,
    status: 'ACTIVE',
    createdAt: Date.UTC(2026, 0, 2, 4),
    modifiedAt: Date.UTC(2026, 0, 2, 5),
    version: '1.34',
    releaseVersion: '1.34.1-20251120',
    capacityType: 'ON_DEMAND',
    amiType: 'AL2023_x86_64_STANDARD',
    instanceTypes: ['m6i.large'],
    diskSize: 80,
    subnetIds: ['subnet-0a'],
    nodeRoleArn: `arn:aws:iam::${ACCOUNT}:role/node`,
    scaling: { min: 1, max: 3, desired: 2 },
    labels: { 'alpha.eksctl.io/nodegroup-name': name },
    taints: [{ key: 'only', value: 'us', effect: 'NO_SCHEDULE' }],
    tags: { team: 'a' },
  };
}
