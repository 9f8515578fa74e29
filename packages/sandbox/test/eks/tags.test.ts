import {
  CreatePodIdentityAssociationCommand,
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-eks';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { podIdentityTrust, refusal, roleArn, type RunningSandbox, runSandbox, stateWith } from '../running-sandbox.ts';
import { testCluster, testNodegroup } from '../test-cluster.ts';

const CLUSTER = 'arn:aws:eks:us-west-2:111122223333:cluster/demo';

let running: RunningSandbox;

beforeAll(async () => {
  const cluster = await testCluster('demo', { nodegroups: { main: testNodegroup('demo', 'main') } });
  running = await runSandbox({ state: stateWith({ clusters: [cluster], roles: { reader: podIdentityTrust() } }) });
});
afterAll(() => running.stop());

const tagsOf = async (resourceArn: string) =>
  (await running.eks.send(new ListTagsForResourceCommand({ resourceArn }))).tags;

it('tags and untags clusters, node groups and associations', async () => {
  const { association } = await running.eks.send(
    new CreatePodIdentityAssociationCommand({
      clusterName: 'demo',
      namespace: 'app',
      serviceAccount: 'web',
      roleArn: roleArn('reader'),
    }),
  );
  const nodegroup = 'arn:aws:eks:us-west-2:111122223333:nodegroup/demo/main/0a1b2c3d';
  for (const resourceArn of [CLUSTER, nodegroup, association?.associationArn ?? '']) {
    const before = await tagsOf(resourceArn);
    await running.eks.send(new TagResourceCommand({ resourceArn, tags: { one: '1', two: '' } }));
    expect(await tagsOf(resourceArn)).toEqual({ ...before, one: '1', two: '' });
    await running.eks.send(new UntagResourceCommand({ resourceArn, tagKeys: ['one', 'two', 'toString'] }));
    expect(await tagsOf(resourceArn)).toEqual(before);
  }
});

it.each([
  ['what is no ARN', 'demo', { a: 'b' }, 'BadRequestException'],
  ['what does not exist', `${CLUSTER}2`, { a: 'b' }, 'NotFoundException'],
  ['reserved keys', CLUSTER, { 'aws:a': 'b' }, 'BadRequestException'],
  ['long keys', CLUSTER, { ['k'.repeat(129)]: 'b' }, 'InvalidParameterException'],
  ['long values', CLUSTER, { k: 'v'.repeat(257) }, 'InvalidParameterException'],
])('refuses %s', async (_what, resourceArn, tags, name) => {
  expect(await refusal(running.eks.send(new TagResourceCommand({ resourceArn, tags })))).toMatchObject({ name });
});

it('stops at fifty tags', async () => {
  const fifty = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`key-${index}`, 'x']));
  await running.eks.send(new TagResourceCommand({ resourceArn: CLUSTER, tags: fifty }));
  const more = new TagResourceCommand({ resourceArn: CLUSTER, tags: { 'one-more': 'x' } });
  expect(await refusal(running.eks.send(more))).toMatchObject({ name: 'BadRequestException' });
  await running.eks.send(new TagResourceCommand({ resourceArn: CLUSTER, tags: { 'key-0': 'changed' } }));
  expect((await tagsOf(CLUSTER))?.['key-0']).toBe('changed');
});
