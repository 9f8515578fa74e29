import {
  AssociateAccessPolicyCommand,
  CreateAccessEntryCommand,
  type CreateAccessEntryCommandInput,
  DeleteAccessEntryCommand,
  DescribeAccessEntryCommand,
  DisassociateAccessPolicyCommand,
  ListAccessEntriesCommand,
  ListAccessPoliciesCommand,
  ListAssociatedAccessPoliciesCommand,
  UpdateAccessEntryCommand,
} from '@aws-sdk/client-eks';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { podIdentityTrust, refusal, roleArn, type RunningSandbox, runSandbox, stateWith } from '../running-sandbox.ts';
import { testCluster } from '../test-cluster.ts';

const VIEW = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy';
const EDIT = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy';
const USER = 'arn:aws:iam::111122223333:user/sandbox-admin';

let running: RunningSandbox;

beforeAll(async () => {
  const state = stateWith({
    clusters: [await testCluster('demo'), await testCluster('classic', { authenticationMode: 'CONFIG_MAP' })],
    roles: { ops: podIdentityTrust(), node: podIdentityTrust() },
  });
  running = await runSandbox({ state });
});
beforeEach(() => running.restore());
afterAll(() => running.stop());

const create = (input: Partial<CreateAccessEntryCommandInput> = {}) =>
  running.eks.send(new CreateAccessEntryCommand({ clusterName: 'demo', principalArn: roleArn('ops'), ...input }));
const entry = { clusterName: 'demo', principalArn: roleArn('ops') };

describe('entries', () => {
  it('names a role by its sessions and a user by its ARN', async () => {
    const { accessEntry } = await create({ kubernetesGroups: ['viewers'], tags: { a: 'b' } });
    expect(accessEntry).toMatchObject({
      ...entry,
      kubernetesGroups: ['viewers'],
      username: 'arn:aws:sts::111122223333:assumed-role/ops/{{SessionName}}',
      type: 'STANDARD',
      tags: { a: 'b' },
      accessEntryArn: expect.stringMatching(/:access-entry\/demo\/role\/111122223333\/ops\/[0-9a-f-]{36}$/),
    });
    expect((await create({ principalArn: USER })).accessEntry?.username).toBe(USER);
    const { accessEntries } = await running.eks.send(new ListAccessEntriesCommand({ clusterName: 'demo' }));
    expect(accessEntries).toEqual([roleArn('ops'), USER]);
  });

  it('sets the identity of machines itself', async () => {
    const { accessEntry } = await create({ type: 'EC2_LINUX' });
    expect(accessEntry).toMatchObject({
      username: 'system:node:{{EC2PrivateDNSName}}',
      kubernetesGroups: ['system:nodes'],
    });
    expect(await refusal(create({ principalArn: roleArn('node'), type: 'EC2_LINUX', username: 'x' }))).toMatchObject({
      name: 'InvalidRequestException',
    });
    const policy = { ...entry, policyArn: VIEW, accessScope: { type: 'cluster' as const } };
    expect(await refusal(running.eks.send(new AssociateAccessPolicyCommand(policy)))).toMatchObject({ status: 400 });
  });

  it.each([
    ['a session', { principalArn: 'arn:aws:sts::111122223333:assumed-role/ops/me' }, 'InvalidParameterException'],
    ['a role that does not exist', { principalArn: roleArn('nobody') }, 'InvalidParameterException'],
    ['a group of the system', { kubernetesGroups: ['system:masters'] }, 'InvalidParameterException'],
    ['a user of the system', { username: 'system:admin' }, 'InvalidParameterException'],
    ['an unknown type', { type: 'ROBOT' }, 'InvalidParameterException'],
    ['a cluster without access entries', { clusterName: 'classic' }, 'InvalidRequestException'],
  ])('refuses %s', async (_what, input, name) => {
    expect(await refusal(create(input))).toMatchObject({ name, status: 400 });
  });

  it('refuses a second one, and repeats its answer for the same token', async () => {
    const { accessEntry } = await create({ clientRequestToken: 't' });
    expect((await create({ clientRequestToken: 't' })).accessEntry).toEqual(accessEntry);
    expect(await refusal(create())).toMatchObject({ name: 'ResourceInUseException', status: 409 });
  });

  it('updates groups and name, and deletes', async () => {
    await create();
    const changed = { ...entry, kubernetesGroups: ['ops'], username: 'ops:{{SessionName}}' };
    await running.eks.send(new UpdateAccessEntryCommand(changed));
    const described = await running.eks.send(new DescribeAccessEntryCommand(entry));
    expect(described.accessEntry).toMatchObject(changed);
    await running.eks.send(new DeleteAccessEntryCommand(entry));
    const calls = [
      running.eks.send(new DescribeAccessEntryCommand(entry)),
      running.eks.send(new DeleteAccessEntryCommand(entry)),
    ];
    for (const refused of await Promise.all(calls.map(refusal))) {
      expect(refused).toMatchObject({ name: 'ResourceNotFoundException', status: 404 });
    }
  });
});

describe('policies', () => {
  const associated = async () =>
    (await running.eks.send(new ListAssociatedAccessPoliciesCommand(entry))).associatedAccessPolicies ?? [];

  it('are associated with a scope, which a second association changes', async () => {
    await create();
    const namespaced = { type: 'namespace' as const, namespaces: ['app'] };
    await running.eks.send(new AssociateAccessPolicyCommand({ ...entry, policyArn: VIEW, accessScope: namespaced }));
    const whole = { type: 'cluster' as const, namespaces: [] };
    await running.eks.send(new AssociateAccessPolicyCommand({ ...entry, policyArn: EDIT, accessScope: whole }));
    expect(await associated()).toMatchObject([
      { policyArn: EDIT, accessScope: whole },
      { policyArn: VIEW, accessScope: namespaced },
    ]);
    await running.eks.send(new AssociateAccessPolicyCommand({ ...entry, policyArn: VIEW, accessScope: whole }));
    expect((await associated()).map(({ accessScope }) => accessScope)).toEqual([whole, whole]);
    const having = new ListAccessEntriesCommand({ clusterName: 'demo', associatedPolicyArn: VIEW });
    expect((await running.eks.send(having)).accessEntries).toEqual([roleArn('ops')]);
    await running.eks.send(new DisassociateAccessPolicyCommand({ ...entry, policyArn: VIEW }));
    expect((await running.eks.send(having)).accessEntries).toEqual([]);
    const again = new DisassociateAccessPolicyCommand({ ...entry, policyArn: VIEW });
    expect(await refusal(running.eks.send(again))).toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it.each([
    ['an unknown policy', { policyArn: `${VIEW}X`, accessScope: { type: 'cluster' as const } }],
    ['namespaces without any', { policyArn: VIEW, accessScope: { type: 'namespace' as const } }],
    ['a cluster with namespaces', { policyArn: VIEW, accessScope: { type: 'cluster' as const, namespaces: ['a'] } }],
    ['an unknown scope', { policyArn: VIEW, accessScope: { type: 'planet' as 'cluster' } }],
  ])('refuse %s', async (_what, input) => {
    await create();
    expect(await refusal(running.eks.send(new AssociateAccessPolicyCommand({ ...entry, ...input })))).toMatchObject({
      name: 'InvalidParameterException',
    });
    expect(await associated()).toEqual([]);
  });

  it('are offered', async () => {
    const { accessPolicies = [] } = await running.eks.send(new ListAccessPoliciesCommand({}));
    expect(accessPolicies.map(({ arn }) => arn)).toEqual(expect.arrayContaining([VIEW, EDIT]));
  });
});
