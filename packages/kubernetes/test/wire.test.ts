import { createKubernetesGateways, type KubernetesGatewayOptions, type KubernetesGateways } from '@podpass/kubernetes';
import { hasCode, type KubernetesPort, PodpassError } from '@podpass/inventory';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  clusterAt,
  list,
  type ScriptedAnswer,
  type ScriptedApi,
  type SeenRequest,
  startScriptedApi,
  status,
} from './scripted-api.ts';

let api: ScriptedApi;
let other: ScriptedApi;
const opened: KubernetesGateways[] = [];

beforeAll(async () => {
  [api, other] = await Promise.all([startScriptedApi(), startScriptedApi()]);
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((gateways) => gateways.close()));
});
afterAll(async () => {
  await Promise.all([api.stop(), other.stop()]);
});

function gateway(options: Partial<KubernetesGatewayOptions> = {}): KubernetesGateways {
  const gateways = createKubernetesGateways({
    token: () => Promise.resolve('a-token'),
    retryBudgetMs: 3_000,
    ...options,
  });
  opened.push(gateways);
  return gateways;
}

function port(options: Partial<KubernetesGatewayOptions> = {}): KubernetesPort {
  return gateway(options).ports(clusterAt(api));
}

/** Answers one after the other; the last one for ever. */
function inTurn(...answers: ScriptedAnswer[]): (request: SeenRequest) => ScriptedAnswer {
  let turn = 0;
  return () => answers[Math.min(turn++, answers.length - 1)] ?? 'cut';
}

async function rejection(call: Promise<unknown>): Promise<PodpassError> {
  const error: unknown = await call.then(
    () => new Error('it was not refused'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof PodpassError)) throw error;
  return error;
}

const namespace = { metadata: { name: 'app' } };

describe('what is sent', () => {
  test('a bearer token minted for the cluster, asked for again before each request', async () => {
    const asked: string[] = [];
    const token = (cluster: { arn: string }) => Promise.resolve(`token-${asked.push(cluster.arn)}`);
    api.answerWith(() => list([namespace]));
    const kubernetes = port({ token });
    expect(await kubernetes.listNamespaces()).toEqual(['app']);
    await kubernetes.listNamespaces();
    expect(api.requests.map(({ headers }) => headers['authorization'])).toEqual(['Bearer token-1', 'Bearer token-2']);
    expect(new Set(asked)).toEqual(new Set(['arn:aws:eks:us-west-2:111122223333:cluster/prod']));
  });

  test('names are encoded: nobody steps out of the path', async () => {
    api.answerWith(() => status(404, 'NotFound'));
    await port().getServiceAccount('../../nodes', 'x?limit=1');
    expect(api.requests[0]).toMatchObject({
      path: '/api/v1/namespaces/..%2F..%2Fnodes/serviceaccounts/x%3Flimit%3D1',
      query: {},
    });
  });

  test('a restart is a merge patch of one annotation', async () => {
    api.answerWith(() => ({ status: 200, body: { kind: 'Deployment' } }));
    await port().restartWorkload({ kind: 'Deployment', namespace: 'app', name: 'web' }, '2026-01-02T03:04:05Z');
    expect(api.requests[0]).toMatchObject({ method: 'PATCH', path: '/apis/apps/v1/namespaces/app/deployments/web' });
    expect(api.requests[0]?.headers['content-type']).toBe('application/merge-patch+json');
    expect(JSON.parse(api.requests[0]?.body ?? '')).toEqual({
      spec: {
        template: { metadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': '2026-01-02T03:04:05Z' } } },
      },
    });
  });

  test.each(['Job', 'CronJob', 'ReplicaSet', 'Pod', 'Other'] as const)('a %s is not restarted', async (kind) => {
    api.answerWith(() => ({ status: 200, body: { kind } }));
    const error = await rejection(
      port().restartWorkload({ kind, namespace: 'app', name: 'x' }, '2026-01-02T03:04:05Z'),
    );
    expect(error.code).toBe('kubernetes-invalid');
    expect(api.requests).toEqual([]);
  });

  test('one connection serves requests that follow each other', async () => {
    api.answerWith(() => list([]));
    const kubernetes = port();
    await kubernetes.listNamespaces();
    const before = api.connections();
    for (let round = 0; round < 10; round += 1) await kubernetes.listNamespaces();
    // A second one is opened when the first has not quite let go of its last answer.
    expect(api.connections()).toBeLessThanOrEqual(before + 1);
  });

  test('no more requests at once than allowed, also in the next round', async () => {
    api.answerWith(() => ({ ...list([]), afterMs: 15 }));
    const kubernetes = port({ concurrency: 2 });
    for (let round = 0; round < 3; round += 1) {
      await Promise.all([kubernetes.listWorkloads(), kubernetes.listPods(), kubernetes.listNodes()]);
    }
    expect(api.mostAtOnce()).toBe(2);
    expect(api.requests).toHaveLength(30);
  });
});

describe('lists', () => {
  test('are read to the end, page by page', async () => {
    api.answerWith(({ query }) => {
      const page = Number(query['continue'] ?? 0);
      return list([{ metadata: { name: `ns-${page}` } }], page < 2 ? String(page + 1) : undefined);
    });
    expect(await port().listNamespaces()).toEqual(['ns-0', 'ns-1', 'ns-2']);
    expect(api.requests.map(({ query }) => query['limit'])).toEqual(['500', '500', '500']);
  });

  test('that expire on the way are begun again, without items twice', async () => {
    let expired = 0;
    api.answerWith(({ query }) => {
      if (query['continue'] === undefined) return list([{ metadata: { name: 'a' } }], 'next');
      return expired++ === 0 ? status(410, 'Expired') : list([{ metadata: { name: 'b' } }]);
    });
    expect(await port().listNamespaces()).toEqual(['a', 'b']);
  });

  test('that keep expiring are read in one piece', async () => {
    api.answerWith(({ query }) => {
      if (query['limit'] === undefined) return list([{ metadata: { name: 'a' } }, { metadata: { name: 'b' } }]);
      return query['continue'] === undefined ? list([{ metadata: { name: 'a' } }], 'next') : status(410, 'Expired');
    });
    expect(await port().listNamespaces()).toEqual(['a', 'b']);
  });

  test('pods keep coming when their owners may not be listed', async () => {
    api.answerWith(({ path }) => {
      if (!path.endsWith('/pods')) return status(403, 'Forbidden');
      const ownerReferences = [
        { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web-1', uid: 'u', controller: true },
      ];
      return list([{ metadata: { name: 'web-1-a', namespace: 'app', ownerReferences }, spec: { containers: [] } }]);
    });
    expect(await port().listPods()).toMatchObject([
      { name: 'web-1-a', workload: { kind: 'ReplicaSet', name: 'web-1' } },
    ]);
  });
});

describe('what is in a namespace', () => {
  const resource = (name: string, kind: string, verbs = ['get', 'list'], namespaced = true) => ({
    name,
    kind,
    verbs,
    namespaced,
  });
  const served: Record<string, unknown> = {
    '/apis': {
      groups: [
        { name: 'example.com', versions: [{ version: 'v2' }, { version: 'v1' }] },
        { name: 'metrics.k8s.io', versions: [{ version: 'v1beta1' }] },
      ],
    },
    '/api/v1': {
      resources: [
        resource('configmaps', 'ConfigMap'),
        resource('pods/status', 'Pod'),
        resource('bindings', 'Binding', ['create']),
        resource('nodes', 'Node', ['list'], false),
        resource('events', 'Event'),
      ],
    },
    '/apis/example.com/v2': { resources: [resource('widgets', 'Widget')] },
    '/apis/example.com/v1': { resources: [resource('widgets', 'Widget'), resource('gears', 'Gear')] },
  };
  const named = (name: string, more: object = {}) => ({ metadata: { name, namespace: 'app', ...more } });
  const lists: Record<string, unknown[]> = {
    '/api/v1/namespaces/app/configmaps': [named('kube-root-ca.crt')],
    '/apis/example.com/v2/namespaces/app/widgets': [named('w')],
    '/apis/example.com/v1/namespaces/app/gears': [named('g', { deletionTimestamp: '2026-01-01T00:00:00Z' })],
  };
  const answering = ({ path }: SeenRequest): ScriptedAnswer => {
    if (served[path] !== undefined) return { status: 200, body: served[path] };
    return lists[path] === undefined ? status(503, 'ServiceUnavailable') : list(lists[path]);
  };

  test('includes custom resources of every version, and the API that does not answer', async () => {
    api.answerWith(answering);
    expect(await port({ retryBudgetMs: 0 }).listNamespaceContents('app')).toEqual({
      objects: [
        { kind: 'Widget', name: 'w', passing: false },
        { kind: 'Gear', name: 'g', passing: true },
      ],
      unseen: [{ resource: 'metrics.k8s.io/v1beta1', why: expect.stringContaining('It answered 503') }],
    });
    const asked = api.requests.map(({ path }) => path).filter((path) => path.includes('/namespaces/'));
    expect(asked.toSorted()).toEqual(Object.keys(lists).toSorted());
  });

  test.each(['/apis', '/api/v1', '/api/v1/namespaces/app/configmaps'])(
    'is not known where the API server itself does not answer to %s',
    async (path) => {
      api.answerWith((request) => (request.path === path ? 'cut' : answering(request)));
      const error = await rejection(port({ retryBudgetMs: 0, outageMs: 0 }).listNamespaceContents('app'));
      expect(error.code).toBe('kubernetes-unreachable');
    },
  );
});

describe('refusals in our words', () => {
  test.each([
    ['no access entry', status(401, 'Unauthorized'), { code: 'kubernetes-unauthorized', data: { cluster: 'prod' } }],
    [
      'not allowed',
      status(403, 'Forbidden', 'pods is forbidden'),
      {
        code: 'kubernetes-forbidden',
        data: { cluster: 'prod', verb: 'create', resource: 'serviceaccounts', detail: 'pods is forbidden' },
      },
    ],
    [
      'not allowed, as the API server says it',
      status(403, 'Forbidden', 'serviceaccounts is forbidden: User "eve" cannot create resource "serviceaccounts"'),
      { code: 'kubernetes-forbidden' },
    ],
    [
      'a quota of the namespace',
      status(403, 'Forbidden', 'serviceaccounts "reader" is forbidden: exceeded quota: few, requested: count=1'),
      {
        code: 'kubernetes-not-admitted',
        data: {
          cluster: 'prod',
          verb: 'create',
          resource: 'serviceaccounts',
          detail: 'serviceaccounts "reader" is forbidden: exceeded quota: few, requested: count=1',
        },
      },
    ],
    [
      'a namespace that is being deleted',
      status(403, 'Forbidden', 'serviceaccounts "reader" is forbidden: unable to create new content in namespace app'),
      { code: 'kubernetes-not-admitted' },
    ],
    [
      'the namespace is not there',
      status(404, 'NotFound'),
      { code: 'kubernetes-not-found', data: { cluster: 'prod', resource: 'serviceaccounts', name: 'app/reader' } },
    ],
    ['another change came first', status(409, 'Conflict'), { code: 'kubernetes-conflict' }],
    [
      'a bad value',
      status(422, 'Invalid', 'metadata.name: too long'),
      { code: 'kubernetes-invalid', data: { cluster: 'prod', detail: 'metadata.name: too long' } },
    ],
    ['a bad request', status(400, 'BadRequest'), { code: 'kubernetes-invalid' }],
    [
      'a proxy that has no words for it',
      { status: 405, text: '<html>no</html>' },
      { code: 'kubernetes-invalid', data: { detail: 'It answered 405 without a reason.' } },
    ],
    ['not built', status(501, 'NotImplemented'), { code: 'kubernetes-unreachable' }],
  ])('%s', async (_name, answer, expected) => {
    api.answerWith(() => answer);
    const error = await rejection(port().createServiceAccount('app', 'reader', {}));
    expect({ code: error.code, data: error.data }).toMatchObject(expected);
    expect(api.requests).toHaveLength(1);
  });

  test.each([
    ['HTML', { status: 200, text: '<html>sign in</html>' }],
    ['an empty answer', { status: 200, text: '' }],
    ['another object', { status: 200, body: { hello: 'world', items: 7 } }],
    ['an item without a name', list([{ metadata: {} }])],
    ['a label that is a number', list([{ metadata: { name: 'a', labels: { x: 1 } } }])],
  ])('an answer that is not one: %s', async (_name, answer) => {
    api.answerWith(() => answer);
    const error = await rejection(port().listNamespaces());
    expect(error.code).toBe('kubernetes-unreachable');
    expect(error.data).toMatchObject({ detail: expect.stringContaining('Its answer to list namespaces is not what') });
  });

  test('what a token provider says goes through', async () => {
    api.answerWith(() => list([]));
    const token = () => Promise.reject(new PodpassError('aws-credentials-expired', {}));
    expect((await rejection(port({ token }).listNamespaces())).code).toBe('aws-credentials-expired');
  });
});

describe('trying again', () => {
  test.each([
    ['throttled', { ...status(429, 'TooManyRequests'), headers: { 'retry-after': '0' } }],
    ['an internal error', status(500, 'InternalError')],
    ['no leader', status(503, 'ServiceUnavailable')],
    ['a gateway without a backend', { status: 502, text: 'bad gateway' }],
    ['a cut connection', 'cut' as const],
  ])('%s', async (_name, trouble) => {
    api.answerWith(inTurn(trouble, trouble, list([namespace])));
    expect(await port().listNamespaces()).toEqual(['app']);
    expect(api.requests).toHaveLength(3);
  });

  test('waits as long as Retry-After says', async () => {
    api.answerWith(inTurn({ ...status(429, 'TooManyRequests'), headers: { 'retry-after': '1' } }, list([])));
    const started = performance.now();
    await port().listNamespaces();
    expect(performance.now() - started).toBeGreaterThan(950);
  });

  test('gives up when the budget for waiting is used up', async () => {
    api.answerWith(() => ({ ...status(429, 'TooManyRequests', 'slow down'), headers: { 'retry-after': '60' } }));
    const error = await rejection(port().listNamespaces());
    expect(error.code).toBe('kubernetes-unreachable');
    expect(error.data).toMatchObject({ detail: 'It answered 429: slow down' });
    expect(api.requests).toHaveLength(1);
  });

  test('a creation whose answer was lost is found, not refused', async () => {
    const labels = { 'podpass.dev/change': 'c1' };
    let made: unknown;
    api.answerWith(({ method, body }) => {
      if (method === 'GET') return { status: 200, body: made };
      if (made !== undefined) return status(409, 'AlreadyExists');
      made = JSON.parse(body);
      return 'cut';
    });
    await port().createServiceAccount('app', 'reader', labels);
    expect(made).toEqual({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'reader', namespace: 'app', labels },
    });
  });

  test('a creation finds what somebody else made', async () => {
    api.answerWith(({ method }) =>
      method === 'GET'
        ? { status: 200, body: { metadata: { name: 'app', labels: { team: 'x' } } } }
        : status(409, 'AlreadyExists'),
    );
    expect((await rejection(port().createNamespace('app', { 'podpass.dev/change': 'c1' }))).code).toBe(
      'kubernetes-exists',
    );
    expect((await rejection(port().createNamespace('app', {}))).code).toBe('kubernetes-exists');
  });

  test('a deletion of what is gone is done', async () => {
    api.answerWith(inTurn('cut', status(404, 'NotFound')));
    await expect(port().deleteServiceAccount('app', 'reader')).resolves.toBeUndefined();
  });
});

describe('a cluster that cannot be reached', () => {
  let closed: { endpoint: string };

  beforeAll(async () => {
    const stopped = await startScriptedApi();
    await stopped.stop();
    closed = { endpoint: stopped.endpoint };
  });

  test.each([
    ['refused', {}, /The connection was refused\.$/],
    [
      'private',
      { endpointAccess: { public: false, private: true, publicCidrs: [] } },
      /refused\. The endpoint is private: it answers only inside its VPC\.$/,
    ],
    [
      'limited',
      { endpointAccess: { public: true, private: false, publicCidrs: ['10.0.0.0/8'] } },
      /The endpoint answers only to 10\.0\.0\.0\/8\.$/,
    ],
    ['no listener in a sandbox', { endpoint: 'https://127.0.0.1:1' }, /^Nothing listens at its address\.$/],
    ['no endpoint', { endpoint: undefined }, /no endpoint \(it is ACTIVE\)/],
  ])('%s', async (_name, address, detail) => {
    const error = await rejection(
      gateway()
        .ports(clusterAt({ ...api, ...closed, ...address }))
        .listNamespaces(),
    );
    expect(error.code).toBe('kubernetes-unreachable');
    expect(error.data).toMatchObject({ cluster: 'prod', detail: expect.stringMatching(detail) });
  });

  test('another authority than the cluster has', async () => {
    const { certificateAuthority } = other;
    const error = await rejection(
      gateway()
        .ports(clusterAt({ ...api, certificateAuthority }))
        .listNamespaces(),
    );
    expect(error.data).toMatchObject({
      detail: expect.stringMatching(/^Its certificate is not one of the cluster's authority/),
    });
  });

  test('an answer that never comes', async () => {
    api.answerWith(() => 'hang');
    const error = await rejection(port({ requestTimeoutMs: 200 }).listNamespaces());
    expect(error.code).toBe('kubernetes-unreachable');
    expect(error.data).toMatchObject({ detail: 'There was no answer within 1 seconds.' });
  });

  test('a new endpoint under the same ARN is used at once', async () => {
    const gateways = gateway();
    api.answerWith(() => list([namespace]));
    other.answerWith(() => list([{ metadata: { name: 'elsewhere' } }]));
    expect(await gateways.ports(clusterAt(api)).listNamespaces()).toEqual(['app']);
    expect(await gateways.ports(clusterAt(other)).listNamespaces()).toEqual(['elsewhere']);
  });
});

describe('giving up', () => {
  const reason = new Error('the page was left');

  test('while a request is under way', async () => {
    const leaving = new AbortController();
    api.answerWith(() => {
      leaving.abort(reason);
      return 'hang';
    });
    await expect(port().listNamespaces({ signal: leaving.signal })).rejects.toBe(reason);
  });

  test('while waiting to try again', async () => {
    const leaving = new AbortController();
    api.answerWith(() => {
      setTimeout(() => leaving.abort(reason), 50);
      return { ...status(429, 'TooManyRequests'), headers: { 'retry-after': '2' } };
    });
    await expect(port().listPods({ signal: leaving.signal })).rejects.toBe(reason);
  });

  test('while waiting in line, leaving the line to the others', async () => {
    const leaving = new AbortController();
    api.answerWith(() => list([]));
    const kubernetes = port({ concurrency: 1 });
    const first = kubernetes.listNamespaces();
    const second = kubernetes.listNamespaces({ signal: leaving.signal });
    const third = kubernetes.listNamespaces();
    leaving.abort(reason);
    await expect(second).rejects.toBe(reason);
    expect(await first).toEqual([]);
    expect(await third).toEqual([]);
    expect(api.requests).toHaveLength(2);
  });

  test('before anything was sent', async () => {
    api.answerWith(() => list([]));
    await expect(port().listNamespaces({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(api.requests).toEqual([]);
  });
});

test('errors are ours alone', async () => {
  api.answerWith(inTurn('cut'));
  const error = await rejection(port({ retryBudgetMs: 0 }).listNodes());
  expect(hasCode(error, 'kubernetes-unreachable') && error.data.detail).toBe('The connection was cut.');
});
