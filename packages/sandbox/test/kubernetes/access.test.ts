import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ADMIN_ACCESS_KEY } from '../../src/index.ts';
import { ACCOUNT } from '../running-sandbox.ts';
import { ADMIN_ARN, accessEntry, eksToken, type KubeCluster, runCluster, serviceAccount } from './kube-client.ts';

const ROLE = `arn:aws:iam::${ACCOUNT}:role/team/viewer`;
const SESSION = {
  accessKeyId: 'ASIASESSION0000000000',
  secretAccessKey: 'session-secret',
  sessionToken: 'session-token',
};
const PODS = '/api/v1/namespaces/default/pods';

let kube: KubeCluster;
beforeAll(async () => {
  kube = await runCluster({ nodes: 1 });
  kube.sandbox.world.state.sessions[SESSION.accessKeyId] = {
    ...SESSION,
    assumedRoleArn: `arn:aws:sts::${ACCOUNT}:assumed-role/viewer/jane`,
    roleArn: ROLE,
    sessionName: 'jane',
    sessionPolicies: [],
    tags: {},
    transitiveTagKeys: [],
    expiresAt: Date.now() + 3_600_000,
  };
});
afterAll(() => kube.stop());
beforeEach(() => {
  kube.cluster.authenticationMode = 'API_AND_CONFIG_MAP';
  kube.cluster.accessEntries = { [ADMIN_ARN]: accessEntry(ADMIN_ARN, ['AmazonEKSClusterAdminPolicy']) };
});

const grant = (...entry: Parameters<typeof accessEntry>): void => {
  kube.cluster.accessEntries[entry[0]] = accessEntry(...entry);
};
const asViewer = async (method: string, path: string, body?: unknown) =>
  kube.call(method, path, {
    token: await eksToken('kube', { credentials: SESSION }),
    ...(body !== undefined && { body }),
  });

describe('authentication', () => {
  it.each<[string, () => Promise<string> | string]>([
    ['no EKS token', () => 'abc'],
    ['a token for another cluster', () => eksToken('other')],
    ['a wrong secret', () => eksToken('kube', { credentials: { ...ADMIN_ACCESS_KEY, secretAccessKey: 'wrong' } })],
    ['an unknown key', () => eksToken('kube', { credentials: { accessKeyId: 'AKIANOBODY', secretAccessKey: 'x' } })],
    ['a token of 16 minutes ago', () => eksToken('kube', { at: new Date(Date.now() - 16 * 60_000) })],
    ['a token of the future', () => eksToken('kube', { at: new Date(Date.now() + 10 * 60_000) })],
    ['an unknown query parameter', () => eksToken('kube', { query: { 'x-id': 'GetCallerIdentity' } })],
    ['another action', () => eksToken('kube', { query: { Action: 'AssumeRole' } })],
    ['another host', () => eksToken('kube', { host: 'example.com' })],
    ['no cluster in the signed headers', () => eksToken('kube', { header: 'x-other' })],
    ['no URL', () => `k8s-aws-v1.${Buffer.from('nonsense').toString('base64url')}`],
    [
      'a session token that is not the session’s',
      () => eksToken('kube', { credentials: { ...SESSION, sessionToken: 'x' } }),
    ],
    ['a principal without an access entry', () => eksToken('kube', { credentials: SESSION })],
  ])('refuses %s', async (_, token) => {
    const { status, body } = await kube.call('GET', PODS, { token: await token() });
    expect([status, body]).toEqual([
      401,
      {
        kind: 'Status',
        apiVersion: 'v1',
        metadata: {},
        status: 'Failure',
        message: 'Unauthorized',
        reason: 'Unauthorized',
        code: 401,
      },
    ]);
  });

  it('takes a token for 15 minutes', async () => {
    const token = await eksToken('kube', { at: new Date(Date.now() - 14 * 60_000) });
    expect((await kube.call('GET', PODS, { token })).status).toBe(200);
  });

  it('knows a session by the role with its path, and names the user as the entry says', async () => {
    grant(ROLE, [], { username: 'team:{{SessionName}}', groups: ['readers'] });
    const { body } = await asViewer('POST', '/apis/authentication.k8s.io/v1/selfsubjectreviews', {});
    expect(body['status']).toMatchObject({
      userInfo: {
        username: 'team:jane',
        groups: ['readers', 'system:authenticated'],
        extra: { sessionName: ['jane'], canonicalArn: [ROLE] },
      },
    });
  });

  it('without a token is anonymous', async () => {
    const anonymous = { token: '' };
    expect((await kube.call('GET', '/version', anonymous)).status).toBe(200);
    expect((await kube.call('GET', '/healthz', anonymous)).text).toBe('ok');
    expect((await kube.call('GET', PODS, anonymous)).body).toMatchObject({
      code: 403,
      message:
        'pods is forbidden: User "system:anonymous" cannot list resource "pods" in API group "" in the namespace "default"',
    });
  });

  it('in CONFIG_MAP mode asks aws-auth and no access entry', async () => {
    grant(ROLE, ['AmazonEKSViewPolicy']);
    const rolearn = `arn:aws:iam::${ACCOUNT}:role/viewer`;
    await kube.post('/api/v1/namespaces/kube-system/configmaps', {
      metadata: { name: 'aws-auth' },
      data: { mapRoles: `- rolearn: ${rolearn}\n  username: mapped:{{SessionName}}\n  groups: [system:masters]\n` },
    });
    kube.cluster.authenticationMode = 'CONFIG_MAP';
    expect((await kube.get(PODS)).status).toBe(401);
    expect((await asViewer('GET', '/api/v1/nodes')).status).toBe(200);
    kube.cluster.authenticationMode = 'API';
    expect((await asViewer('GET', '/api/v1/nodes')).status).toBe(403);
  });

  it('takes service account tokens for the API, with no rights of their own', async () => {
    await kube.post('/api/v1/namespaces/default/serviceaccounts', serviceAccount('robot'));
    const path = '/api/v1/namespaces/default/serviceaccounts/robot/token';
    const { token } = (await kube.post(path, { spec: {} })).body['status'] as { token: string };
    const { body } = await kube.call('POST', '/apis/authentication.k8s.io/v1/selfsubjectreviews', { token, body: {} });
    expect(body['status']).toMatchObject({ userInfo: { username: 'system:serviceaccount:default:robot' } });
    expect((await kube.call('GET', PODS, { token })).status).toBe(403);
    await kube.post('/apis/rbac.authorization.k8s.io/v1/namespaces/default/rolebindings', {
      metadata: { name: 'robot' },
      roleRef: { kind: 'ClusterRole', name: 'view' },
      subjects: [{ kind: 'ServiceAccount', name: 'robot' }],
    });
    expect((await kube.call('GET', PODS, { token })).status).toBe(200);
    const { token: foreign } = (await kube.post(path, { spec: { audiences: ['sts.amazonaws.com'] } })).body[
      'status'
    ] as { token: string };
    expect((await kube.call('GET', PODS, { token: foreign })).status).toBe(401);
  });
});

describe('access policies', () => {
  const attempts: Record<string, [string, string, string?]> = {
    'list pods': ['list', 'pods'],
    'patch accounts': ['patch', 'serviceaccounts'],
    'get secrets': ['get', 'secrets'],
    'list nodes': ['list', 'nodes'],
    'patch deployments': ['patch', 'deployments', 'apps'],
    'create roles': ['create', 'roles', 'rbac.authorization.k8s.io'],
    'delete nodes': ['delete', 'nodes'],
  };

  it.each([
    ['AmazonEKSViewPolicy', ['list pods']],
    ['AmazonEKSEditPolicy', ['list pods', 'patch accounts', 'get secrets', 'patch deployments']],
    ['AmazonEKSAdminPolicy', ['list pods', 'patch accounts', 'get secrets', 'patch deployments', 'create roles']],
    ['AmazonEKSAdminViewPolicy', ['list pods', 'get secrets', 'list nodes']],
    ['AmazonEKSClusterAdminPolicy', Object.keys(attempts)],
    ['AmazonEKSUnknownPolicy', []],
  ])('%s allows what it says', async (policy, allowed) => {
    grant(ROLE, [policy]);
    const outcomes = await Promise.all(
      Object.entries(attempts).map(async ([name, [verb, resource, group = '']]) => {
        const spec = { resourceAttributes: { verb, resource, group, namespace: 'default' } };
        const { body } = await asViewer('POST', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', { spec });
        return (body['status'] as { allowed: boolean }).allowed ? [name] : [];
      }),
    );
    expect(outcomes.flat()).toEqual(allowed);
  });

  it('in namespaces hold only there', async () => {
    grant(ROLE, ['AmazonEKSEditPolicy'], { namespaces: ['default', 'team-*'] });
    expect((await asViewer('GET', PODS)).status).toBe(200);
    expect((await asViewer('GET', '/api/v1/namespaces/team-a/pods')).status).toBe(200);
    expect((await asViewer('GET', '/api/v1/namespaces/default')).status).toBe(200);
    expect((await asViewer('GET', '/api/v1/pods')).status).toBe(403);
    expect((await asViewer('GET', '/api/v1/namespaces/kube-system/pods')).body).toMatchObject({
      reason: 'Forbidden',
      message: `pods is forbidden: User "${ROLE}" cannot list resource "pods" in API group "" in the namespace "kube-system"`,
    });
  });

  it('and groups bound to roles add up', async () => {
    grant(ROLE, [], { groups: ['node-readers'] });
    await kube.post('/apis/rbac.authorization.k8s.io/v1/clusterroles', {
      metadata: { name: 'nodes' },
      rules: [{ apiGroups: [''], resources: ['nodes'], verbs: ['get', 'list'] }],
    });
    await kube.post('/apis/rbac.authorization.k8s.io/v1/clusterrolebindings', {
      metadata: { name: 'nodes' },
      roleRef: { kind: 'ClusterRole', name: 'nodes' },
      subjects: [{ kind: 'Group', name: 'node-readers' }],
    });
    expect((await asViewer('GET', '/api/v1/nodes')).status).toBe(200);
    expect((await asViewer('GET', PODS)).status).toBe(403);
    const { body } = await asViewer('POST', '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews', {
      spec: { namespace: 'default' },
    });
    expect((body['status'] as { resourceRules: unknown[] }).resourceRules).toContainEqual({
      verbs: ['get', 'list'],
      apiGroups: [''],
      resources: ['nodes'],
    });
  });

  it('let only those impersonate who may', async () => {
    const headers = { 'impersonate-user': 'system:serviceaccount:default:default' };
    const review = { body: { spec: { resourceAttributes: { verb: 'list', resource: 'pods' } } }, headers };
    const path = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
    expect((await kube.call('POST', path, review)).body['status']).toMatchObject({ allowed: false });
    grant(ROLE, ['AmazonEKSViewPolicy']);
    const token = await eksToken('kube', { credentials: SESSION });
    expect((await kube.call('POST', path, { ...review, token })).status).toBe(403);
  });
});
