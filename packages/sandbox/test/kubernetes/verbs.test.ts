import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deployment, type KubeCluster, pod, runCluster, serviceAccount } from './kube-client.ts';

const ACCOUNTS = '/api/v1/namespaces/default/serviceaccounts';
const DEPLOYMENTS = '/apis/apps/v1/namespaces/default/deployments';

let kube: KubeCluster;
beforeAll(async () => {
  kube = await runCluster({ nodes: 1 });
});
afterAll(() => kube.stop());

describe('create', () => {
  it('answers 201 with the metadata that the server adds', async () => {
    const { status, body } = await kube.post(ACCOUNTS, serviceAccount('made'));
    expect(status).toBe(201);
    expect(body).toMatchObject({
      kind: 'ServiceAccount',
      apiVersion: 'v1',
      metadata: {
        name: 'made',
        namespace: 'default',
        uid: expect.stringMatching(/^[0-9a-f-]{36}$/),
        resourceVersion: expect.stringMatching(/^\d+$/),
        creationTimestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        managedFields: [{ manager: 'test', operation: 'Update', fieldsType: 'FieldsV1' }],
      },
    });
  });

  it('makes a name from generateName', async () => {
    const { body } = await kube.post(ACCOUNTS, { metadata: { generateName: 'job-' } });
    expect(body['metadata']).toMatchObject({ name: expect.stringMatching(/^job-[bcdfghjklmnpqrstvwxz2456789]{5}$/) });
  });

  it('with dryRun=All changes nothing', async () => {
    const before = await kube.items(ACCOUNTS);
    expect((await kube.post(`${ACCOUNTS}?dryRun=All`, serviceAccount('dry'))).status).toBe(201);
    expect(await kube.items(ACCOUNTS)).toEqual(before);
    expect((await kube.post(`${ACCOUNTS}?dryRun=Some`, serviceAccount('dry'))).status).toBe(422);
  });

  it('puts in the defaults that clients rely on', async () => {
    const { body } = await kube.post(`${DEPLOYMENTS}?dryRun=All`, deployment('defaults'));
    expect(body).toMatchObject({
      metadata: { generation: 1 },
      spec: {
        revisionHistoryLimit: 10,
        progressDeadlineSeconds: 600,
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
        template: { spec: { restartPolicy: 'Always', dnsPolicy: 'ClusterFirst', terminationGracePeriodSeconds: 30 } },
      },
    });
  });
});

describe('refusals have the form of Kubernetes', () => {
  const status = (code: number, reason: string, message: unknown, details: object) => ({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    code,
    reason,
    message,
    details,
  });

  it('NotFound', async () => {
    const { status: code, body } = await kube.get(`${DEPLOYMENTS}/nope`);
    expect(code).toBe(404);
    expect(body).toEqual(
      status(404, 'NotFound', 'deployments.apps "nope" not found', {
        name: 'nope',
        group: 'apps',
        kind: 'deployments',
      }),
    );
  });

  it('AlreadyExists', async () => {
    const { body } = await kube.post(ACCOUNTS, serviceAccount('default'));
    expect(body).toEqual(
      status(409, 'AlreadyExists', 'serviceaccounts "default" already exists', {
        name: 'default',
        kind: 'serviceaccounts',
      }),
    );
  });

  it('NotFound for a namespace that is not there', async () => {
    const { body } = await kube.post('/api/v1/namespaces/nope/serviceaccounts', serviceAccount('x'));
    expect(body).toEqual(status(404, 'NotFound', 'namespaces "nope" not found', { name: 'nope', kind: 'namespaces' }));
  });

  it('Conflict on an old resource version', async () => {
    const { body: old } = await kube.post(ACCOUNTS, serviceAccount('contended'));
    expect((await kube.patch(`${ACCOUNTS}/contended`, { metadata: { labels: { a: 'b' } } })).status).toBe(200);
    const { status: code, body } = await kube.put(`${ACCOUNTS}/contended`, {
      ...old,
      metadata: { ...(old['metadata'] as object), labels: { c: 'd' } },
    });
    expect(code).toBe(409);
    expect(body).toMatchObject({
      reason: 'Conflict',
      message:
        'Operation cannot be fulfilled on serviceaccounts "contended": the object has been modified; please apply your changes to the latest version and try again',
    });
  });

  it.each([
    ['a wrong name', ACCOUNTS, serviceAccount('Not_Good'), 'metadata.name', 'FieldValueInvalid'],
    [
      'a wrong namespace name',
      '/api/v1/namespaces',
      { metadata: { name: 'a.b' } },
      'metadata.name',
      'FieldValueInvalid',
    ],
    [
      'a wrong label',
      ACCOUNTS,
      { metadata: { name: 'x', labels: { a: '!' } } },
      'metadata.labels',
      'FieldValueInvalid',
    ],
    [
      'no container',
      '/api/v1/namespaces/default/pods',
      { metadata: { name: 'x' }, spec: { containers: [] } },
      'spec.containers',
      'FieldValueRequired',
    ],
    [
      'no image',
      '/api/v1/namespaces/default/pods',
      { metadata: { name: 'x' }, spec: { containers: [{ name: 'a' }] } },
      'spec.containers[0].image',
      'FieldValueRequired',
    ],
    [
      'a selector that misses the template',
      DEPLOYMENTS,
      { ...deployment('x'), spec: { ...deployment('x').spec, selector: { matchLabels: { app: 'y' } } } },
      'spec.template.metadata.labels',
      'FieldValueInvalid',
    ],
    ['negative replicas', DEPLOYMENTS, deployment('x', { replicas: -1 }), 'spec.replicas', 'FieldValueInvalid'],
    ['no name', ACCOUNTS, { metadata: {} }, 'metadata.name', 'FieldValueRequired'],
  ])('Invalid for %s', async (_, path, body, field, reason) => {
    const answer = await kube.post(path, body);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({
      reason: 'Invalid',
      details: { causes: expect.arrayContaining([expect.objectContaining({ field, reason })]) },
    });
  });

  it.each([
    ['text that is no JSON', '{', 'BadRequest', 400],
    ['another kind', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' } }, 'BadRequest', 400],
    ['a wrong type', { metadata: { name: 'x', labels: { a: 1 } } }, 'BadRequest', 400],
    ['an array', [], 'BadRequest', 400],
    ['nothing', '', 'BadRequest', 400],
    ['another namespace', { metadata: { name: 'x', namespace: 'other' } }, 'BadRequest', 400],
  ])('BadRequest for %s', async (_, body, reason, code) => {
    const answer = await kube.post(ACCOUNTS, body);
    expect(answer.status).toBe(code);
    expect(answer.body).toMatchObject({ kind: 'Status', reason, code });
  });

  it('UnsupportedMediaType and MethodNotAllowed', async () => {
    expect((await kube.post(ACCOUNTS, 'x', { contentType: 'text/html' })).body).toMatchObject({
      code: 415,
      reason: 'UnsupportedMediaType',
    });
    expect((await kube.patch(`${ACCOUNTS}/default`, {}, 'application/json')).status).toBe(415);
    expect((await kube.call('POST', `${ACCOUNTS}/default`, { body: serviceAccount('default') })).status).toBe(405);
    expect((await kube.get('/apis/nope.io/v1/things')).body).toMatchObject({ code: 404, reason: 'NotFound' });
  });

  it('a body over 3 MiB', async () => {
    const { status: code } = await kube.post(ACCOUNTS, {
      metadata: { name: 'big', annotations: { a: 'x'.repeat(3_200_000) } },
    });
    expect(code).toBe(413);
  });
});

describe('unknown fields', () => {
  const manifest = { metadata: { name: 'odd' }, automountServiceAccountToken: true, colour: 'blue' };

  it('are refused, warned of, or dropped, as fieldValidation says', async () => {
    const strict = await kube.post(`${ACCOUNTS}?dryRun=All&fieldValidation=Strict`, manifest);
    expect(strict.body).toMatchObject({
      code: 400,
      message: expect.stringContaining('strict decoding error: unknown field "colour"'),
    });
    const warn = await kube.post(`${ACCOUNTS}?dryRun=All`, manifest);
    expect([warn.status, warn.headers['warning'], 'colour' in warn.body]).toEqual([
      201,
      '299 - "unknown field \\"colour\\""',
      false,
    ]);
    const ignore = await kube.post(`${ACCOUNTS}?dryRun=All&fieldValidation=Ignore`, manifest);
    expect([ignore.status, ignore.headers['warning']]).toEqual([201, undefined]);
  });
});

describe('update', () => {
  it('counts generations of the spec only, and keeps what the server set', async () => {
    const { body: made } = await kube.post(DEPLOYMENTS, deployment('generations', { replicas: 0 }));
    const meta = made['metadata'] as { uid: string };
    const relabelled = await kube.patch(`${DEPLOYMENTS}/generations`, { metadata: { labels: { a: 'b' } } });
    expect(relabelled.body['metadata']).toMatchObject({ generation: 1, uid: meta.uid });
    const scaled = await kube.patch(`${DEPLOYMENTS}/generations`, { spec: { replicas: 1 } });
    expect(scaled.body['metadata']).toMatchObject({ generation: 2 });
  });

  it('that changes nothing leaves the resource version', async () => {
    const { body } = await kube.post(ACCOUNTS, serviceAccount('same'));
    const again = await kube.put(`${ACCOUNTS}/same`, body);
    expect(again.body['metadata']).toEqual(body['metadata']);
  });

  it('does not touch the status, and /status not the spec', async () => {
    await kube.post(DEPLOYMENTS, deployment('parts', { replicas: 0 }));
    await kube.patch(`${DEPLOYMENTS}/parts`, { status: { replicas: 77 }, spec: { minReadySeconds: 3 } });
    await kube.patch(`${DEPLOYMENTS}/parts/status`, { status: { collisionCount: 5 }, spec: { minReadySeconds: 9 } });
    const { body } = await kube.get(`${DEPLOYMENTS}/parts`);
    expect((body['spec'] as { minReadySeconds: number }).minReadySeconds).toBe(3);
    expect(body['status']).not.toMatchObject({ replicas: 77 });
  });

  it('refuses changes of what is immutable', async () => {
    await kube.post(DEPLOYMENTS, deployment('fixed', { replicas: 0 }));
    const labels = { app: 'other' };
    const { body } = await kube.patch(`${DEPLOYMENTS}/fixed`, {
      spec: { selector: { matchLabels: labels }, template: { metadata: { labels } } },
    });
    expect(body).toMatchObject({ code: 422, details: { causes: [{ field: 'spec.selector' }] } });
    await kube.post('/api/v1/namespaces/default/pods', pod('still'));
    const changed = await kube.patch('/api/v1/namespaces/default/pods/still', { spec: { restartPolicy: 'Never' } });
    expect(changed.body).toMatchObject({ code: 422, details: { causes: [{ field: 'spec' }] } });
  });

  it('of an account as eksctl sends it takes the annotation away', async () => {
    await kube.post(ACCOUNTS, serviceAccount('linked', { 'eks.amazonaws.com/role-arn': 'arn:x' }));
    const { body } = await kube.get(`${ACCOUNTS}/linked`);
    const { annotations: _, ...metadata } = body['metadata'] as Record<string, unknown>;
    const { body: after } = await kube.put(`${ACCOUNTS}/linked`, { metadata });
    expect(after['metadata']).not.toHaveProperty('annotations');
  });
});

describe('delete', () => {
  it('respects preconditions', async () => {
    const { body } = await kube.post(ACCOUNTS, serviceAccount('guarded'));
    const { uid } = body['metadata'] as { uid: string };
    expect((await kube.del(`${ACCOUNTS}/guarded`, { preconditions: { uid: 'another' } })).status).toBe(409);
    expect((await kube.del(`${ACCOUNTS}/guarded`, { preconditions: { uid } })).status).toBe(200);
    expect((await kube.get(`${ACCOUNTS}/guarded`)).status).toBe(404);
  });

  it('waits for finalizers', async () => {
    await kube.post(ACCOUNTS, { metadata: { name: 'held', finalizers: ['test/hold'] } });
    expect((await kube.del(`${ACCOUNTS}/held`)).status).toBe(202);
    expect((await kube.get(`${ACCOUNTS}/held`)).body['metadata']).toHaveProperty('deletionTimestamp');
    await kube.patch(`${ACCOUNTS}/held`, { metadata: { finalizers: null } });
    expect((await kube.get(`${ACCOUNTS}/held`)).status).toBe(404);
  });

  it('of a collection takes what the selector takes', async () => {
    const maps = '/api/v1/namespaces/default/configmaps';
    for (const [name, tier] of [
      ['a1', 'x'],
      ['a2', 'x'],
      ['a3', 'y'],
    ])
      await kube.post(maps, { metadata: { name, labels: { tier } } });
    expect((await kube.del(`${maps}?labelSelector=tier%3Dx`)).status).toBe(200);
    expect((await kube.items(maps)).map((map) => map.metadata.name)).toEqual(['a3', 'kube-root-ca.crt']);
  });

  it('with orphan leaves what the object owned', async () => {
    await kube.post(DEPLOYMENTS, deployment('parent', { replicas: 1 }));
    await kube.del(`${DEPLOYMENTS}/parent`, { propagationPolicy: 'Orphan' });
    const sets = (await kube.items('/apis/apps/v1/namespaces/default/replicasets')).filter(
      (set) => set.metadata.labels?.['app'] === 'parent',
    );
    expect(sets.map((set) => set.metadata.ownerReferences ?? [])).toEqual([[]]);
  });

  it('of a namespace takes everything in it', async () => {
    await kube.post('/api/v1/namespaces', { metadata: { name: 'brief' } });
    await kube.post('/apis/apps/v1/namespaces/brief/deployments', deployment('web'));
    expect(await kube.items('/api/v1/namespaces/brief/pods')).toHaveLength(2);
    await kube.del('/api/v1/namespaces/brief');
    expect((await kube.get('/api/v1/namespaces/brief')).status).toBe(404);
    expect(await kube.items('/api/v1/namespaces/brief/pods')).toEqual([]);
  });
});

describe('subresources', () => {
  it('scale reads and writes replicas', async () => {
    await kube.post(DEPLOYMENTS, deployment('scaled', { replicas: 1 }));
    const { body } = await kube.patch(`${DEPLOYMENTS}/scaled/scale`, { spec: { replicas: 3 } });
    expect(body).toMatchObject({ kind: 'Scale', apiVersion: 'autoscaling/v1', spec: { replicas: 3 } });
    expect((await kube.get(`${DEPLOYMENTS}/scaled/scale`)).body).toMatchObject({
      status: { replicas: 3, selector: 'app=scaled' },
    });
  });

  it('eviction respects a disruption budget', async () => {
    const selector = { matchLabels: { app: 'budgeted' } };
    await kube.post(DEPLOYMENTS, deployment('budgeted', { replicas: 2 }));
    await kube.post('/apis/policy/v1/namespaces/default/poddisruptionbudgets', {
      metadata: { name: 'b' },
      spec: { minAvailable: 2, selector },
    });
    const [first] = await kube.items('/api/v1/namespaces/default/pods?labelSelector=app%3Dbudgeted');
    const evict = () =>
      kube.post(`/api/v1/namespaces/default/pods/${first?.metadata.name}/eviction`, {
        apiVersion: 'policy/v1',
        kind: 'Eviction',
        metadata: { name: first?.metadata.name },
      });
    expect((await evict()).body).toMatchObject({
      code: 429,
      reason: 'TooManyRequests',
      details: { causes: [{ reason: 'DisruptionBudget' }] },
    });
    await kube.patch('/apis/policy/v1/namespaces/default/poddisruptionbudgets/b', { spec: { minAvailable: 1 } });
    expect((await evict()).status).toBe(201);
  });

  it('token makes tokens that a token review accepts', async () => {
    await kube.post(ACCOUNTS, serviceAccount('speaker'));
    const { status, body } = await kube.post(`${ACCOUNTS}/speaker/token`, {
      spec: { audiences: ['vault'], expirationSeconds: 600 },
    });
    expect(status).toBe(201);
    const { token } = body['status'] as { token: string };
    const review = (audiences: string[]) =>
      kube.post('/apis/authentication.k8s.io/v1/tokenreviews', { spec: { token, audiences } });
    expect((await review(['vault'])).body['status']).toMatchObject({
      authenticated: true,
      audiences: ['vault'],
      user: { username: 'system:serviceaccount:default:speaker' },
    });
    expect((await review(['other'])).body['status']).toMatchObject({ authenticated: false });
    expect((await kube.post(`${ACCOUNTS}/speaker/token`, { spec: { expirationSeconds: 599 } })).status).toBe(422);
    expect((await kube.post(`${ACCOUNTS}/nobody/token`, { spec: {} })).status).toBe(404);
  });
});
