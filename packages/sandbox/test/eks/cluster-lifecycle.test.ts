import {
  CreateAddonCommand,
  CreateClusterCommand,
  type CreateClusterCommandInput,
  CreateFargateProfileCommand,
  CreateNodegroupCommand,
  type CreateNodegroupCommandInput,
  DeleteClusterCommand,
  DeleteFargateProfileCommand,
  DeleteNodegroupCommand,
  DescribeAccessEntryCommand,
  DescribeAddonCommand,
  DescribeClusterCommand,
  DescribeNodegroupCommand,
  DescribeUpdateCommand,
  ListAccessEntriesCommand,
  UpdateClusterConfigCommand,
  UpdateNodegroupConfigCommand,
  UpdateNodegroupVersionCommand,
} from '@aws-sdk/client-eks';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { checkState } from '../../src/world/check-state.ts';
import { startSandbox } from '../../src/index.ts';
import type { KubernetesObject } from '../../src/state/kubernetes-state.ts';
import type { SandboxState } from '../../src/state/sandbox-state.ts';
import { testCluster } from '../test-cluster.ts';
import { refusal, type RunningSandbox, runSandbox, stateWith } from '../running-sandbox.ts';

const CLUSTER_ARN = 'arn:aws:eks:us-west-2:111122223333:cluster/new';
const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
/** A cluster that is there from the start: making one takes a second. */
const READY = { name: 'ready', arn: 'arn:aws:eks:us-west-2:111122223333:cluster/ready' };
const READY_GROUP = { clusterName: READY.name };
let running: RunningSandbox;

beforeAll(async () => {
  const state = account();
  const vpc = { vpcId: 'vpc-1', subnetIds: ['subnet-a', 'subnet-b'], securityGroupIds: [] };
  const cluster = await testCluster(READY.name);
  Object.assign(cluster.vpc, vpc);
  Object.assign(state.eks['us-west-2']?.clusters ?? {}, { [READY.name]: cluster });
  running = await runSandbox({ state });
});
beforeEach(() => running.restore());
afterAll(() => running.stop());

it('makes a cluster with nodes that the agent covers, and takes all of it away', async () => {
  const groupsBefore = Object.keys(groups());
  const { cluster } = await create();
  expect(cluster).toMatchObject({ name: 'new', arn: CLUSTER_ARN, status: 'CREATING', version: '1.34' });
  expect(cluster).not.toHaveProperty('endpoint');
  const active = await becomesActive();
  expect(active).toMatchObject({
    accessConfig: { authenticationMode: 'API' },
    identity: { oidc: { issuer: expect.stringMatching(/\/id\/[0-9A-F]{32}$/) } },
    resourcesVpcConfig: { vpcId: 'vpc-1', endpointPublicAccess: true, endpointPrivateAccess: false },
    kubernetesNetworkConfig: { serviceIpv4Cidr: '172.20.0.0/16' },
  });
  expect(Buffer.from(active?.certificateAuthority?.data ?? '', 'base64').toString()).toContain('BEGIN CERTIFICATE');
  expect(active?.endpoint).toMatch(/^https:\/\/127\.0\.0\.1:\d{3,}/);
  const group = active?.resourcesVpcConfig?.clusterSecurityGroupId ?? '';
  expect(groups()[group]).toMatchObject({ vpcId: 'vpc-1', name: expect.stringMatching(/^eks-cluster-sg-new-/) });

  await addon('eks-pod-identity-agent');
  await addon('coredns');
  await vi.waitFor(async () => expect(await addonStatus('coredns')).toBe('DEGRADED'));
  const made = await createGroup({ labels: { tier: 'web' }, taints: [{ key: 'only', effect: 'NO_EXECUTE' }] });
  expect(made.nodegroup).toMatchObject({ status: 'CREATING', instanceTypes: ['t3.medium'], diskSize: 20 });
  expect(await groupStatus()).toMatchObject({ status: 'ACTIVE', health: { issues: [] } });
  expect(await addonStatus('coredns')).toBe('ACTIVE');
  const nodes = objects('v1/nodes');
  expect(nodes).toHaveLength(2);
  const zones = nodes.map(({ metadata }) => metadata.labels?.['topology.kubernetes.io/zone'] ?? '');
  expect(new Set(zones)).toEqual(new Set(['us-west-2a', 'us-west-2b']));
  expect(nodes[0]).toMatchObject({
    metadata: {
      labels: { tier: 'web', 'eks.amazonaws.com/nodegroup': 'main', 'node.kubernetes.io/instance-type': 't3.medium' },
    },
    spec: { taints: [{ key: 'only', effect: 'NoExecute' }] },
  });
  await vi.waitFor(() => {
    const agents = objects('v1/pods').filter(({ metadata }) => metadata.name.startsWith('eks-pod-identity-agent'));
    expect(agents.map(({ status }) => (status as { phase: string }).phase)).toEqual(['Running', 'Running']);
  });

  expect(await refusal(remove())).toMatchObject({ name: 'ResourceInUseException', status: 409 });
  await running.eks.send(new DeleteNodegroupCommand({ clusterName: 'new', nodegroupName: 'main' }));
  expect(await refusal(groupStatus())).toMatchObject({ name: 'ResourceNotFoundException' });
  expect(objects('v1/nodes')).toEqual([]);
  expect(await addonStatus('coredns')).toBe('DEGRADED');
  expect((await remove()).cluster?.status).toBe('DELETING');
  expect(await refusal(describeCluster())).toMatchObject({ name: 'ResourceNotFoundException' });
  expect(Object.keys(groups())).toEqual(groupsBefore);
  await vi.waitFor(() => expect(running.sandbox.world.state.kubernetes).not.toHaveProperty(CLUSTER_ARN));
});

it('lets its creator in, unless told not to, and only where the mode has access entries', async () => {
  await create();
  await becomesActive();
  const admin = 'arn:aws:iam::111122223333:user/sandbox-admin';
  const entry = { clusterName: 'new', principalArn: admin };
  expect((await running.eks.send(new DescribeAccessEntryCommand(entry))).accessEntry?.type).toBe('STANDARD');
  await remove();
  await create({ accessConfig: { authenticationMode: 'API', bootstrapClusterCreatorAdminPermissions: false } });
  await becomesActive();
  expect((await running.eks.send(new ListAccessEntriesCommand({ clusterName: 'new' }))).accessEntries).toEqual([]);
  await remove();
  await create({ accessConfig: undefined });
  expect((await becomesActive())?.accessConfig?.authenticationMode).toBe('CONFIG_MAP');
});

it('answers a repeated token again, and refuses a second cluster of the name and the hundred-and-first', async () => {
  const first = await create({ clientRequestToken: 'once' });
  const again = await create({ clientRequestToken: 'once' });
  expect(again.cluster?.createdAt).toEqual(first.cluster?.createdAt);
  expect(await refusal(create({ clientRequestToken: 'once', version: '1.33' }))).toMatchObject({
    name: 'InvalidParameterException',
  });
  expect(await refusal(create())).toMatchObject({ name: 'ResourceInUseException' });
  const { eks } = running.sandbox.world.state;
  if (eks['us-west-2'] !== undefined) eks['us-west-2'].quotas.clusters = 1;
  expect(await refusal(create({ name: 'more' }))).toMatchObject({ name: 'ResourceLimitExceededException' });
});

const network = { subnetIds: ['subnet-a', 'subnet-b'] };
it.each<[string, Partial<CreateClusterCommandInput>]>([
  ['a name with a dot', { name: 'a.b' }],
  ['one subnet', { resourcesVpcConfig: { subnetIds: ['subnet-a'] } }],
  ['the same subnet twice', { resourcesVpcConfig: { subnetIds: ['subnet-a', 'subnet-a'] } }],
  ['subnets of one zone', { resourcesVpcConfig: { subnetIds: ['subnet-a', 'subnet-a2'] } }],
  ['a subnet that is not there', { resourcesVpcConfig: { subnetIds: ['subnet-a', 'subnet-x'] } }],
  ['subnets of two VPCs', { resourcesVpcConfig: { subnetIds: ['subnet-a', 'subnet-other'] } }],
  ['a subnet without room', { resourcesVpcConfig: { subnetIds: ['subnet-a', 'subnet-full'] } }],
  ['a group of another VPC', { resourcesVpcConfig: { ...network, securityGroupIds: ['sg-other'] } }],
  ['no endpoint', { resourcesVpcConfig: { ...network, endpointPublicAccess: false } }],
  ['a bad CIDR', { resourcesVpcConfig: { ...network, publicAccessCidrs: ['everyone'] } }],
  ['an unknown version', { version: '1.12' }],
  ['a version out of support', { version: '1.29' }],
  ['a role that is not there', { roleArn: role('nobody') }],
  ['a role that trusts others', { roleArn: role('node') }],
  ['a role of another account', { roleArn: 'arn:aws:iam::999999999999:role/cluster' }],
  ['services in the VPC', { kubernetesNetworkConfig: { serviceIpv4Cidr: '10.0.0.0/16' } }],
  ['public services', { kubernetesNetworkConfig: { serviceIpv4Cidr: '8.8.0.0/16' } }],
  ['half of Auto Mode', { computeConfig: { enabled: true } }],
  ['encryption without a key', { encryptionConfig: [{ resources: ['secrets'], provider: { keyArn: 'key' } }] }],
  ['reserved tags', { tags: { 'aws:x': 'y' } }],
  ['an outpost', { outpostConfig: { outpostArns: ['arn:x'], controlPlaneInstanceType: 'm5.large' } }],
])('refuses a cluster with %s, leaving nothing behind', async (_what, wrong) => {
  const before = JSON.stringify(groups());
  expect(await refusal(create(wrong))).toMatchObject({ status: 400 });
  expect(JSON.stringify(groups())).toBe(before);
  expect(Object.keys(running.sandbox.world.state.eks['us-west-2']?.clusters ?? {})).toEqual([READY.name]);
});

it('needs the right to pass the role', async () => {
  const { iam } = running.sandbox.world.state;
  const user = iam.users['sandbox-admin'];
  if (user === undefined) throw new Error('no administrator');
  const statement = { Effect: 'Allow', Action: 'eks:*', Resource: '*' };
  user.inlinePolicies['eks'] = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  expect(await refusal(create())).toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining('iam:PassRole'),
  });
});

it('keeps a cluster with deletion protection, and one that is being changed', async () => {
  await create({ deletionProtection: true });
  await becomesActive();
  expect(await refusal(remove())).toMatchObject({ name: 'InvalidRequestException' });
  await running.eks.send(new UpdateClusterConfigCommand({ name: 'new', deletionProtection: false }));
  await remove();
  expect(await refusal(remove())).toMatchObject({ name: 'ResourceNotFoundException' });
});

it('takes the times of the settings, across export and import', async () => {
  let now = Date.now();
  const slow = await runSandbox({
    state: { ...account(), settings: { ...account().settings, transitions: times(60_000) } },
    now: () => now,
  });
  try {
    const describe = async () => (await slow.eks.send(new DescribeClusterCommand({ name: 'new' }))).cluster?.status;
    await slow.eks.send(new CreateClusterCommand(wanted()));
    expect(await describe()).toBe('CREATING');
    expect(await refusal(slow.eks.send(new DeleteClusterCommand({ name: 'new' })))).toMatchObject({ status: 409 });
    const exported = JSON.parse(JSON.stringify(slow.sandbox.world.state)) as SandboxState;
    expect(checkState(exported)).toMatchObject({ ok: true });
    await slow.control('PUT', 'state', exported);
    now += 60_000;
    await vi.waitFor(async () => expect(await describe()).toBe('ACTIVE'), { timeout: 10_000 });
    const group = new CreateNodegroupCommand(wantedGroup());
    await slow.eks.send(group);
    const asked = new DescribeNodegroupCommand({ clusterName: 'new', nodegroupName: 'main' });
    const status = async () => (await slow.eks.send(asked)).nodegroup?.status;
    expect(await status()).toBe('CREATING');
    now += 60_000;
    expect(await status()).toBe('ACTIVE');
    await slow.eks.send(new DeleteNodegroupCommand({ clusterName: 'new', nodegroupName: 'main' }));
    expect(await status()).toBe('DELETING');
    now += 60_000;
    expect(await refusal(status())).toMatchObject({ status: 404 });
    await slow.eks.send(new DeleteClusterCommand({ name: 'new' }));
    expect(await describe()).toBe('DELETING');
    now += 60_000;
    expect(await refusal(describe())).toMatchObject({ status: 404 });
  } finally {
    await slow.stop();
  }
});

it('starts with a cluster whose making was interrupted', async () => {
  const exported = account();
  await create();
  Object.assign(exported.eks, structuredClone(running.sandbox.world.state.eks));
  const cluster = exported.eks['us-west-2']?.clusters['new'];
  if (cluster === undefined) throw new Error('no cluster');
  cluster.status = 'CREATING';
  cluster.readyAt = 0;
  cluster.certificateAuthority = { certificatePem: '', keyPem: '' };
  const sandbox = await startSandbox({ state: exported });
  try {
    expect(sandbox.world.state.eks['us-west-2']?.clusters['new']?.status).toBe('ACTIVE');
  } finally {
    await sandbox.close();
  }
});

it('fails as a test orders it', async () => {
  await running.control('POST', 'faults', [
    { service: 'eks', operation: 'CREATE Cluster', error: 'InternalFailure' },
    { service: 'eks', operation: 'CREATE Nodegroup main', error: 'AsgInstanceLaunchFailures' },
    { service: 'eks', operation: 'CREATE Addon vpc-cni', error: 'ConfigurationConflict' },
  ]);
  await create();
  await vi.waitFor(async () => expect((await describeCluster())?.status).toBe('FAILED'), { timeout: 10_000 });
  expect((await describeCluster())?.health?.issues).toMatchObject([{ code: 'InternalFailure' }]);
  await remove();
  await create();
  await becomesActive();
  await createGroup();
  expect(await groupStatus()).toMatchObject({
    status: 'CREATE_FAILED',
    health: { issues: [{ code: 'AsgInstanceLaunchFailures' }] },
  });
  expect(objects('v1/nodes')).toEqual([]);
  await addon('vpc-cni');
  await vi.waitFor(async () => expect(await addonStatus('vpc-cni')).toBe('CREATE_FAILED'));
  await addon('vpc-cni');
  await vi.waitFor(async () => expect(await addonStatus('vpc-cni')).toBe('ACTIVE'));
});

it('scales, labels and taints a node group, and moves it to another version', async () => {
  await createGroup({ ...READY_GROUP, version: '1.33' });
  const subject = { clusterName: READY.name, nodegroupName: 'main' };
  const { update } = await running.eks.send(
    new UpdateNodegroupConfigCommand({
      ...subject,
      scalingConfig: { desiredSize: 3, maxSize: 4 },
      labels: { addOrUpdateLabels: { tier: 'db' } },
      taints: { addOrUpdateTaints: [{ key: 'db', value: 'yes', effect: 'NO_SCHEDULE' }] },
      updateConfig: { maxUnavailablePercentage: 50 },
    }),
  );
  const asked = new DescribeUpdateCommand({ name: READY.name, nodegroupName: 'main', updateId: update?.id });
  expect((await running.eks.send(asked)).update).toMatchObject({ status: 'Successful', type: 'ConfigUpdate' });
  expect(await groupStatus(READY.name)).toMatchObject({
    scalingConfig: { minSize: 1, maxSize: 4, desiredSize: 3 },
    labels: { tier: 'db' },
    updateConfig: { maxUnavailablePercentage: 50 },
  });
  await vi.waitFor(() => expect(objects('v1/nodes', READY.arn)).toHaveLength(3));
  await running.eks.send(
    new UpdateNodegroupConfigCommand({ ...subject, scalingConfig: { minSize: 0, desiredSize: 0 } }),
  );
  await vi.waitFor(() => expect(objects('v1/nodes', READY.arn)).toEqual([]));
  const tooSmall = new UpdateNodegroupConfigCommand({ ...subject, scalingConfig: { desiredSize: 9 } });
  expect(await refusal(running.eks.send(tooSmall))).toMatchObject({ name: 'InvalidParameterException' });
  await running.eks.send(new UpdateNodegroupVersionCommand(subject));
  expect(await groupStatus(READY.name)).toMatchObject({
    version: '1.34',
    releaseVersion: expect.stringMatching(/^1\.34\./),
  });
});

it('refuses node groups that could not be', async () => {
  const wrong: Partial<CreateNodegroupCommandInput>[] = [
    { nodegroupName: 'a.b' },
    { subnets: ['subnet-x'] },
    { subnets: ['subnet-other'] },
    { nodeRole: role('cluster') },
    { nodeRole: role('nobody') },
    { scalingConfig: { minSize: 3, maxSize: 2, desiredSize: 2 } },
    { scalingConfig: { minSize: 1, maxSize: 2, desiredSize: 3 } },
    { scalingConfig: { minSize: 0, maxSize: 0, desiredSize: 0 } },
    { instanceTypes: ['x9.huge'] },
    { instanceTypes: ['m6i.large', 'm7g.large'] },
    { instanceTypes: ['m7g.large'], amiType: 'AL2023_x86_64_STANDARD' },
    { launchTemplate: { id: 'lt-x' } },
    { launchTemplate: { id: 'lt-x', name: 'x' } },
    { labels: { 'kubernetes.io/x': 'y' } },
    { version: '1.35' },
    { updateConfig: { maxUnavailable: 1, maxUnavailablePercentage: 10 } },
  ];
  for (const input of wrong) {
    expect(await refusal(createGroup({ ...READY_GROUP, ...input })), JSON.stringify(input)).toMatchObject({
      status: 400,
    });
  }
  expect(running.sandbox.world.state.eks['us-west-2']?.clusters[READY.name]?.nodegroups).toEqual({});
  await createGroup(READY_GROUP);
  expect(await refusal(createGroup(READY_GROUP))).toMatchObject({ name: 'ResourceInUseException' });
});

it('makes a Fargate profile in private subnets and deletes it', async () => {
  const subject = { clusterName: READY.name, fargateProfileName: 'batch' };
  const profile = { ...subject, podExecutionRoleArn: role('fargate'), selectors: [{ namespace: 'batch' }] };
  const make = (subnets: string[]) => running.eks.send(new CreateFargateProfileCommand({ ...profile, subnets }));
  expect(await refusal(make(['subnet-public']))).toMatchObject({ name: 'InvalidParameterException' });
  expect((await make(['subnet-a'])).fargateProfile?.status).toBe('CREATING');
  expect(await refusal(remove(READY.name))).toMatchObject({ name: 'ResourceInUseException' });
  await running.eks.send(new DeleteFargateProfileCommand(subject));
  await remove(READY.name);
});

function wanted(more: Partial<CreateClusterCommandInput> = {}): CreateClusterCommandInput {
  const accessConfig = { authenticationMode: 'API' } as const;
  return { name: 'new', roleArn: role('cluster'), resourcesVpcConfig: network, accessConfig, ...more };
}

function wantedGroup(more: Partial<CreateNodegroupCommandInput> = {}): CreateNodegroupCommandInput {
  const subnets = ['subnet-a', 'subnet-b'];
  return { clusterName: 'new', nodegroupName: 'main', subnets, nodeRole: role('node'), ...more };
}

const create = (more?: Partial<CreateClusterCommandInput>) => running.eks.send(new CreateClusterCommand(wanted(more)));
const remove = (name = 'new') => running.eks.send(new DeleteClusterCommand({ name }));
const describeCluster = async () => (await running.eks.send(new DescribeClusterCommand({ name: 'new' }))).cluster;
const createGroup = (more?: Partial<CreateNodegroupCommandInput>) =>
  running.eks.send(new CreateNodegroupCommand(wantedGroup(more)));
const addon = (addonName: string) => running.eks.send(new CreateAddonCommand({ clusterName: 'new', addonName }));

async function becomesActive() {
  await vi.waitFor(async () => expect((await describeCluster())?.status).toBe('ACTIVE'), { timeout: 10_000 });
  return describeCluster();
}

async function groupStatus(clusterName = 'new') {
  const asked = new DescribeNodegroupCommand({ clusterName, nodegroupName: 'main' });
  return (await running.eks.send(asked)).nodegroup;
}

async function addonStatus(addonName: string) {
  return (await running.eks.send(new DescribeAddonCommand({ clusterName: 'new', addonName }))).addon?.status;
}

function groups() {
  return running.sandbox.world.state.ec2['us-west-2']?.securityGroups ?? {};
}

function objects(collection: string, arn = CLUSTER_ARN): KubernetesObject[] {
  return Object.values(running.sandbox.world.state.kubernetes[arn]?.objects[collection] ?? {});
}

function times(ms: number) {
  return { ...account().settings.transitions, cluster: ms, nodegroup: ms };
}

/** Two VPCs, and the roles that EKS, EC2 and Fargate take. */
function account(): SandboxState {
  const state = stateWith({ clusters: [] });
  const subnet = (id: string, zone: string, more: object = {}) => ({
    id,
    vpcId: 'vpc-1',
    cidr: '10.0.0.0/24',
    availabilityZone: `us-west-2${zone}`,
    freeAddresses: 200,
    mapPublicIpOnLaunch: false,
    defaultForAz: false,
    tags: {},
    ...more,
  });
  const subnets = [
    subnet('subnet-a', 'a'),
    subnet('subnet-a2', 'a'),
    subnet('subnet-b', 'b'),
    subnet('subnet-public', 'b'),
    subnet('subnet-full', 'b', { freeAddresses: 2 }),
    subnet('subnet-other', 'b', { vpcId: 'vpc-2' }),
  ];
  const vpc = (id: string, cidr: string) => ({ id, cidr, isDefault: false, tags: {} });
  const routes = [{ destination: '0.0.0.0/0', gatewayId: 'igw-1' }];
  const group = { id: 'sg-other', vpcId: 'vpc-2', name: 'other', description: 'other', tags: {} };
  state.ec2['us-west-2'] = {
    vpcs: { 'vpc-1': vpc('vpc-1', '10.0.0.0/8'), 'vpc-2': vpc('vpc-2', '10.1.0.0/16') },
    subnets: Object.fromEntries(subnets.map((one) => [one.id, one])),
    routeTables: {
      'rtb-1': { id: 'rtb-1', vpcId: 'vpc-1', main: false, subnetIds: ['subnet-public'], routes, tags: {} },
    },
    securityGroups: { 'sg-other': group },
  };
  for (const [name, service] of [
    ['cluster', 'eks.amazonaws.com'],
    ['node', 'ec2.amazonaws.com'],
    ['fargate', 'eks-fargate-pods.amazonaws.com'],
  ] as const) {
    const statement = { Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' };
    state.iam.roles[name] = {
      name,
      path: '/',
      id: `AROA${name}`,
      arn: role(name),
      createdAt: 0,
      maxSessionDuration: 3600,
      trustPolicy: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }),
      trustChangedAt: 0,
      attachedPolicyArns: [],
      inlinePolicies: {},
      tags: {},
    };
  }
  return state;
}
