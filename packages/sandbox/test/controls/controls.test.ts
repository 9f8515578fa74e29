import {
  CreatePodIdentityAssociationCommand,
  ListClustersCommand,
  ListPodIdentityAssociationsCommand,
} from '@aws-sdk/client-eks';
import { CreateRoleCommand, GetRoleCommand, ListRolesCommand } from '@aws-sdk/client-iam';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ADMIN_ACCESS_KEY, startSandbox } from '../../src/index.ts';
import type { SandboxState } from '../../src/state/sandbox-state.ts';
import { podIdentityTrust, refusal, roleArn, type RunningSandbox, runSandbox, stateWith } from '../running-sandbox.ts';
import { testCluster } from '../test-cluster.ts';

let running: RunningSandbox;
let initial: SandboxState;

beforeAll(async () => {
  initial = stateWith({ clusters: [await testCluster('demo')], roles: { reader: podIdentityTrust() } });
  running = await runSandbox({ state: initial });
});
beforeEach(() => running.control('POST', 'reset'));
afterAll(() => running.stop());

const listClusters = () => running.eks.send(new ListClustersCommand({}));
const associate = () =>
  running.eks.send(
    new CreatePodIdentityAssociationCommand({
      clusterName: 'demo',
      namespace: 'app',
      serviceAccount: 'web',
      roleArn: roleArn('reader'),
    }),
  );
const associations = async () =>
  (await running.eks.send(new ListPodIdentityAssociationsCommand({ clusterName: 'demo' }))).associations ?? [];
const currentState = async () => (await running.control('GET', 'state')).body as SandboxState;

describe('state', () => {
  it('comes back as it was put, and goes on with the ids that it would have given', async () => {
    await associate();
    const saved = await currentState();
    const next = async () => {
      const { Role } = await running.iam.send(
        new CreateRoleCommand({ RoleName: 'next', AssumeRolePolicyDocument: podIdentityTrust() }),
      );
      return Role?.RoleId;
    };
    const expected = await next();
    await running.control('POST', 'reset');
    expect(await associations()).toEqual([]);
    expect((await running.control('PUT', 'state', saved)).status).toBe(204);
    expect(await associations()).toHaveLength(1);
    expect(await next()).toBe(expected);
  });

  it('carries the changes that are under way', async () => {
    await running.control('PUT', 'transitions', { association: 3_600_000 });
    await associate();
    const { transitions } = await currentState();
    expect(transitions).toMatchObject([{ kind: 'association-visible', region: 'us-west-2', cluster: 'demo' }]);
  });

  it.each<[string, (state: SandboxState) => unknown, string]>([
    ['what is no object', () => [], 'the state must be an object'],
    ['another version', (state) => ({ ...state, version: 2 }), 'its version is 2'],
    ['an account of letters', (state) => ({ ...state, account: 'acme' }), 'twelve digits'],
    ['missing parts', (state) => ({ ...state, iam: undefined }), 'must have iam, of type object'],
    ['mistyped parts', (state) => ({ ...state, transitions: {} }), 'must have transitions, of type array'],
    ['a broken region', (state) => ({ ...state, eks: { 'us-west-2': {} } }), 'eks.us-west-2 must have clusters'],
    [
      'a broken cluster',
      (state) => ({ ...state, eks: { x: { clusters: { y: { name: 'y' } }, requestTokens: {}, quotas: {} } } }),
      'eks.x.clusters.y must have arn',
    ],
  ])('refuses %s and keeps what it has', async (_what, broken, problem) => {
    const answer = await running.control('PUT', 'state', broken(structuredClone(initial)));
    expect(answer).toEqual({ status: 400, body: { message: expect.stringContaining(problem) } });
    expect((await listClusters()).clusters).toEqual(['demo']);
  });

  it('is checked at the start as well, and not shared with the caller', async () => {
    await expect(startSandbox({ state: { ...initial, version: 3 } as never })).rejects.toThrow('its version is 3');
    await associate();
    expect(initial.eks['us-west-2']?.clusters['demo']?.associations).toEqual({});
  });
});

describe('latency', () => {
  it('slows down one service', async () => {
    await running.control('PUT', 'latency', { eks: 120 });
    const began = performance.now();
    await listClusters();
    const slow = performance.now() - began;
    await running.control('PUT', 'latency', {});
    expect(slow).toBeGreaterThan(115);
    expect((await currentState()).settings.latency).toEqual({});
  });
});

describe('rate limits', () => {
  it('throttle beyond the burst in the words of the service, and fill up with time', async () => {
    let now = 1_000_000;
    const timed = await runSandbox({ now: () => now });
    try {
      const limit = { perSecond: 2, burst: 3 };
      await timed.control('PUT', 'rate-limits', { eks: limit, iam: limit });
      const lists = Array.from({ length: 3 }, () => timed.eks.send(new ListClustersCommand({})));
      await Promise.all(lists);
      expect(await refusal(timed.eks.send(new ListClustersCommand({})))).toMatchObject({
        name: 'ThrottlingException',
        status: 429,
      });
      for (let count = 0; count < 3; count += 1) {
        await timed.iam.send(new ListRolesCommand({}));
      }
      expect(await refusal(timed.iam.send(new ListRolesCommand({})))).toMatchObject({
        name: 'Throttling',
        status: 400,
      });
      now += 500;
      await timed.eks.send(new ListClustersCommand({}));
      await refusal(timed.eks.send(new ListClustersCommand({})));
    } finally {
      await timed.stop();
    }
  });
});

describe('faults', () => {
  const fault = (input: object) =>
    running.control('POST', 'faults', { service: 'eks', operation: 'CreatePodIdentityAssociation', ...input });

  it('before: nothing happens', async () => {
    await fault({ times: 2, error: 'ThrottlingException', phase: 'before' });
    expect(await refusal(associate())).toMatchObject({ name: 'ThrottlingException', status: 429 });
    expect(await refusal(associate())).toMatchObject({ name: 'ThrottlingException' });
    expect(await associations()).toEqual([]);
    await associate();
  });

  it('after: the effect happens and its answer is an error', async () => {
    await fault({ error: '500', phase: 'after' });
    expect(await refusal(associate())).toMatchObject({ status: 500 });
    expect(await associations()).toHaveLength(1);
  });

  it.each(['before', 'after'])('%s: the connection can be cut', async (phase) => {
    await fault({ error: 'disconnect', phase });
    expect((await refusal(associate())).status).toBeUndefined();
    expect(await associations()).toHaveLength(phase === 'after' ? 1 : 0);
    const { body } = await running.control('GET', 'calls?operation=CreatePodIdentityAssociation');
    expect(body).toMatchObject([{ status: 0, error: 'disconnect' }]);
  });

  it('hit any operation of the service by *, and are forgotten on demand', async () => {
    await running.control('POST', 'faults', [
      { service: 'iam', operation: '*', times: 9, error: 'ServiceFailure' },
      { service: 'sts', operation: 'AssumeRole', error: '503' },
    ]);
    const get = () => running.iam.send(new GetRoleCommand({ RoleName: 'reader' }));
    expect(await refusal(get())).toMatchObject({ status: 500 });
    expect((await running.control('GET', 'faults')).body).toMatchObject([{ times: 8 }, { times: 1, phase: 'before' }]);
    expect((await running.control('DELETE', 'faults')).status).toBe(204);
    await get();
  });

  it('are retried away by an SDK that is left to its defaults', async () => {
    const { eks } = running.as({ ...ADMIN_ACCESS_KEY }, { maxAttempts: 3 });
    await running.control('POST', 'faults', [
      { service: 'eks', operation: 'ListClusters', error: 'disconnect' },
      { service: 'eks', operation: 'ListClusters', error: '503', phase: 'after' },
    ]);
    expect((await eks.send(new ListClustersCommand({}))).clusters).toEqual(['demo']);
    const { body } = await running.control('GET', 'calls');
    expect((body as { status: number }[]).map(({ status }) => status)).toEqual([0, 503, 200]);
  });
});

describe('calls', () => {
  it('are recorded with their status and forgotten on demand', async () => {
    await listClusters();
    await refusal(running.iam.send(new GetRoleCommand({ RoleName: 'nobody' })));
    expect((await running.control('GET', 'calls')).body).toEqual([
      { service: 'eks', operation: 'ListClusters', at: expect.any(Number), status: 200 },
      { service: 'iam', operation: 'GetRole', at: expect.any(Number), status: 404, error: 'NoSuchEntity' },
    ]);
    await running.control('DELETE', 'calls');
    expect((await running.control('GET', 'calls')).body).toEqual([]);
  });
});

it.each([
  ['GET', 'nothing', undefined, 404],
  ['GET', 'constructor', undefined, 404],
  ['POST', 'state', {}, 405],
  ['PUT', 'state', '{', 400],
  ['PUT', 'state', undefined, 400],
  ['PUT', 'latency', { s3: 5 }, 400],
  ['PUT', 'latency', { eks: -1 }, 400],
  ['PUT', 'latency', { eks: 'slow' }, 400],
  ['PUT', 'latency', [], 400],
  ['PUT', 'rate-limits', { eks: 5 }, 400],
  ['PUT', 'rate-limits', { eks: { perSecond: 5 } }, 400],
  ['PUT', 'rate-limits', { eks: { perSecond: 0, burst: 1 } }, 400],
  ['PUT', 'transitions', { addon: 1e12 }, 400],
  ['PUT', 'transitions', { cloud: 1 }, 400],
  ['POST', 'faults', undefined, 400],
  ['POST', 'faults', { service: 'eks', operation: '', error: '500' }, 400],
  ['POST', 'faults', { service: 'eks', operation: '*', error: '' }, 400],
  ['POST', 'faults', { service: 'eks', operation: '*', error: '500', times: 0 }, 400],
  ['POST', 'faults', { service: 'eks', operation: '*', error: '500', phase: 'later' }, 400],
  ['GET', 'credentials', undefined, 400],
  ['GET', 'credentials?cluster=nope', undefined, 404],
  ['GET', 'credentials?cluster=demo&region=mars', undefined, 404],
])('%s %s of %j is refused with %i', async (method, path, body, status) => {
  expect(await running.control(method, path, body)).toEqual({ status, body: { message: expect.stringMatching(/./) } });
});
