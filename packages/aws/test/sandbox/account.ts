import {
  ADMIN_ACCESS_KEY,
  type ClusterState,
  createClusterKeys,
  emptyRegion,
  emptyState,
  type RoleState,
  type SandboxState,
} from '@podpass/sandbox';

export const account = '111122223333';
export const homeRegion = 'eu-west-1';
export const otherRegion = 'us-east-1';
export const credentials = {
  accessKeyId: ADMIN_ACCESS_KEY.accessKeyId,
  secretAccessKey: ADMIN_ACCESS_KEY.secretAccessKey,
};

/** What lets EKS hand the role to pods, and what lets only EC2 use it. */
export const trustOf = {
  pods: JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'PodIdentity',
        Effect: 'Allow',
        Principal: { Service: 'pods.eks.amazonaws.com' },
        Action: ['sts:AssumeRole', 'sts:TagSession'],
      },
    ],
  }),
  ec2: JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  }),
};

const madeAt = Date.UTC(2026, 0, 15, 8, 0, 0);

export interface AccountOptions {
  /** Roles besides the three that are always there. */
  moreRoles?: number;
  /** Associations of the cluster `prod`. */
  associations?: number;
}

/** One account with a cluster `prod` at home, one `prod` and one `edge` (which lets us in) elsewhere, and roles that pods may and may not use. */
export async function accountState({ moreRoles = 0, associations = 0 }: AccountOptions = {}): Promise<SandboxState> {
  const state = emptyState({ account, region: homeRegion, transitions: { addon: 0 } });
  state.iam.quotas.rolesPerAccount = 5_000;
  for (const [name, trust] of [
    ['pod-reader', trustOf.pods],
    ['pod-writer', trustOf.pods],
    ['node', trustOf.ec2],
  ] as const) {
    state.iam.roles[name] = role(name, trust);
  }
  for (let index = 0; index < moreRoles; index += 1) {
    const name = `app-${String(index).padStart(5, '0')}`;
    state.iam.roles[name] = role(name, index % 2 === 0 ? trustOf.pods : trustOf.ec2);
  }
  const keys = await createClusterKeys('prod');
  const prod = cluster('prod', homeRegion, keys);
  addParts(prod);
  for (let index = 0; index < associations; index += 1) addAssociation(prod, index, moreRoles);
  const edge = cluster('edge', otherRegion, keys);
  admit(edge, `arn:aws:iam::${account}:user/${ADMIN_ACCESS_KEY.userName}`);
  state.eks[homeRegion] = { ...emptyRegion(), clusters: { prod } };
  state.eks[otherRegion] = {
    ...emptyRegion(),
    clusters: { prod: cluster('prod', otherRegion, keys), edge },
  };
  return state;
}

function role(name: string, trustPolicy: string): RoleState {
  return {
    name,
    path: '/',
    id: `AROA${name.toUpperCase().replaceAll('-', '').padEnd(17, '0')}`,
    arn: `arn:aws:iam::${account}:role/${name}`,
    createdAt: madeAt,
    maxSessionDuration: 3600,
    trustPolicy,
    trustChangedAt: 0,
    attachedPolicyArns: [],
    inlinePolicies: {},
    tags: {},
  };
}

type Keys = Pick<ClusterState, 'certificateAuthority' | 'serviceAccountKey'>;

function cluster(name: string, region: string, keys: Keys): ClusterState {
  return {
    name,
    arn: `arn:aws:eks:${region}:${account}:cluster/${name}`,
    createdAt: madeAt,
    status: 'ACTIVE',
    version: '1.34',
    platformVersion: 'eks.9',
    roleArn: `arn:aws:iam::${account}:role/node`,
    vpc: {
      vpcId: 'vpc-0123456789abcdef0',
      subnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
      securityGroupIds: [],
      clusterSecurityGroupId: 'sg-0123456789abcdef0',
      endpointPublicAccess: true,
      endpointPrivateAccess: false,
      publicAccessCidrs: ['0.0.0.0/0'],
    },
    serviceIpv4Cidr: '10.100.0.0/16',
    ipFamily: 'ipv4',
    oidcIssuer: `https://oidc.eks.${region}.amazonaws.com/id/${'0123456789ABCDEF'.repeat(2)}`,
    authenticationMode: 'API_AND_CONFIG_MAP',
    autoMode: false,
    deletionProtection: false,
    logging: [],
    tags: { team: 'shop' },
    ...keys,
    addons: {},
    nodegroups: {},
    fargateProfiles: {},
    associations: {},
    accessEntries: {},
    updates: {},
  };
}

function addParts(prod: ClusterState): void {
  const made = { createdAt: madeAt, modifiedAt: madeAt };
  const arnOf = (kind: string, name: string) => `arn:aws:eks:${homeRegion}:${account}:${kind}/prod/${name}/0`;
  prod.nodegroups['general'] = {
    name: 'general',
    arn: arnOf('nodegroup', 'general'),
    status: 'ACTIVE',
    ...made,
    version: '1.34',
    releaseVersion: '1.34.0-20260101',
    capacityType: 'ON_DEMAND',
    amiType: 'AL2023_x86_64_STANDARD',
    instanceTypes: ['m7i.large'],
    diskSize: 20,
    subnetIds: ['subnet-0123456789abcdef0'],
    nodeRoleArn: `arn:aws:iam::${account}:role/node`,
    scaling: { min: 1, max: 5, desired: 2 },
    labels: {},
    taints: [],
    tags: {},
  };
  prod.fargateProfiles['batch'] = {
    name: 'batch',
    arn: arnOf('fargateprofile', 'batch'),
    status: 'ACTIVE',
    createdAt: madeAt,
    podExecutionRoleArn: `arn:aws:iam::${account}:role/node`,
    subnetIds: ['subnet-0123456789abcdef0'],
    selectors: [{ namespace: 'batch', labels: { compute: 'fargate' } }],
    tags: {},
  };
  const principalArn = `arn:aws:iam::${account}:role/node`;
  prod.accessEntries[principalArn] = {
    principalArn,
    arn: arnOf('access-entry', 'role'),
    type: 'STANDARD',
    username: 'operators',
    kubernetesGroups: ['operators'],
    ...made,
    tags: {},
    policies: [
      {
        policyArn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy',
        scope: { type: 'namespace', namespaces: ['shop'] },
        associatedAt: madeAt,
        modifiedAt: madeAt,
      },
    ],
  };
}

/** Lets a principal do everything in the cluster. */
function admit(to: ClusterState, principalArn: string): void {
  const made = { createdAt: madeAt, modifiedAt: madeAt };
  to.accessEntries[principalArn] = {
    principalArn,
    arn: `${to.arn.replace(':cluster/', ':access-entry/')}/user/${account}/admin/0`,
    type: 'STANDARD',
    username: principalArn,
    kubernetesGroups: [],
    ...made,
    tags: {},
    policies: [
      {
        policyArn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy',
        scope: { type: 'cluster', namespaces: [] },
        associatedAt: madeAt,
        modifiedAt: madeAt,
      },
    ],
  };
}

function addAssociation(prod: ClusterState, index: number, moreRoles: number): void {
  const id = `a-${String(index).padStart(17, '0')}`;
  const roleName = moreRoles > 0 ? `app-${String((index % moreRoles) & ~1).padStart(5, '0')}` : 'pod-reader';
  prod.associations[id] = {
    id,
    arn: `arn:aws:eks:${homeRegion}:${account}:podidentityassociation/prod/${id}`,
    namespace: `team-${index % 20}`,
    serviceAccount: `app-${index}`,
    roleArn: `arn:aws:iam::${account}:role/${roleName}`,
    disableSessionTags: false,
    tags: {},
    createdAt: madeAt,
    modifiedAt: madeAt,
    visibleAt: madeAt,
  };
}
