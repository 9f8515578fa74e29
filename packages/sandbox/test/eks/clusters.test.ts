import {
  DescribeClusterCommand,
  DescribeClusterVersionsCommand,
  type DescribeClusterVersionsCommandInput,
  DescribeFargateProfileCommand,
  DescribeNodegroupCommand,
  DescribeUpdateCommand,
  ListClustersCommand,
  ListFargateProfilesCommand,
  ListInsightsCommand,
  ListNodegroupsCommand,
  ListUpdatesCommand,
  UpdateClusterConfigCommand,
  UpdateClusterVersionCommand,
} from '@aws-sdk/client-eks';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { refusal, type RunningSandbox, runSandbox, stateWith } from '../running-sandbox.ts';
import { testCluster, testNodegroup } from '../test-cluster.ts';

let running: RunningSandbox;

beforeAll(async () => {
  const profile = {
    name: 'serverless',
    arn: 'arn:aws:eks:us-west-2:111122223333:fargateprofile/demo/serverless/0a',
    status: 'ACTIVE' as const,
    createdAt: Date.UTC(2026, 0, 3),
    podExecutionRoleArn: 'arn:aws:iam::111122223333:role/fargate',
    subnetIds: ['subnet-0a'],
    selectors: [{ namespace: 'batch', labels: { run: 'fargate' } }],
    tags: {},
  };
  const state = stateWith({
    clusters: [
      await testCluster('demo', {
        nodegroups: { main: testNodegroup('demo', 'main') },
        fargateProfiles: { serverless: profile },
        authenticationMode: 'CONFIG_MAP',
      }),
      await testCluster('auto', { autoMode: true, logging: ['api'] }),
      await testCluster('new', { status: 'CREATING' }),
      await testCluster('old', { version: '1.33' }),
    ],
  });
  running = await runSandbox({ state });
});
beforeEach(() => running.restore());
afterAll(() => running.stop());

const describeCluster = async (name: string) => (await running.eks.send(new DescribeClusterCommand({ name }))).cluster;

it('lists the clusters of the region, in pages', async () => {
  const first = await running.eks.send(new ListClustersCommand({ maxResults: 2, include: ['all'] }));
  expect(first.clusters).toEqual(['auto', 'demo']);
  const second = await running.eks.send(new ListClustersCommand({ maxResults: 2, nextToken: first.nextToken }));
  expect(second).toMatchObject({ clusters: ['new', 'old'] });
  expect(second.nextToken).toBeUndefined();
});

it('describes a cluster so that eksctl can use it', async () => {
  const cluster = await describeCluster('demo');
  expect(cluster).toMatchObject({
    name: 'demo',
    arn: 'arn:aws:eks:us-west-2:111122223333:cluster/demo',
    createdAt: new Date(Date.UTC(2026, 0, 2, 3, 4, 5)),
    version: '1.34',
    status: 'ACTIVE',
    resourcesVpcConfig: { vpcId: 'vpc-0a1b2c3d' },
    kubernetesNetworkConfig: { serviceIpv4Cidr: '172.20.0.0/16' },
    identity: { oidc: { issuer: expect.stringMatching(/^https:\/\//) } },
    computeConfig: { enabled: false },
  });
  expect(cluster?.endpoint).toMatch(/^https:\/\/127\.0\.0\.1:/);
  expect(Buffer.from(cluster?.certificateAuthority?.data ?? '', 'base64').toString()).toContain('BEGIN CERTIFICATE');
  for (const member of ['id', 'connectorConfig', 'outpostConfig']) {
    expect(cluster).not.toHaveProperty(member);
  }
  expect((await describeCluster('auto'))?.computeConfig).toEqual({ enabled: true });
});

it('shows no endpoint of a cluster that is being created', async () => {
  expect(await describeCluster('new')).not.toHaveProperty('endpoint');
});

it.each(['nope', 'constructor', '__proto__', 'a/b', 'a b', 'ä'])('has no cluster %s', async (name) => {
  expect(await refusal(describeCluster(name))).toEqual({
    name: 'ResourceNotFoundException',
    message: `No cluster found for name: ${name}.`,
    status: 404,
  });
});

it('offers Kubernetes versions, 1.34 among them, with one default', async () => {
  const { clusterVersions = [] } = await running.eks.send(new DescribeClusterVersionsCommand({}));
  expect(clusterVersions.map(({ clusterVersion }) => clusterVersion)).toEqual(['1.34', '1.33', '1.32', '1.31', '1.30']);
  expect(clusterVersions.filter(({ defaultVersion }) => defaultVersion)).toHaveLength(1);
  const extended = await running.eks.send(new DescribeClusterVersionsCommand({ versionStatus: 'EXTENDED_SUPPORT' }));
  expect(extended.clusterVersions).toHaveLength(3);
});

it('shows node groups and Fargate profiles', async () => {
  expect((await running.eks.send(new ListNodegroupsCommand({ clusterName: 'demo' }))).nodegroups).toEqual(['main']);
  const asked = { clusterName: 'demo', nodegroupName: 'main' };
  expect((await running.eks.send(new DescribeNodegroupCommand(asked))).nodegroup).toMatchObject({
    scalingConfig: { minSize: 1, maxSize: 3, desiredSize: 2 },
    nodeRole: 'arn:aws:iam::111122223333:role/node',
    labels: { 'alpha.eksctl.io/nodegroup-name': 'main' },
    taints: [{ key: 'only', value: 'us', effect: 'NO_SCHEDULE' }],
  });
  const profiles = await running.eks.send(new ListFargateProfilesCommand({ clusterName: 'demo' }));
  expect(profiles.fargateProfileNames).toEqual(['serverless']);
  const profile = { clusterName: 'demo', fargateProfileName: 'serverless' };
  expect((await running.eks.send(new DescribeFargateProfileCommand(profile))).fargateProfile).toMatchObject({
    selectors: [{ namespace: 'batch', labels: { run: 'fargate' } }],
  });
  const missing = [
    running.eks.send(new DescribeNodegroupCommand({ clusterName: 'demo', nodegroupName: 'constructor' })),
    running.eks.send(new DescribeFargateProfileCommand({ clusterName: 'demo', fargateProfileName: 'x' })),
  ];
  for (const refused of await Promise.all(missing.map(refusal))) {
    expect(refused).toMatchObject({ name: 'ResourceNotFoundException' });
  }
});

it('has no insights, of clusters that exist', async () => {
  expect((await running.eks.send(new ListInsightsCommand({ clusterName: 'demo' }))).insights).toEqual([]);
  expect(await refusal(running.eks.send(new ListInsightsCommand({ clusterName: 'x' })))).toMatchObject({ status: 404 });
});

const change = (input: object, name = 'demo') => running.eks.send(new UpdateClusterConfigCommand({ name, ...input }));

it('moves the authentication mode towards API, never back', async () => {
  const { update } = await change({ accessConfig: { authenticationMode: 'API_AND_CONFIG_MAP' } });
  expect(update).toMatchObject({ status: 'Successful', type: 'AccessConfigUpdate' });
  expect((await describeCluster('demo'))?.accessConfig?.authenticationMode).toBe('API_AND_CONFIG_MAP');
  expect((await running.eks.send(new ListUpdatesCommand({ name: 'demo' }))).updateIds).toEqual([update?.id]);
  expect(await refusal(change({ accessConfig: { authenticationMode: 'API_AND_CONFIG_MAP' } }))).toMatchObject({
    name: 'InvalidRequestException',
  });
  await change({ accessConfig: { authenticationMode: 'API' } });
  expect(await refusal(change({ accessConfig: { authenticationMode: 'CONFIG_MAP' } }))).toMatchObject({
    name: 'InvalidParameterException',
  });
});

it('turns logging on and off', async () => {
  const clusterLogging = [
    { types: ['audit'], enabled: true },
    { types: ['api'], enabled: false },
  ];
  await change({ logging: { clusterLogging } }, 'auto');
  expect((await describeCluster('auto'))?.logging?.clusterLogging).toContainEqual({ types: ['audit'], enabled: true });
  expect(await refusal(change({ logging: { clusterLogging } }, 'auto'))).toMatchObject({ status: 400 });
});

it('is updating for as long as the settings say', async () => {
  let now = Date.now();
  const slow = await runSandbox({
    state: stateWith({ clusters: [await testCluster('demo')] }, { transitions: { cluster: 5000 } }),
    now: () => now,
  });
  try {
    const asked = new UpdateClusterConfigCommand({ name: 'demo', deletionProtection: true });
    const { update } = await slow.eks.send(asked);
    const status = async () => (await slow.eks.send(new DescribeClusterCommand({ name: 'demo' }))).cluster?.status;
    const progress = async () =>
      (await slow.eks.send(new DescribeUpdateCommand({ name: 'demo', updateId: update?.id }))).update?.status;
    expect([await status(), await progress()]).toEqual(['UPDATING', 'InProgress']);
    now += 5000;
    expect([await status(), await progress()]).toEqual(['ACTIVE', 'Successful']);
  } finally {
    await slow.stop();
  }
});

it('opens and closes the endpoint', async () => {
  const { update } = await change({ resourcesVpcConfig: { endpointPublicAccess: false, endpointPrivateAccess: true } });
  expect(update?.type).toBe('EndpointAccessUpdate');
  expect((await describeCluster('demo'))?.resourcesVpcConfig).toMatchObject({
    endpointPublicAccess: false,
    endpointPrivateAccess: true,
    publicAccessCidrs: [],
  });
  for (const wrong of [{ endpointPrivateAccess: false }, { endpointPrivateAccess: true }, { subnetIds: ['a'] }]) {
    expect(await refusal(change({ resourcesVpcConfig: wrong }))).toMatchObject({ status: 400 });
  }
});

it('moves to the next version, and to no other', async () => {
  const upgrade = (version: string) => running.eks.send(new UpdateClusterVersionCommand({ name: 'old', version }));
  for (const version of ['1.32', '1.33', '1.35']) {
    expect(await refusal(upgrade(version))).toMatchObject({ name: 'InvalidParameterException' });
  }
  expect((await upgrade('1.34')).update).toMatchObject({ type: 'VersionUpdate', status: 'Successful' });
  expect((await describeCluster('old'))?.version).toBe('1.34');
});

it('shows versions out of support only to those who ask', async () => {
  const versions = async (input: DescribeClusterVersionsCommandInput) =>
    (await running.eks.send(new DescribeClusterVersionsCommand(input))).clusterVersions?.map(
      (one) => one.clusterVersion,
    );
  expect(await versions({ includeAll: true })).toEqual(['1.34', '1.33', '1.32', '1.31', '1.30', '1.29', '1.28']);
  expect(await versions({ versionStatus: 'UNSUPPORTED' })).toEqual(['1.29', '1.28']);
  expect(await versions({ clusterVersions: ['1.28'] })).toEqual(['1.28']);
});

it.each([
  ['nothing', {}],
  ['two kinds at once', { deletionProtection: true, accessConfig: { authenticationMode: 'API' } }],
  ['an unknown mode', { accessConfig: { authenticationMode: 'LDAP' } }],
  ['what it does not serve', { upgradePolicy: { supportType: 'STANDARD' } }],
])('refuses to change %s', async (_what, input) => {
  expect(await refusal(change(input))).toMatchObject({ status: 400 });
});
