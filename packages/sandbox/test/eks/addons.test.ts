import {
  type Addon,
  CreateAddonCommand,
  type CreateAddonCommandInput,
  CreatePodIdentityAssociationCommand,
  DeleteAddonCommand,
  DescribeAddonCommand,
  DescribeAddonConfigurationCommand,
  DescribeAddonVersionsCommand,
  DescribePodIdentityAssociationCommand,
  DescribeUpdateCommand,
  ListAddonsCommand,
  ListPodIdentityAssociationsCommand,
  ListUpdatesCommand,
  UpdateAddonCommand,
  type UpdateAddonCommandInput,
  UpdatePodIdentityAssociationCommand,
  waitUntilAddonActive,
  waitUntilAddonDeleted,
} from '@aws-sdk/client-eks';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { podIdentityTrust, refusal, roleArn, type RunningSandbox, runSandbox, stateWith } from '../running-sandbox.ts';
import { testCluster, testNodegroup } from '../test-cluster.ts';

const EBS = 'aws-ebs-csi-driver';
const EBS_ACCOUNT = 'ebs-csi-controller-sa';
const OLD_EBS = 'v1.25.0-eksbuild.1';

let running: RunningSandbox;
let now = Date.now();

beforeAll(async () => {
  const state = stateWith(
    {
      clusters: [
        await testCluster('demo', { nodegroups: { main: testNodegroup('demo', 'main') } }),
        await testCluster('empty'),
        await testCluster('old', { version: '1.30', nodegroups: { main: testNodegroup('old', 'main') } }),
      ],
      roles: {
        driver: podIdentityTrust(),
        other: podIdentityTrust(),
        stranger: podIdentityTrust(undefined, ['sts:AssumeRole']),
      },
    },
    { transitions: { addon: 0 } },
  );
  running = await runSandbox({ state, now: () => now });
});
beforeEach(() => running.restore());
afterAll(() => running.stop());

const owned = (role: string) => [{ serviceAccount: EBS_ACCOUNT, roleArn: roleArn(role) }];

async function create(input: Partial<CreateAddonCommandInput> = {}): Promise<Addon> {
  const { addon } = await running.eks.send(new CreateAddonCommand({ clusterName: 'demo', addonName: EBS, ...input }));
  return addon ?? {};
}

function update(input: Partial<UpdateAddonCommandInput>) {
  return running.eks.send(new UpdateAddonCommand({ clusterName: 'demo', addonName: EBS, ...input }));
}

async function describeAddon(addonName = EBS, clusterName = 'demo'): Promise<Addon> {
  return (await running.eks.send(new DescribeAddonCommand({ clusterName, addonName }))).addon ?? {};
}

async function associations(clusterName = 'demo') {
  return (await running.eks.send(new ListPodIdentityAssociationsCommand({ clusterName }))).associations ?? [];
}

describe('create', () => {
  it('takes the default version and owns its associations', async () => {
    const addon = await create({ podIdentityAssociations: owned('driver'), tags: { a: 'b' } });
    expect(addon).toMatchObject({
      addonName: EBS,
      clusterName: 'demo',
      status: 'ACTIVE',
      addonVersion: 'v1.52.1-eksbuild.1',
      addonArn: expect.stringMatching(
        /^arn:aws:eks:us-west-2:111122223333:addon\/demo\/aws-ebs-csi-driver\/[0-9a-f-]{36}$/,
      ),
      health: { issues: [] },
      tags: { a: 'b' },
    });
    const [association] = await associations();
    expect(addon.podIdentityAssociations).toEqual([association?.associationArn]);
    expect(association).toMatchObject({
      namespace: 'kube-system',
      serviceAccount: EBS_ACCOUNT,
      ownerArn: addon.addonArn,
    });
  });

  it.each<[string, Partial<CreateAddonCommandInput>, string, string]>([
    ['an unknown add-on', { addonName: 'nope' }, 'InvalidParameterException', 'not supported in 1.34'],
    [
      'an unknown version',
      { addonVersion: 'v0.0.1' },
      'InvalidParameterException',
      'Addon version specified is not supported',
    ],
    [
      'a strange service account',
      { podIdentityAssociations: [{ serviceAccount: 'x', roleArn: roleArn('driver') }] },
      'InvalidParameterException',
      'Service account x in pod identity configuration is not supported for addon aws-ebs-csi-driver',
    ],
    [
      'an add-on without Pod Identity',
      { addonName: 'coredns', podIdentityAssociations: owned('driver') },
      'InvalidParameterException',
      'Pod Identity feature is not supported for addon version v1.12.4-eksbuild.1',
    ],
    [
      'a version before Pod Identity',
      { clusterName: 'old', addonVersion: OLD_EBS, podIdentityAssociations: owned('driver') },
      'InvalidParameterException',
      `Pod Identity feature is not supported for addon version ${OLD_EBS}`,
    ],
    [
      'the same service account twice',
      { podIdentityAssociations: [...owned('driver'), ...owned('other')] },
      'InvalidParameterException',
      'more than once',
    ],
    [
      'a role that does not trust',
      { podIdentityAssociations: owned('stranger') },
      'InvalidParameterException',
      'Trust policy of the role provided is invalid',
    ],
    [
      'an IRSA role that is none',
      { serviceAccountRoleArn: 'nope' },
      'InvalidParameterException',
      'not the ARN of an IAM role',
    ],
    ['an empty IRSA role', { serviceAccountRoleArn: '' }, 'InvalidParameterException', 'serviceAccountRoleArn'],
    [
      'an unknown conflict mode',
      { resolveConflicts: 'MAYBE' as 'NONE' },
      'InvalidParameterException',
      'enum value set',
    ],
    [
      'unknown configuration',
      { configurationValues: '{"controller":{"replicas":2}}' },
      'InvalidParameterException',
      '$.controller.replicas',
    ],
    [
      'mistyped configuration',
      { configurationValues: 'controller: {replicaCount: two}' },
      'InvalidParameterException',
      '$.controller.replicaCount: string found, integer expected',
    ],
    [
      'broken configuration',
      { configurationValues: '{"controller":' },
      'InvalidParameterException',
      'neither JSON nor YAML',
    ],
    [
      'a strange namespace',
      { namespaceConfig: { namespace: 'Kube_System' } },
      'InvalidParameterException',
      'not a valid namespace',
    ],
    ['an unknown cluster', { clusterName: 'nope' }, 'ResourceNotFoundException', 'No cluster found for name: nope.'],
  ])('refuses %s and changes nothing', async (_what, input, name, message) => {
    expect(await refusal(create(input))).toMatchObject({ name, message: expect.stringContaining(message) });
    expect((await running.eks.send(new ListAddonsCommand({ clusterName: 'demo' }))).addons).toEqual([]);
    expect(await associations()).toEqual([]);
  });

  it('refuses a second one, and repeats its answer for the same token', async () => {
    const input = { clientRequestToken: 'c1', podIdentityAssociations: owned('driver') };
    const first = await create(input);
    expect((await create(input)).addonArn).toBe(first.addonArn);
    expect(await refusal(create())).toMatchObject({ name: 'ResourceInUseException', status: 409 });
    expect(await associations()).toHaveLength(1);
  });

  it('does not adopt an association that exists', async () => {
    const { association } = await running.eks.send(
      new CreatePodIdentityAssociationCommand({
        clusterName: 'demo',
        namespace: 'kube-system',
        serviceAccount: EBS_ACCOUNT,
        roleArn: roleArn('driver'),
      }),
    );
    expect(await refusal(create({ podIdentityAssociations: owned('driver') }))).toMatchObject({
      name: 'ResourceInUseException',
      message: `Association already exists: ${association?.associationId}`,
    });
  });

  it('takes YAML and JSON configuration and another namespace', async () => {
    const configurationValues = 'controller:\n  replicaCount: 3\n';
    const addon = await create({
      configurationValues,
      namespaceConfig: { namespace: 'storage' },
      podIdentityAssociations: owned('driver'),
    });
    expect(addon).toMatchObject({ configurationValues, namespaceConfig: { namespace: 'storage' } });
    expect(await associations()).toMatchObject([{ namespace: 'storage' }]);
    await create({ addonName: 'coredns', configurationValues: '{"replicaCount":2}' });
  });

  it('is degraded while there are no nodes for its pods', async () => {
    const addon = await create({ clusterName: 'empty', addonName: 'coredns' });
    expect(addon.status).toBe('DEGRADED');
    expect(addon.health?.issues).toMatchObject([{ code: 'InsufficientNumberOfReplicas' }]);
    expect((await create({ clusterName: 'empty', addonName: 'eks-pod-identity-agent' })).status).toBe('ACTIVE');
  });

  it('is in between for as long as the settings say', async () => {
    await running.control('PUT', 'transitions', { addon: 60_000 });
    expect((await create()).status).toBe('CREATING');
    expect(await refusal(update({ addonVersion: 'v1.51.0-eksbuild.1' }))).toMatchObject({
      name: 'ResourceInUseException',
      message: 'Addon aws-ebs-csi-driver cannot be updated as it is currently in CREATING state',
    });
    now += 60_000;
    expect((await describeAddon()).status).toBe('ACTIVE');
    const { update: started } = await update({ addonVersion: 'v1.51.0-eksbuild.1' });
    const progress = async () => {
      const asked = new DescribeUpdateCommand({ name: 'demo', addonName: EBS, updateId: started?.id });
      return (await running.eks.send(asked)).update;
    };
    expect([started?.status, (await progress())?.status]).toEqual(['InProgress', 'InProgress']);
    expect((await describeAddon()).status).toBe('UPDATING');
    now += 60_000;
    expect((await describeAddon()).status).toBe('ACTIVE');
    expect(await progress()).toMatchObject({ status: 'Successful', type: 'AddonUpdate', errors: [] });
    const { addon } = await running.eks.send(new DeleteAddonCommand({ clusterName: 'demo', addonName: EBS }));
    expect(addon?.status).toBe('DELETING');
    expect((await describeAddon()).status).toBe('DELETING');
    now += 60_000;
    expect(await refusal(describeAddon())).toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('is through for the waiters of the SDK, with the times that hold by default', async () => {
    const usual = await runSandbox({
      state: stateWith({ clusters: [await testCluster('demo')] }),
    });
    try {
      const addon = { clusterName: 'demo', addonName: 'eks-pod-identity-agent' };
      const waiter = { client: usual.eks, maxWaitTime: 20, minDelay: 1, maxDelay: 1 };
      await usual.eks.send(new CreateAddonCommand(addon));
      expect((await waitUntilAddonActive(waiter, addon)).state).toBe('SUCCESS');
      await usual.eks.send(new DeleteAddonCommand(addon));
      expect((await waitUntilAddonDeleted(waiter, addon)).state).toBe('SUCCESS');
    } finally {
      await usual.stop();
    }
  });
});

describe('update', () => {
  it('leaves the associations when they are omitted', async () => {
    const before = await create({ podIdentityAssociations: owned('driver') });
    await update({ addonVersion: 'v1.51.0-eksbuild.1' });
    expect(await describeAddon()).toMatchObject({
      addonVersion: 'v1.51.0-eksbuild.1',
      podIdentityAssociations: before.podIdentityAssociations,
    });
  });

  it('deletes the associations for an empty list', async () => {
    await create({ podIdentityAssociations: owned('driver') });
    await update({ podIdentityAssociations: [] });
    expect(await describeAddon()).not.toHaveProperty('podIdentityAssociations');
    expect(await associations()).toEqual([]);
  });

  it('replaces the associations, keeping the id of the same service account and undoing edits past the add-on', async () => {
    const before = await create({ podIdentityAssociations: owned('driver') });
    const associationId = before.podIdentityAssociations?.[0]?.split('/')[2];
    await running.eks.send(
      new UpdatePodIdentityAssociationCommand({ clusterName: 'demo', associationId, disableSessionTags: true }),
    );
    await update({ podIdentityAssociations: owned('other') });
    expect((await describeAddon()).podIdentityAssociations).toEqual(before.podIdentityAssociations);
    const described = new DescribePodIdentityAssociationCommand({ clusterName: 'demo', associationId });
    expect((await running.eks.send(described)).association).toMatchObject({
      roleArn: roleArn('other'),
      disableSessionTags: false,
    });
  });

  it('drops and adds service accounts of an add-on that has two', async () => {
    const two = ['adot-col-prom-metrics', 'adot-col-container-logs'];
    const associate = (names: string[]) =>
      names.map((serviceAccount) => ({ serviceAccount, roleArn: roleArn('driver') }));
    await create({ addonName: 'adot', podIdentityAssociations: associate(two) });
    expect(await associations()).toHaveLength(2);
    await update({ addonName: 'adot', podIdentityAssociations: associate(two.slice(1)) });
    expect((await associations()).map(({ serviceAccount }) => serviceAccount)).toEqual(two.slice(1));
  });

  it('drops the IRSA role unless it is sent again, and keeps the configuration', async () => {
    const configurationValues = '{"controller":{"replicaCount":2}}';
    await create({ serviceAccountRoleArn: roleArn('driver'), configurationValues });
    await update({ serviceAccountRoleArn: roleArn('other') });
    expect((await describeAddon()).serviceAccountRoleArn).toBe(roleArn('other'));
    await update({ addonVersion: 'v1.51.0-eksbuild.1' });
    expect(await describeAddon()).not.toHaveProperty('serviceAccountRoleArn');
    expect((await describeAddon()).configurationValues).toBe(configurationValues);
  });

  it('goes from associations to IRSA in one call', async () => {
    await create({ podIdentityAssociations: owned('driver') });
    const { update: made } = await update({ podIdentityAssociations: [], serviceAccountRoleArn: roleArn('driver') });
    expect(made?.params).toEqual(
      expect.arrayContaining([
        { type: 'ServiceAccountRoleArn', value: roleArn('driver') },
        { type: 'PodIdentityAssociations', value: '[]' },
      ]),
    );
    expect(await associations()).toEqual([]);
  });

  it('is found by DescribeUpdate and ListUpdates only with the name of the add-on', async () => {
    await create();
    const { update: made } = await update({ addonVersion: 'v1.51.0-eksbuild.1', clientRequestToken: 'u' });
    expect((await update({ addonVersion: 'v1.51.0-eksbuild.1', clientRequestToken: 'u' })).update?.id).toBe(made?.id);
    const without = new DescribeUpdateCommand({ name: 'demo', updateId: made?.id });
    expect(await refusal(running.eks.send(without))).toMatchObject({ name: 'ResourceNotFoundException' });
    const listed = await running.eks.send(new ListUpdatesCommand({ name: 'demo', addonName: EBS }));
    expect(listed.updateIds).toEqual([made?.id]);
    expect((await running.eks.send(new ListUpdatesCommand({ name: 'demo' }))).updateIds).toEqual([]);
  });

  it('refuses add-ons that are not there', async () => {
    expect(await refusal(update({}))).toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'No addon: aws-ebs-csi-driver found in cluster: demo',
    });
  });
});

describe('delete', () => {
  it('takes the owned associations along', async () => {
    await create({ podIdentityAssociations: owned('driver') });
    await running.eks.send(new DeleteAddonCommand({ clusterName: 'demo', addonName: EBS }));
    expect(await associations()).toEqual([]);
    expect(await refusal(describeAddon())).toMatchObject({ name: 'ResourceNotFoundException', status: 404 });
  });

  it('leaves them behind without an owner when asked to preserve', async () => {
    await create({ podIdentityAssociations: owned('driver') });
    await running.eks.send(new DeleteAddonCommand({ clusterName: 'demo', addonName: EBS, preserve: true }));
    const [association] = await associations();
    expect(association).toBeDefined();
    expect(association).not.toHaveProperty('ownerArn');
    await refusal(describeAddon());
  });
});

describe('catalogue', () => {
  const versions = async (input: object) =>
    (await running.eks.send(new DescribeAddonVersionsCommand(input))).addons ?? [];

  it('gives one default for the version asked for, first in its list', async () => {
    for (const kubernetesVersion of ['1.30', '1.31', '1.32', '1.33', '1.34']) {
      const addons = await versions({ kubernetesVersion });
      expect(addons).toHaveLength(14);
      for (const { addonVersions = [] } of addons) {
        const defaults = addonVersions.filter(({ compatibilities }) => compatibilities?.[0]?.defaultVersion);
        expect(defaults).toHaveLength(1);
        expect(addonVersions.every(({ compatibilities }) => compatibilities?.length === 1)).toBe(true);
      }
    }
  });

  it('filters by name, type and version', async () => {
    expect(await versions({ addonName: 'eks-pod-identity-agent', kubernetesVersion: '1.34' })).toMatchObject([
      { addonName: 'eks-pod-identity-agent', defaultNamespace: 'kube-system', owner: 'aws', publisher: 'eks' },
    ]);
    expect((await versions({ types: ['storage'] })).map(({ addonName }) => addonName)).toContain(EBS);
    expect(await versions({ kubernetesVersion: '1.11' })).toEqual([]);
    expect(await versions({ owners: ['community'] })).toEqual([]);
  });

  it('describes the configuration and the service accounts of a version', async () => {
    const configuration = async (addonName: string, addonVersion: string) =>
      running.eks.send(new DescribeAddonConfigurationCommand({ addonName, addonVersion }));
    const current = await configuration(EBS, 'v1.52.1-eksbuild.1');
    expect(JSON.parse(current.configurationSchema ?? '')).toMatchObject({ type: 'object' });
    expect(current.podIdentityConfiguration).toEqual([
      {
        serviceAccount: EBS_ACCOUNT,
        recommendedManagedPolicies: ['arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy'],
      },
    ]);
    expect((await configuration(EBS, OLD_EBS)).podIdentityConfiguration).toEqual([]);
    expect(await refusal(configuration('nope', 'v1'))).toMatchObject({ name: 'ResourceNotFoundException' });
    expect(await refusal(configuration(EBS, 'v1'))).toMatchObject({ name: 'InvalidParameterException' });
  });
});
