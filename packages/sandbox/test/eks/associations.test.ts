import {
  CreatePodIdentityAssociationCommand,
  type CreatePodIdentityAssociationCommandInput,
  DeletePodIdentityAssociationCommand,
  DescribePodIdentityAssociationCommand,
  ListPodIdentityAssociationsCommand,
  paginateListPodIdentityAssociations,
  UpdatePodIdentityAssociationCommand,
  type UpdatePodIdentityAssociationCommandInput,
} from '@aws-sdk/client-eks';
import { CreateRoleCommand, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { podIdentityTrust, refusal, roleArn, type RunningSandbox, runSandbox, stateWith } from '../running-sandbox.ts';
import { testCluster } from '../test-cluster.ts';

const SESSION_POLICY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }],
});

let running: RunningSandbox;

beforeAll(async () => {
  const state = stateWith({
    clusters: [
      await testCluster('demo'),
      await testCluster('other'),
      await testCluster('gone', { status: 'DELETING' }),
    ],
    roles: {
      reader: podIdentityTrust(),
      writer: podIdentityTrust(),
      untagged: podIdentityTrust(undefined, ['sts:AssumeRole']),
      stranger: podIdentityTrust().replace('pods.eks.amazonaws.com', 'ec2.amazonaws.com'),
      'demo-only': podIdentityTrust({
        StringEquals: {
          'aws:SourceAccount': '111122223333',
          'aws:RequestTag/eks-cluster-arn': 'arn:aws:eks:us-west-2:111122223333:cluster/demo',
          'aws:RequestTag/kubernetes-namespace': 'app',
          'aws:RequestTag/kubernetes-service-account': 'web',
        },
      }),
      'by-source': podIdentityTrust({
        ArnEquals: { 'aws:SourceArn': 'arn:aws:eks:us-west-2:111122223333:cluster/demo' },
      }),
    },
  });
  running = await runSandbox({ state });
});
beforeEach(() => running.restore());
afterAll(() => running.stop());

function create(overrides: Partial<CreatePodIdentityAssociationCommandInput> = {}) {
  const input = { clusterName: 'demo', namespace: 'app', serviceAccount: 'web', roleArn: roleArn('reader') };
  return running.eks.send(new CreatePodIdentityAssociationCommand({ ...input, ...overrides }));
}

function update(associationId: string | undefined, overrides: Partial<UpdatePodIdentityAssociationCommandInput>) {
  return running.eks.send(
    new UpdatePodIdentityAssociationCommand({ clusterName: 'demo', associationId, ...overrides }),
  );
}

describe('create', () => {
  it('answers with the whole association', async () => {
    const { association } = await create({ tags: { team: 'a' } });
    expect(association).toEqual({
      clusterName: 'demo',
      namespace: 'app',
      serviceAccount: 'web',
      roleArn: roleArn('reader'),
      associationArn: `arn:aws:eks:us-west-2:111122223333:podidentityassociation/demo/${association?.associationId}`,
      associationId: expect.stringMatching(/^a-[a-z0-9]{17}$/),
      tags: { team: 'a' },
      createdAt: expect.any(Date),
      modifiedAt: expect.any(Date),
      disableSessionTags: false,
    });
    // eksctl splits the ARN by slashes into exactly three.
    expect(association?.associationArn?.split('/')).toHaveLength(3);
  });

  it('refuses a second association of the service account and names the first', async () => {
    const { association } = await create();
    expect(await refusal(create({ roleArn: roleArn('writer') }))).toEqual({
      name: 'ResourceInUseException',
      message: `Association already exists: ${association?.associationId}`,
      status: 409,
    });
    await create({ clusterName: 'other' });
    await create({ namespace: 'app2' });
    await create({ serviceAccount: 'web2' });
  });

  it.each([
    ['a namespace in capitals', { namespace: 'App' }, 'namespace is invalid'],
    ['a namespace of 64 characters', { namespace: 'a'.repeat(64) }, 'namespace is invalid'],
    ['a wildcard', { serviceAccount: '*' }, 'serviceAccount is invalid'],
    ['an empty service account', { serviceAccount: '' }, 'serviceAccount is invalid'],
    ['a service account of 254 characters', { serviceAccount: 'a'.repeat(254) }, 'serviceAccount is invalid'],
    ['a role that is no ARN', { roleArn: 'reader' }, 'not the ARN of an IAM role'],
    ['a user', { roleArn: 'arn:aws:iam::111122223333:user/x' }, 'not the ARN of an IAM role'],
    ['a role of another account', { roleArn: 'arn:aws:iam::999999999999:role/x' }, 'account of the cluster'],
    ['a role that does not exist', { roleArn: roleArn('nobody') }, 'Role provided in the request does not exist.'],
    ['a role without TagSession', { roleArn: roleArn('untagged') }, 'Trust policy of the role provided is invalid'],
    ['a role that trusts others', { roleArn: roleArn('stranger') }, 'Trust policy of the role provided is invalid'],
    ['a role for another service account', { serviceAccount: 'other', roleArn: roleArn('demo-only') }, 'Trust policy'],
    ['tag conditions without tags', { roleArn: roleArn('demo-only'), disableSessionTags: true }, 'Trust policy'],
    ['a session policy with tags', { policy: SESSION_POLICY }, 'requires disableSessionTags'],
    ['a session policy that is none', { policy: '{}', disableSessionTags: true }, 'policy is not a valid policy'],
    ['a long session policy', { policy: ' '.repeat(2049), disableSessionTags: true }, 'at most 2048'],
    ['a target that is no role', { targetRoleArn: 'arn:aws:s3:::x' }, 'targetRoleArn is not the ARN'],
    ['reserved tags', { tags: { 'aws:x': 'y' } }, 'reserved'],
    ['an empty map of tags', { tags: {} }, 'greater than or equal to 1'],
  ])('refuses %s', async (_what, overrides, message) => {
    expect(await refusal(create(overrides))).toEqual({
      name: 'InvalidParameterException',
      message: expect.stringContaining(message),
      status: 400,
    });
    const { associations } = await running.eks.send(new ListPodIdentityAssociationsCommand({ clusterName: 'demo' }));
    expect(associations).toEqual([]);
  });

  it.each<[string, Partial<CreatePodIdentityAssociationCommandInput>]>([
    ['exact tags', { roleArn: roleArn('demo-only') }],
    ['the source, with tags off', { roleArn: roleArn('by-source'), disableSessionTags: true }],
    ['a session policy', { policy: SESSION_POLICY, disableSessionTags: true }],
    ['names at their limits', { namespace: 'n'.repeat(63), serviceAccount: `a.${'b'.repeat(251)}` }],
  ])('accepts %s', async (_what, overrides) => {
    const { association } = await create(overrides);
    expect(association?.roleArn).toBe(overrides.roleArn ?? roleArn('reader'));
  });

  it('refuses clusters that are not there or going', async () => {
    expect(await refusal(create({ clusterName: 'none' }))).toMatchObject({
      name: 'ResourceNotFoundException',
      status: 404,
    });
    expect(await refusal(create({ clusterName: 'gone' }))).toMatchObject({
      name: 'InvalidRequestException',
      status: 400,
    });
  });

  it('gives the external id with a target role of any account', async () => {
    const { association } = await create({ targetRoleArn: 'arn:aws:iam::999999999999:role/far' });
    expect(association).toMatchObject({
      targetRoleArn: 'arn:aws:iam::999999999999:role/far',
      externalId: 'us-west-2/111122223333/demo/app/web',
    });
  });

  it('repeats its answer for the same token and refuses the token for something else', async () => {
    const first = await create({ clientRequestToken: 't1' });
    const again = await create({ clientRequestToken: 't1' });
    expect(again.association).toEqual(first.association);
    expect(await refusal(create({ clientRequestToken: 't1', roleArn: roleArn('writer') }))).toMatchObject({
      name: 'InvalidParameterException',
      message: expect.stringContaining('different parameters'),
    });
  });

  it('stops at the quota', async () => {
    const { body } = await running.control('GET', 'state');
    const state = body as ReturnType<typeof stateWith>;
    Object.assign(state.eks['us-west-2'] ?? {}, { quotas: { associationsPerCluster: 1 } });
    await running.control('PUT', 'state', state);
    await create();
    expect(await refusal(create({ serviceAccount: 'second' }))).toMatchObject({
      name: 'ResourceLimitExceededException',
      status: 400,
    });
  });
});

describe('a role that was just changed', () => {
  it('is not seen before IAM has propagated it', async () => {
    await running.control('PUT', 'transitions', { iam: 60_000 });
    const trust = { RoleName: 'fresh', AssumeRolePolicyDocument: podIdentityTrust() };
    await running.iam.send(new CreateRoleCommand(trust));
    expect((await refusal(create({ roleArn: roleArn('fresh') }))).message).toBe(
      'Role provided in the request does not exist.',
    );
    const repaired = { RoleName: 'stranger', PolicyDocument: podIdentityTrust() };
    await running.iam.send(new UpdateAssumeRolePolicyCommand(repaired));
    expect((await refusal(create({ roleArn: roleArn('stranger') }))).message).toMatch(/^Trust policy of the role/);
  });
});

describe('update', () => {
  it.each([
    ['the role', { roleArn: roleArn('writer') }],
    ['the target role', { targetRoleArn: 'arn:aws:iam::999999999999:role/far' }],
    ['the session tags', { disableSessionTags: true }],
    ['the session policy', { disableSessionTags: true, policy: SESSION_POLICY }],
  ])('changes %s and nothing else', async (_what, change) => {
    const { association: before } = await create();
    const { association } = await update(before?.associationId, change);
    const { modifiedAt: _, externalId: __, ...rest } = association ?? {};
    const { modifiedAt: ___, ...unchanged } = before ?? {};
    expect(rest).toEqual({ ...unchanged, ...change });
    const described = new DescribePodIdentityAssociationCommand({
      clusterName: 'demo',
      associationId: before?.associationId,
    });
    expect((await running.eks.send(described)).association).toEqual(association);
  });

  it.each([
    ['nothing', {}],
    ['what is there already', { roleArn: roleArn('reader'), disableSessionTags: false }],
    ['a policy while tags are on', { policy: SESSION_POLICY }],
    ['a role that does not trust', { roleArn: roleArn('stranger') }],
  ])('refuses %s', async (_what, change) => {
    const { association } = await create();
    expect(await refusal(update(association?.associationId, change))).toMatchObject({
      name: 'InvalidParameterException',
    });
  });

  it('clears the target role and the policy by empty texts', async () => {
    const { association } = await create({
      targetRoleArn: 'arn:aws:iam::999999999999:role/far',
      disableSessionTags: true,
      policy: SESSION_POLICY,
    });
    const cleared = await update(association?.associationId, { targetRoleArn: '', policy: '' });
    expect(cleared.association).not.toHaveProperty('targetRoleArn');
    expect(cleared.association).not.toHaveProperty('externalId');
    expect(cleared.association).not.toHaveProperty('policy');
  });

  it('keeps session tags off while a policy is there', async () => {
    const { association } = await create({ disableSessionTags: true, policy: SESSION_POLICY });
    expect(await refusal(update(association?.associationId, { disableSessionTags: false }))).toMatchObject({
      message: expect.stringContaining('requires disableSessionTags'),
    });
  });

  it('repeats its answer for the same token', async () => {
    const { association } = await create();
    const change = { roleArn: roleArn('writer'), clientRequestToken: 'u1' };
    const first = await update(association?.associationId, change);
    expect((await update(association?.associationId, change)).association).toEqual(first.association);
  });
});

describe('describe and delete', () => {
  it.each([
    ['too-short', 'InvalidParameterException', 'associationId should be 19 characters long'],
    ['a-12345678901234567', 'ResourceNotFoundException', 'No pod identity association found'],
  ])('refuse %s', async (associationId, name, message) => {
    const asked = { clusterName: 'demo', associationId };
    const calls = [
      running.eks.send(new DescribePodIdentityAssociationCommand(asked)),
      running.eks.send(new DeletePodIdentityAssociationCommand(asked)),
    ];
    for (const refused of await Promise.all(calls.map(refusal))) {
      expect(refused).toMatchObject({ name, message: expect.stringContaining(message) });
    }
  });

  it('delete answers with what was deleted and makes room for another', async () => {
    const { association } = await create();
    const { associationId } = association ?? {};
    const deleted = await running.eks.send(
      new DeletePodIdentityAssociationCommand({ clusterName: 'demo', associationId }),
    );
    expect(deleted.association).toEqual(association);
    const next = await create();
    expect(next.association?.associationId).not.toBe(associationId);
  });
});

describe('list', () => {
  it('filters, and shows no roles', async () => {
    for (const namespace of ['a', 'b']) {
      await create({ namespace, serviceAccount: 'one' });
      await create({ namespace, serviceAccount: 'two' });
    }
    const list = (filter: object) =>
      running.eks.send(new ListPodIdentityAssociationsCommand({ clusterName: 'demo', ...filter }));
    expect((await list({})).associations).toHaveLength(4);
    expect((await list({ namespace: 'a' })).associations).toHaveLength(2);
    const one = await list({ namespace: 'b', serviceAccount: 'two' });
    expect(one.associations).toEqual([
      {
        clusterName: 'demo',
        namespace: 'b',
        serviceAccount: 'two',
        associationArn: expect.any(String),
        associationId: expect.any(String),
      },
    ]);
    expect(one.nextToken).toBeUndefined();
    expect((await list({ namespace: 'c' })).associations).toEqual([]);
  });

  it('pages without gaps or repetitions, also when items go in between', async () => {
    for (let index = 0; index < 7; index += 1) {
      await create({ serviceAccount: `sa-${index}` });
    }
    const whole = await running.eks.send(new ListPodIdentityAssociationsCommand({ clusterName: 'demo' }));
    const ids: (string | undefined)[] = [];
    for await (const page of paginateListPodIdentityAssociations(
      { client: running.eks, pageSize: 3 },
      { clusterName: 'demo' },
    )) {
      ids.push(...(page.associations ?? []).map(({ associationId }) => associationId));
      const [shown] = page.associations ?? [];
      await running.eks.send(
        new DeletePodIdentityAssociationCommand({ clusterName: 'demo', associationId: shown?.associationId }),
      );
    }
    expect(ids).toEqual(whole.associations?.map(({ associationId }) => associationId));
  });

  it('refuses tokens that it did not give', async () => {
    await create();
    await create({ serviceAccount: 'two' });
    const first = await running.eks.send(
      new ListPodIdentityAssociationsCommand({ clusterName: 'demo', maxResults: 1 }),
    );
    expect(first.nextToken).toBeDefined();
    for (const input of [
      { clusterName: 'demo', nextToken: 'abc' },
      { clusterName: 'other', nextToken: first.nextToken },
      { clusterName: 'demo', namespace: 'app', nextToken: first.nextToken },
    ]) {
      expect(await refusal(running.eks.send(new ListPodIdentityAssociationsCommand(input)))).toMatchObject({
        name: 'InvalidParameterException',
        message: expect.stringContaining('nextToken'),
      });
    }
  });

  it.each([0, 101])('refuses a page of %i', async (maxResults) => {
    const asked = new ListPodIdentityAssociationsCommand({ clusterName: 'demo', maxResults });
    expect(await refusal(running.eks.send(asked))).toMatchObject({ name: 'InvalidParameterException', status: 400 });
  });
});
