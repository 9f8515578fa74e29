import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contract, httpStatus, mayDo, type Permission, permissions, type Role, roles } from '@podpass/contract';
import { isContractProcedure } from '@orpc/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, jsonOf, startTestConsole, type TestConsole } from './test-console.ts';

const webRoot = mkdtempSync(join(tmpdir(), 'podpass-web-'));
mkdirSync(join(webRoot, 'assets'));
writeFileSync(join(webRoot, 'index.html'), '<!doctype html><title>Podpass</title>');
writeFileSync(join(webRoot, 'assets', 'index-4f3c2b1a.js'), 'export {};');
writeFileSync(join(webRoot, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');

let podpass: TestConsole;
const signedIn = {} as Record<Role, Record<string, string>>;
beforeAll(async () => {
  podpass = await startTestConsole({ webRoot });
  for (const role of roles) signedIn[role] = await podpass.as(role);
});
afterAll(async () => {
  await podpass.remove();
  rmSync(webRoot, { recursive: true });
});

const cluster = 'demo-eks-cluster';
const someId = 'a-00000000000000000';
const someUuid = '00000000-0000-4000-8000-000000000000';
const nothing = {
  kind: 'fix-trust-policy',
  roleArn: 'arn:aws:iam::111122223333:role/none',
  scope: 'cluster',
  serviceAccounts: [],
};

/** Every route, the least role that may use it, and a request. Written out: the table in the contract is what is tested. */
const table: Record<string, [Role | 'public', string, Ask?]> = {
  'session.get': ['viewer', '/session'],
  'session.setRole': ['viewer', '/session/role', { method: 'PUT', body: { role: 'viewer' } }],
  'session.end': ['viewer', '/session', { method: 'DELETE' }],
  'session.createToken': ['public', '/tokens', { method: 'POST', body: { code: 'x'.repeat(43), name: 'n' } }],
  'clusters.list': ['viewer', '/clusters'],
  'clusters.get': ['viewer', `/clusters/${cluster}`],
  'clusters.counts': ['viewer', `/clusters/${cluster}/counts`],
  'clusters.agent': ['viewer', `/clusters/${cluster}/agent`],
  'clusters.accessEntries': ['viewer', `/clusters/${cluster}/access-entries`],
  'clusters.addons': ['viewer', `/clusters/${cluster}/addons`],
  'associations.list': ['viewer', `/clusters/${cluster}/associations`],
  'associations.stream': ['viewer', `/clusters/${cluster}/associations/stream`],
  'associations.get': ['viewer', `/clusters/${cluster}/associations/${someId}`],
  'serviceAccounts.list': ['viewer', `/clusters/${cluster}/service-accounts`],
  'serviceAccounts.namespaces': ['viewer', `/clusters/${cluster}/namespaces`],
  'iam.roles': ['viewer', `/clusters/${cluster}/roles`],
  'iam.trust': ['viewer', `/clusters/${cluster}/trust-check?roleArn=arn:aws:iam::111122223333:role/none`],
  'iam.policies': ['viewer', '/policies'],
  'iam.wellKnownPolicies': ['viewer', '/well-known-policies'],
  'iam.actions': ['viewer', '/iam-actions?prefix=eks:'],
  'catalogue.placement': ['viewer', '/catalogue/placement'],
  'catalogue.kubernetesVersions': ['viewer', '/catalogue/kubernetes-versions?region=us-west-2'],
  'catalogue.addons': ['viewer', '/catalogue/addons?region=us-west-2&kubernetesVersion=1.34'],
  'catalogue.addonVersion': ['viewer', '/catalogue/addons/vpc-cni/versions/v1.0.0?region=us-west-2'],
  'catalogue.networks': ['viewer', '/catalogue/networks?region=us-west-2'],
  'changes.plan': ['viewer', `/clusters/${cluster}/changes/plan`, { method: 'POST', body: { request: nothing } }],
  'changes.start': ['admin', `/clusters/${cluster}/changes`, { method: 'POST', body: { request: nothing } }],
  'provisioning.plan': ['viewer', `/cluster-configs/${someUuid}/provision/plan`, { method: 'POST', body: {} }],
  'provisioning.preview': ['viewer', '/cluster-configs/provision/plan', { method: 'POST', body: { text: 'a: 1' } }],
  'provisioning.start': ['operator', `/cluster-configs/${someUuid}/provision`, { method: 'POST', body: {} }],
  'configs.list': ['viewer', '/cluster-configs'],
  'configs.create': ['operator', '/cluster-configs', { method: 'POST', body: { text: 'a: 1' } }],
  'configs.validate': ['viewer', '/cluster-configs/validate', { method: 'POST', body: { text: 'a: 1' } }],
  'configs.get': ['viewer', `/cluster-configs/${someUuid}`],
  'configs.remove': ['operator', `/cluster-configs/${someUuid}`, { method: 'DELETE' }],
  'configs.saveDraft': [
    'operator',
    `/cluster-configs/${someUuid}/draft`,
    { method: 'PUT', body: { text: '', basedOn: 0 } },
  ],
  'configs.discardDraft': ['operator', `/cluster-configs/${someUuid}/draft`, { method: 'DELETE' }],
  'configs.saveRevision': [
    'operator',
    `/cluster-configs/${someUuid}/revisions`,
    { method: 'POST', body: { text: '', basedOn: 0 } },
  ],
  'configs.revisions': ['viewer', `/cluster-configs/${someUuid}/revisions`],
  'configs.revision': ['viewer', `/cluster-configs/${someUuid}/revisions/1`],
  'blueprints.list': ['viewer', '/blueprints'],
  'blueprints.get': ['viewer', '/blueprints/default'],
  'blueprints.create': ['operator', '/blueprints', { method: 'POST', body: { name: 'minimal', components: {} } }],
  'blueprints.createVersion': [
    'operator',
    '/blueprints/default/versions',
    { method: 'POST', body: { components: {} } },
  ],
  'operations.list': ['viewer', '/operations'],
  'operations.get': ['viewer', `/operations/${someUuid}`],
  'operations.events': ['viewer', `/operations/${someUuid}/events`],
  'operations.cancel': ['operator', `/operations/${someUuid}/cancel`, { method: 'POST', body: {} }],
  'operations.retry': ['operator', `/operations/${someUuid}/retry`, { method: 'POST', body: {} }],
  'operations.undo': ['operator', `/operations/${someUuid}/undo`, { method: 'POST', body: {} }],
  'audit.list': ['operator', '/audit'],
};

describe('permissions', () => {
  it('the table below names every route', () => {
    expect(Object.keys(table).sort()).toEqual(routeNames(contract).sort());
  });

  it.each(Object.entries(table))('%s', async (route, [least, path, ask]) => {
    const nobody = await podpass.ask(`/api/v1${path}`, ask);
    if (least === 'public') expect(nobody.json).toMatchObject({ code: 'sign-in-code-invalid' });
    else expect(nobody).toMatchObject({ status: 401, json: { code: 'not-signed-in' } });
    for (const role of roles) {
      const headers = route === 'session.end' ? await podpass.as(role) : signedIn[role];
      const answer = await podpass.ask(`/api/v1${path}`, { ...ask, headers });
      const allowed = least === 'public' || roles.indexOf(role) >= roles.indexOf(least);
      expect(answer.json?.['code'] === 'not-allowed', `${role}: ${answer.status} ${answer.text}`).toBe(!allowed);
      expect(answer.status === 403).toBe(!allowed);
      expect(answer.status).toBeLessThan(500);
    }
  });

  it.each<[string, Role, unknown]>([
    ['an association with an existing role', 'operator', adding({ kind: 'existing', roleArn: nothing.roleArn })],
    ['and a fix of its trust', 'admin', adding({ kind: 'existing', roleArn: nothing.roleArn, fixTrust: 'cluster' })],
    ['and a new role', 'admin', adding({ kind: 'new', policyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] })],
    ['an edit', 'operator', { kind: 'update-association', associationId: someId, restart: true }],
    [
      'an edit with a fix of the trust',
      'admin',
      { kind: 'update-association', associationId: someId, fixTrust: 'account' },
    ],
    ['a deletion', 'operator', { kind: 'delete-associations', associationIds: [someId] }],
    ['the agent', 'admin', { kind: 'install-agent' }],
    ['a restart', 'operator', { kind: 'restart-workloads', workloads: [{ kind: 'Job', namespace: 'a', name: 'b' }] }],
  ])('to start %s takes %s', async (_case, least, request) => {
    for (const role of roles) {
      // On a cluster that does not exist, so that nothing is started.
      const path = '/api/v1/clusters/nowhere/changes';
      const answer = await podpass.ask(path, { method: 'POST', body: { request }, headers: signedIn[role] });
      const allowed = roles.indexOf(role) >= roles.indexOf(least);
      expect(answer.json).toMatchObject({ code: allowed ? 'cluster-not-found' : 'not-allowed' });
    }
  });

  it('to undo a provisioning takes an admin, and the name of its cluster', async () => {
    const name = 'undone-by-admins';
    const text = `apiVersion: rafay.io/v1alpha5\nkind: ClusterConfig\nmetadata: {name: ${name}, region: us-west-2, version: "1.34"}\n`;
    const ask = async (path: string, body: unknown, role: Role = 'operator') =>
      await podpass.ask(`/api/v1/${path}`, { method: 'POST', body, headers: signedIn[role] });
    const { json: config } = await ask('cluster-configs', { text });
    const of = `cluster-configs/${String(config?.['id'])}`;
    await ask(`${of}/revisions`, { text, basedOn: 0 });
    const { json: operation } = await ask(`${of}/provision`, {});
    const undo = `operations/${String(operation?.['id'])}/undo`;
    expect((await ask(undo, { confirm: name })).json).toMatchObject({ code: 'not-allowed' });
    for (const body of [{}, { confirm: 'another' }]) {
      expect((await ask(undo, body, 'admin')).json).toMatchObject({ code: 'undo-not-confirmed' });
    }
    expect((await ask(undo, { confirm: name }, 'admin')).json).toMatchObject({ code: 'operation-not-undoable' });
    expect((await ask(`operations/${String(operation?.['id'])}/cancel`, {})).status).toBe(202);
  });

  it('the session says what the role may do, as the buttons use it', async () => {
    for (const role of roles) {
      const { json } = await podpass.ask('/api/v1/session', { headers: signedIn[role] });
      const may = permissions.filter((permission: Permission) => mayDo(role, permission));
      expect(json).toMatchObject({ role, permissions: may });
    }
  });
});

function adding(role: unknown) {
  return { kind: 'add-associations', associations: [{ namespace: 'a', serviceAccount: 'b', role }] };
}

function routeNames(router: unknown, path: string[] = []): string[] {
  if (isContractProcedure(router)) return [path.join('.')];
  return Object.entries(router as object).flatMap(([name, inner]) => routeNames(inner, [...path, name]));
}

describe('errors', () => {
  it.each<[string, string, string, Ask]>([
    ['an unknown route', '/api/v1/nope', 'route-not-found', {}],
    ['an unknown version', '/api/v2/clusters', 'route-not-found', {}],
    ['the API itself', '/api', 'route-not-found', {}],
    ['a wrong method', '/api/v1/clusters', 'route-not-found', { method: 'POST', body: {} }],
    ['a method that does not exist', '/api/v1/clusters', 'route-not-found', { method: 'PROPFIND' }],
    ['a cluster that does not exist', '/api/v1/clusters/nowhere', 'cluster-not-found', {}],
    ['a region that is not looked at', `/api/v1/clusters/${cluster}@eu-west-9`, 'cluster-not-found', {}],
    ['an operation that does not exist', `/api/v1/operations/${someUuid}`, 'operation-not-found', {}],
    ['events of an operation that does not exist', `/api/v1/operations/${someUuid}/events`, 'operation-not-found', {}],
    [
      'an association that does not exist',
      `/api/v1/clusters/${cluster}/associations/${someId}`,
      'association-not-found',
      {},
    ],
  ])('%s: %s → %s', async (_case, path, code, ask) => {
    const answer = await podpass.ask(path, { ...ask, headers: { ...signedIn.admin, ...ask.headers } });
    if (path.endsWith('/events')) {
      // The stream has begun when its first look fails: the error is its only event.
      expect(answer.text).toContain(`"code":"${code}"`);
      return;
    }
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
    expect(answer).toMatchObject({
      status: httpStatus[code as keyof typeof httpStatus],
      json: {
        defined: true,
        code,
        status: answer.status,
        message: expect.stringMatching(/\w/),
        data: { why: expect.stringMatching(/\w/), remedy: expect.stringMatching(/\w/) },
      },
    });
  });

  it.each<[string, Ask, string, RegExp]>([
    ['no body', {}, 'request', /./],
    ['no body, said to be a form', { headers: { 'content-type': 'multipart/form-data; boundary=x' } }, 'request', /./],
    [
      'text that is not JSON',
      { raw: '{"request":', headers: { 'content-type': 'application/json' } },
      '',
      /not valid JSON/,
    ],
    ['JSON that is not an object', { body: [1] }, 'request', /./],
    [
      'another kind of body',
      { raw: 'request=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      '',
      /JSON/,
    ],
    ['a form with a file', { raw: '--x', headers: { 'content-type': 'multipart/form-data; boundary=x' } }, '', /JSON/],
    ['an event stream', { raw: 'data: 1\n\n', headers: { 'content-type': 'text/event-stream' } }, '', /JSON/],
    ['another encoding', { raw: '{}', headers: { 'content-type': 'application/json; charset=latin1' } }, '', /UTF-8/],
    [
      'what is not zipped as zipped',
      { raw: '{}', headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' } },
      '',
      /decoded/,
    ],
    [
      'an unknown encoding',
      { raw: '{}', headers: { 'content-type': 'application/json', 'content-encoding': 'zip' } },
      '',
      /Content-Encoding/,
    ],
    [
      'a wrong type deep inside',
      { body: { request: { ...adding({}), associations: [{ namespace: 1 }] } } },
      'request.associations.0.namespace',
      /string/,
    ],
    ['an unknown kind', { body: { request: { kind: 'drop' } } }, 'request.kind', /./],
  ])('input at fault is named: %s', async (_case, ask, path, message) => {
    const answer = await podpass.ask(`/api/v1/clusters/${cluster}/changes`, {
      method: 'POST',
      ...ask,
      headers: { ...signedIn.admin, ...ask.headers },
    });
    expect(answer).toMatchObject({ status: 400, json: { code: 'invalid-input' } });
    const { issues } = (answer.json?.['data'] ?? {}) as { issues: { path: string; message: string }[] };
    const issue = issues.find((each) => each.path === path);
    expect(issue?.message ?? `not named: ${JSON.stringify(issues)}`).toMatch(message);
  });

  it('a body over 1 MiB is refused, also when its length is not said beforehand', async () => {
    const path = `/api/v1/clusters/${cluster}/changes`;
    const headers = { ...signedIn.admin, 'content-type': 'application/json' };
    const body = JSON.stringify({ request: { kind: 'install-agent', version: 'x'.repeat(1024 * 1024) } });
    expect(await podpass.ask(path, { method: 'POST', raw: body, headers })).toMatchObject({
      status: 413,
      json: { code: 'too-large' },
    });
    const chunked = await fetch(`http://127.0.0.1:${podpass.port}${path}`, {
      method: 'POST',
      headers,
      body: new Blob([body]).stream(),
      duplex: 'half',
    } as RequestInit);
    expect([chunked.status, await chunked.json()]).toMatchObject([413, { code: 'too-large' }]);
  });

  it('what was not foreseen answers with a reference that the log has, and with nothing else', async () => {
    const client = await podpass.store.pool.connect();
    await client.query('alter table operation rename column title to renamed');
    const answer = await podpass.ask('/api/v1/operations', { headers: signedIn.viewer });
    await client.query('alter table operation rename column renamed to title');
    client.release();
    expect(answer).toMatchObject({ status: 500, json: { code: 'internal' } });
    const reference = /reference ([0-9a-f-]{36})/.exec(answer.text)?.[1];
    expect(podpass.log.find((line) => line['reference'] === reference)).toMatchObject({ msg: 'defect', level: 50 });
    expect(answer.text).not.toMatch(/column|title|select|stack|\.ts/i);
  });

  it.each([
    ['without a Host', 'GET /api/v1/clusters HTTP/1.1\r\n\r\n'],
    ['in no form', 'NONSENSE\r\n\r\n'],
    ['with an odd Host and path', 'GET /api/v1/%%%/%00 HTTP/1.1\r\nHost: a b\r\n\r\n'],
    ['with the address of another server', 'GET http://evil.example/api/v1/clusters HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['with too many headers', `GET /api/v1/clusters HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(20_000)}\r\n\r\n`],
    ['with a body of a wrong length', 'POST /api/v1/tokens HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n{}'],
  ])('a request %s is refused', async (_case, text) => {
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(podpass.port, '127.0.0.1', () => socket.write(text));
      let received = '';
      socket.setTimeout(3000, () => socket.destroy());
      socket.on('data', (data) => {
        received += String(data);
        socket.end();
      });
      socket.on('close', () => resolve(received));
      socket.on('error', reject);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
  });
});

describe('every answer', () => {
  it.each(['/', '/api/v1/session', '/api/docs', '/sign-in', '/healthz', '/nope.js'])(
    '%s has the headers that protect the page',
    async (path) => {
      const { headers } = await podpass.ask(path);
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'self';script-src 'self';");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('unsafe-eval');
      expect(policy).not.toMatch(/script-src[^;]*unsafe/);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
      });
      expect(headers['x-powered-by']).toBeUndefined();
      expect(headers['strict-transport-security']).toBeUndefined();
    },
  );

  it('carries a request id: the given one if it is sensible, which the log has too', async () => {
    const given = { 'x-request-id': 'trace-42' };
    expect((await podpass.ask('/api/v1/nope', { headers: given })).headers['x-request-id']).toBe('trace-42');
    expect(podpass.log.some(({ req }) => (req as { id?: string } | undefined)?.id === 'trace-42')).toBe(true);
    for (const odd of ['', 'a b', 'x'.repeat(101), '<script>']) {
      const { headers } = await podpass.ask('/healthz', { headers: { 'x-request-id': odd } });
      expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    }
  });
});

describe('the console', () => {
  it.each(['/', '/clusters', '/clusters/demo@eu-west-1/access', '/clusters/new?x=1'])(
    '%s is the page',
    async (path) => {
      const answer = await podpass.ask(path, { headers: { accept: 'text/html,*/*' } });
      expect(answer).toMatchObject({ status: 200, headers: { 'cache-control': 'no-cache' } });
      expect(answer.text).toContain('<title>Podpass</title>');
    },
  );

  it('keeps its assets for ever, by their hashed names, and nothing else', async () => {
    const asset = await podpass.ask('/assets/index-4f3c2b1a.js');
    expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await podpass.ask('/favicon.svg')).headers['cache-control']).toBe('no-cache');
  });

  it.each([
    ['/assets/index-gone.js', {}],
    ['/../../package.json', {}],
    ['/%2e%2e/%2e%2e/package.json', {}],
    ['/clusters', { method: 'POST' }],
    ['/api/v1', { headers: { accept: 'text/html' } }],
  ])('%s %o is not the page', async (path, ask: Ask) => {
    const answer = await podpass.ask(path, ask);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.json).toMatchObject({ code: expect.any(String) });
  });

  it('says what to do while it is not built', async () => {
    rmSync(join(webRoot, 'index.html'));
    const answer = await podpass.ask('/');
    expect(answer.status).toBe(503);
    expect(answer.text).toContain('npm start');
    writeFileSync(join(webRoot, 'index.html'), '<!doctype html><title>Podpass</title>');
  });
});

describe('for machines', () => {
  it('describes itself as OpenAPI 3.1, every route with its permission', async () => {
    const answer = await podpass.ask('/api/openapi.json');
    const { json } = answer;
    expect(json?.['openapi']).toMatch(/^3\.1/);
    const paths = json?.['paths'] as Record<string, Record<string, Record<string, unknown>>>;
    const operations = Object.values(paths).flatMap((item) => Object.values(item));
    expect(new Set(operations.map(({ operationId }) => operationId))).toEqual(new Set(routeNames(contract)));
    for (const operation of operations) {
      expect(operation).toMatchObject({
        'x-permission': expect.any(String),
        tags: [expect.any(String)],
        summary: expect.any(String),
        responses: { 400: expect.anything(), 401: expect.anything(), 500: expect.anything() },
      });
    }
    const references = JSON.stringify(json).match(/#\/components\/schemas\/\w+/g) ?? [];
    const known = Object.keys(jsonOf<{ components: { schemas: object } }>(answer).components.schemas);
    for (const reference of new Set(references)) expect(known).toContain(reference.split('/').at(-1));
  });

  it('has documentation that needs no script', async () => {
    const { status, text } = await podpass.ask('/api/docs');
    expect(status).toBe(200);
    for (const words of ['POST /api/v1/clusters/{cluster}/changes', 'associations:read', 'service accounts']) {
      expect(text).toContain(words);
    }
    expect(text).not.toContain('<script');
  });

  it('says that it lives and that it is ready', async () => {
    expect(await podpass.ask('/healthz')).toMatchObject({ status: 200, json: { status: 'ok' } });
    expect(await podpass.ask('/readyz')).toMatchObject({
      status: 200,
      json: { status: 'ready', checks: { store: 'ok', aws: 'ok' } },
    });
  });

  it('counts requests by route and calls to AWS by operation', async () => {
    await podpass.ask('/api/v1/clusters', { headers: signedIn.viewer });
    await podpass.ask('/clusters/some/page');
    await podpass.ask('/api/v1/made-up/path');
    const { text } = await podpass.ask('/metrics');
    expect(text).toMatch(
      /podpass_http_request_duration_seconds_count\{method="GET",route="clusters.list",status="200"\} [1-9]/,
    );
    expect(text).toMatch(
      /podpass_http_request_duration_seconds_count\{method="GET",route="console",status="200"\} [1-9]/,
    );
    expect(text).toMatch(/podpass_aws_calls_total\{service="eks",operation="ListClusters",outcome="ok"\} [1-9]/);
    expect(text).toMatch(/podpass_operations_running 0/);
    expect(text).not.toContain('made-up');
  });

  it('packs what is large, and never a stream', async () => {
    const headers = { ...signedIn.viewer, 'accept-encoding': 'gzip' };
    const large = await fetch(`http://127.0.0.1:${podpass.port}/api/openapi.json`, { headers });
    expect(large.headers.get('content-encoding')).toBe('gzip');
    const stream = await podpass.ask(`/api/v1/clusters/${cluster}/associations/stream`, { headers });
    expect(stream.headers['content-encoding']).toBeUndefined();
  });

  it('finds IAM actions, whatever the case', async () => {
    const find = async (prefix: string) => {
      const answer = await podpass.ask(`/api/v1/iam-actions?prefix=${encodeURIComponent(prefix)}`, {
        headers: signedIn.viewer,
      });
      return jsonOf<{ items: { name: string }[] }>(answer).items.map(({ name }) => name);
    };
    expect(await find('EKS:describepod')).toEqual(['eks:DescribePodIdentityAssociation']);
    expect(await find('secretsmana')).toEqual(['secretsmanager:']);
    expect(await find('../../package:x')).toEqual([]);
    expect(await find('__proto__:')).toEqual([]);
    expect((await find('ec2:')).length).toBe(200);
  });
});
