import { spawn } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type Computer, newComputer, type Outcome } from './support/rctl.ts';
import { startTestConsole, type TestConsole } from './support/test-console.ts';

const cluster = 'demo-eks-cluster';
const roleArn = 'arn:aws:iam::111122223333:role/demo-eks-full';
const policyArn = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess';
let podpass: TestConsole;
let computer: Computer;

beforeAll(async () => {
  podpass = await startTestConsole();
  computer = newComputer();
}, 120_000);
afterAll(async () => {
  computer.remove();
  await podpass.stop();
});

const rctl = (...args: string[]) => computer.rctl(...args);
const json = ({ stdout }: Outcome): unknown => JSON.parse(stdout);
const subject = (serviceAccount: string) => ['--cluster', cluster, '-n', 'shop', '--service-account', serviceAccount];
const associations = async () =>
  json(await rctl('get', 'associations', '--cluster', cluster, '-o', 'json')) as Record<string, unknown>[];
const find = async (serviceAccount: string) =>
  (await associations()).find((each) => each['namespace'] === 'shop' && each['serviceAccount'] === serviceAccount);

describe('rctl login', () => {
  it('is needed first', async () => {
    const { code, stdout, stderr } = await computer.rctlWith({ PODPASS_SERVER: podpass.address }, 'get', 'clusters');
    expect([code, stdout]).toEqual([4, '']);
    expect(stderr).toContain('not-signed-in');
    expect(stderr).toContain('What to do: ');
  });

  it('takes a link once, and keeps the token where only its owner reads it', async () => {
    const link = podpass.link();
    // A file from elsewhere may have been open to all.
    await mkdir(dirname(computer.settings), { recursive: true });
    writeFileSync(computer.settings, '{}', { mode: 0o644 });
    const { code, stdout, stderr } = await rctl('login', link);
    expect([code, stdout]).toEqual([0, '']);
    expect(stderr).toContain(`Signed in to ${podpass.address} as admin`);
    expect(statSync(computer.settings).mode & 0o777).toBe(0o600);
    const { server, token } = JSON.parse(await readFile(computer.settings, 'utf8')) as Record<string, string>;
    expect(server).toBe(podpass.address);
    expect(stderr).not.toContain(token);

    const again = await rctl('login', link);
    expect(again).toMatchObject({ code: 4, stdout: '' });
    expect(again.stderr).toContain('sign-in-code-invalid');
    expect(JSON.parse(await readFile(computer.settings, 'utf8'))).toMatchObject({ token });
    expect(await podpass.linkAfter(link)).not.toBe(link);
  });

  it.each([['http://127.0.0.1:1/sign-in'], ['nonsense'], ['']])('is given no link by %j', async (link) => {
    const { code, stderr } = await rctl('login', link);
    expect(code).toBe(2);
    expect(stderr).toContain('It must be a sign-in link');
  });
});

describe('which console', () => {
  const token = async () => (JSON.parse(await readFile(computer.settings, 'utf8')) as { token: string }).token;

  it('is named by the environment, with its token', async () => {
    const elsewhere = newComputer();
    const env = { PODPASS_SERVER: `${podpass.address}/`, PODPASS_TOKEN: await token() };
    expect((await elsewhere.rctlWith(env, 'get', 'clusters')).code).toBe(0);
    const wrong = await elsewhere.rctlWith({ ...env, PODPASS_TOKEN: 'wrong' }, 'get', 'clusters');
    expect(wrong.code).toBe(4);
    elsewhere.remove();
  });

  it('does not get the token of another', async () => {
    const { port } = new URL(podpass.address);
    const other = { PODPASS_SERVER: `http://localhost:${port}` };
    expect((await computer.rctlWith(other, 'get', 'clusters')).code).toBe(4);
    expect((await computer.rctlWith({ PODPASS_SERVER: '' }, 'get', 'clusters')).code).toBe(0);
  });

  it.each([
    ['nobody there', { PODPASS_SERVER: 'http://127.0.0.1:1' }, 1, 'No console answers at http://127.0.0.1:1.'],
    ['no address', { PODPASS_SERVER: 'localhost' }, 2, 'PODPASS_SERVER is not the address of a console'],
    ['another protocol', { PODPASS_SERVER: 'ftp://x' }, 2, 'PODPASS_SERVER is not the address of a console'],
  ])('%s', async (_what, env, exitCode, words) => {
    const { code, stdout, stderr } = await computer.rctlWith(env, 'get', 'clusters');
    expect([code, stdout]).toEqual([exitCode, '']);
    expect(stderr).toContain(words);
  });

  it.each(['{', 'null', '[]', '{"token": 1}'])('is not known from a settings file that holds %s', async (text) => {
    const other = newComputer();
    await mkdir(dirname(other.settings), { recursive: true });
    writeFileSync(other.settings, text);
    const { code, stderr } = await other.rctl('get', 'clusters');
    expect(code).toBe(1);
    expect(stderr).toContain(`${other.settings} is not a settings file of rctl`);
    other.remove();
  });
});

describe('rctl get', () => {
  it('prints clusters as a table, as JSON and as YAML', async () => {
    const table = await rctl('get', 'clusters');
    expect(table.code).toBe(0);
    expect(table.stdout.split('\n')[0]).toMatch(/NAME\s+STATUS\s+KUBERNETES\s+REGION/);
    expect(table.stdout).toMatch(/demo-eks-cluster\s+ACTIVE\s+1\.\d+\s+us-west-2/);
    const asJson = json(await rctl('get', 'cluster', '-o', 'json')) as { ref: { name: string } }[];
    expect(asJson.map(({ ref }) => ref.name)).toContain(cluster);
    expect(parse((await rctl('get', 'clusters', '-o', 'yaml')).stdout)).toEqual(asJson);
  });

  it('prints every field of an association that EKS describes, and whether it can work', async () => {
    const items = await associations();
    expect(items.length).toBeGreaterThan(0);
    for (const item of items) {
      expect(item).toEqual({
        clusterName: cluster,
        associationId: expect.stringMatching(/^a-[0-9a-z]{17}$/),
        associationArn: expect.stringContaining(':podidentityassociation/demo-eks-cluster/a-'),
        namespace: expect.any(String),
        serviceAccount: expect.any(String),
        roleArn: expect.stringMatching(/^arn:aws:iam::/),
        disableSessionTags: expect.any(Boolean),
        tags: expect.any(Object),
        createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
        modifiedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
        namespaceExists: expect.any(Boolean),
        serviceAccountExists: expect.any(Boolean),
        trust: expect.stringMatching(/^(ok|missing|unknown)$/),
        ...('ownerArn' in item && { ownerArn: expect.stringContaining(':addon/') }),
        ...('targetRoleArn' in item && { targetRoleArn: expect.any(String) }),
        ...('externalId' in item && { externalId: expect.any(String) }),
        ...('policy' in item && { policy: expect.any(String) }),
      });
    }
    const [first] = items;
    const namespace = String(first?.['namespace']);
    const some = await rctl('get', 'associations', '--cluster', cluster, '-n', namespace, '-o', 'yaml');
    expect(parse(some.stdout)).toEqual(items.filter((item) => item['namespace'] === namespace));
    const table = await rctl('get', 'associations', '--cluster', cluster);
    expect(table.stdout).toMatch(/NAMESPACE\s+SERVICE ACCOUNT\s+ROLE\s+TRUST\s+ID/);
    expect(table.stdout.trim().split('\n')).toHaveLength(items.length + 1);
  });

  it('prints the add-ons of a cluster, with their health', async () => {
    const items = json(await rctl('get', 'addons', '--cluster', cluster, '-o', 'json')) as Record<string, unknown>[];
    expect(items).toContainEqual({
      name: 'eks-pod-identity-agent',
      version: expect.stringMatching(/^v\d+\.\d+\.\d+-eksbuild\.\d+$/),
      status: 'ACTIVE',
      issues: [],
      associationArns: [],
      tags: {},
    });
    expect(parse((await rctl('get', 'addon', '--cluster', cluster, '-o', 'yaml')).stdout)).toEqual(items);
    const table = await rctl('get', 'addons', '--cluster', cluster);
    expect(table.stdout).toMatch(/NAME\s+VERSION\s+STATUS\s+IRSA ROLE\s+ASSOCIATIONS\s+ISSUES/);
    expect(table.stdout.trim().split('\n')).toHaveLength(items.length + 1);
    expect((await rctl('get', 'addons')).code).toBe(2);
    expect((await rctl('get', 'addons', '--cluster', 'nobody')).stderr).toContain('cluster-not-found');
  });

  it('prints service accounts, also those with an IRSA link alone', async () => {
    const all = json(await rctl('get', 'service-accounts', '--cluster', cluster, '-o', 'json')) as { irsa?: object }[];
    const linked = json(await rctl('get', 'service-accounts', '--cluster', cluster, '--irsa-only', '-o', 'json'));
    expect(linked).toEqual(all.filter(({ irsa }) => irsa !== undefined));
    expect(all.length).toBeGreaterThan((linked as object[]).length);
    expect((await rctl('get', 'service-accounts', '--cluster', cluster)).stdout).toMatch(
      /NAMESPACE\s+NAME\s+IRSA ROLE/,
    );
  });

  it('prints one cluster, operation or blueprint whole, and lists of the last two', async () => {
    expect(JSON.stringify(parse((await rctl('get', 'cluster', cluster)).stdout))).toContain(`"name":"${cluster}"`);
    expect((await rctl('get', 'cluster', 'nobody')).stderr).toContain('cluster-not-found');
    expect((await rctl('get', 'operations')).stdout).toMatch(/ID\s+CLUSTER\s+OPERATION\s+STATE\s+BY\s+STARTED/);
    expect(json(await rctl('get', 'operations', '--active', '-o', 'json'))).toEqual([]);
    expect((await rctl('get', 'operations', '--limit', '0')).stderr).toContain('invalid-input');
    const listed = json(await rctl('get', 'blueprints', '-o', 'json')) as { name: string }[];
    expect(listed.map(({ name }) => name)).toEqual(expect.arrayContaining(['default', 'minimal']));
    expect(json(await rctl('get', 'blueprint', 'minimal', '-o', 'json'))).toMatchObject({
      name: 'minimal',
      builtIn: true,
    });
    expect((await rctl('get', 'blueprint', 'nobody')).code).toBe(1);
  });

  it('fails for a cluster that is not there, and prints nothing', async () => {
    const { code, stdout, stderr } = await rctl('get', 'associations', '--cluster', 'nobody', '-o', 'json');
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^Error: There is no cluster nobody\. \(cluster-not-found/);
  });
});

describe('rctl create, update, delete association', () => {
  it('shows what would be done, and does nothing', async () => {
    const before = await associations();
    const args = ['create', 'association', ...subject('dry'), '--role-arn', roleArn, '--dry-run'];
    const table = await rctl(...args);
    expect(table.code).toBe(0);
    expect(table.stdout).toContain(
      'Associate shop/dry with demo-eks-full\n  aws eks create-pod-identity-association --cluster-name',
    );
    expect(table.stderr).toContain('warning: There is no service account shop/dry yet');
    expect(json(await rctl(...args, '-o', 'json'))).toMatchObject({
      kind: 'add-associations',
      steps: [{ action: { kind: 'create-association', serviceAccount: 'dry' } }],
      findings: [{ code: 'service-account-missing' }],
    });
    expect(parse((await rctl(...args, '-o', 'yaml')).stdout)).toMatchObject({ kind: 'add-associations' });
    expect(await associations()).toEqual(before);
  });

  it('creates with an existing role, updates only what is named, and deletes', async () => {
    const created = await rctl(
      'create',
      'association',
      ...subject('cli'),
      '--role-arn',
      roleArn,
      '--create-service-account',
      '--tag',
      'team=a=b',
      '--tag',
      'x=',
      '-o',
      'json',
    );
    expect(created.code).toBe(0);
    expect(json(created)).toMatchObject({ state: 'done', plan: { kind: 'add-associations' } });
    expect(created.stderr).toContain('done: ');
    const first = await find('cli');
    expect(first).toMatchObject({
      roleArn,
      tags: { team: 'a=b', x: '' },
      serviceAccountExists: true,
      disableSessionTags: false,
    });

    const updated = await rctl(
      'update',
      'association',
      ...subject('cli'),
      '--disable-session-tags',
      '--target-role-arn',
      'arn:aws:iam::444455556666:role/t',
    );
    expect([updated.code, updated.stdout]).toEqual([0, '']);
    expect(await find('cli')).toMatchObject({
      ...first,
      disableSessionTags: true,
      targetRoleArn: 'arn:aws:iam::444455556666:role/t',
      modifiedAt: expect.any(String),
      externalId: expect.any(String),
    });

    await rctl('update', 'association', ...subject('cli'), '--no-disable-session-tags', '--target-role-arn', '');
    const cleared = await find('cli');
    expect(cleared).toMatchObject({ disableSessionTags: false });
    expect(cleared).not.toHaveProperty('targetRoleArn');

    expect((await rctl('delete', 'association', ...subject('cli'), '--dry-run')).stdout).toContain(
      'delete-pod-identity-association',
    );
    expect(await find('cli')).toBeDefined();
    expect((await rctl('delete', 'association', ...subject('cli'))).code).toBe(0);
    expect(await find('cli')).toBeUndefined();
    const again = await rctl('delete', 'association', ...subject('cli'));
    expect(again.code).toBe(1);
    expect(again.stderr).toContain('shop/cli has no association on demo-eks-cluster');
  });

  it('creates with a new role, from files, and does nothing the second time', async () => {
    const policy = join(dirname(computer.settings), 'policy.json');
    writeFileSync(
      policy,
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}',
    );
    const args = [
      ...['create', 'association', ...subject('made'), '--role-name', 'rctl-made', '--role-path', '/rctl/'],
      ...[
        '--policy-arn',
        policyArn,
        '--policy-file',
        policy,
        '--well-known',
        'externaldns,certManager',
        '--trust-scope',
        'cluster',
      ],
    ];
    const plan = json(await rctl(...args, '--dry-run', '-o', 'json')) as { steps: { action: { kind: string } }[] };
    expect(plan.steps.map(({ action }) => action.kind)).toEqual([
      'create-role',
      'put-inline-policy',
      'put-inline-policy',
      'put-inline-policy',
      'attach-policy',
      'create-association',
    ]);
    expect((await rctl(...args)).code).toBe(0);
    expect(await find('made')).toMatchObject({ roleArn: 'arn:aws:iam::111122223333:role/rctl/rctl-made', trust: 'ok' });
    const again = await rctl(...args, '-o', 'json');
    expect(again.code).toBe(0);
    expect(json(again)).toMatchObject({ state: 'done', plan: { steps: [] } });
    expect(again.stderr).toContain('info: shop/made already has this association');
  });

  it.each<[string, string[], string]>([
    [
      'a role that does not trust pods',
      ['--role-arn', 'arn:aws:iam::111122223333:role/invoices-reader'],
      'A finding blocks the change',
    ],
    ['a role that is not there', ['--role-arn', 'arn:aws:iam::111122223333:role/nobody'], 'There is no role'],
    ['what is no ARN', ['--role-arn', 'nobody'], 'must be the ARN of an IAM role'],
    ['a new role that may do nothing', ['--role-name', 'x'], 'a new role needs a permission policy'],
  ])('ends with 3 for %s, before anything is done', async (_what, flags, words) => {
    const { code, stdout, stderr } = await rctl('create', 'association', ...subject('blocked'), ...flags);
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toContain(words);
    expect(await find('blocked')).toBeUndefined();
  });
});

describe('usage', () => {
  it.each<[string, string[], string]>([
    ['no command', [], 'Usage: rctl'],
    ['unknown command', ['gte'], "unknown command 'gte'"],
    ['nothing to get', ['get'], 'Usage: rctl get'],
    ['unknown noun', ['get', 'pods'], "unknown command 'pods'"],
    ['no cluster', ['get', 'associations'], "required option '--cluster <name>' not specified"],
    ['unknown output', ['get', 'clusters', '-o', 'xml'], 'Allowed choices are table, json, yaml'],
    ['unknown option', ['get', 'clusters', '--all'], "unknown option '--all'"],
    [
      'no service account',
      ['create', 'association', '--cluster', 'c', '-n', 'x'],
      "required option '--service-account <name>'",
    ],
    ['a tag without a value', ['create', 'association', ...subject('x'), '--tag', 'a'], 'It must be KEY=VALUE'],
    ['a tag without a key', ['create', 'association', ...subject('x'), '--tag', '=a'], 'It must be KEY=VALUE'],
    ['unknown preset', ['create', 'association', ...subject('x'), '--well-known', 'root'], 'Known are imageBuilder'],
    [
      'unknown scope',
      ['create', 'association', ...subject('x'), '--trust-scope', 'world'],
      'Allowed choices are account, cluster',
    ],
    [
      'two kinds of role',
      ['create', 'association', ...subject('x'), '--role-arn', roleArn, '--policy-arn', policyArn],
      '--role-arn and --policy-arn cannot',
    ],
    [
      'a file that is not there',
      ['create', 'association', ...subject('x'), '--policy-file', '/no/such/file'],
      '/no/such/file cannot be read',
    ],
    [
      'an option of create',
      ['update', 'association', ...subject('x'), '--role-name', 'x'],
      "unknown option '--role-name'",
    ],
    ['a bad port', ['sandbox', '--port', '65536'], 'It must be a port'],
  ])('%s ends with 2', async (_what, args, words) => {
    const { code, stdout, stderr } = await rctl(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(words);
  });

  it.each([[['--help']], [['get', '--help']], [['create', 'association', '--help']]])(
    '%j is no failure',
    async (args) => {
      const { code, stdout, stderr } = await rctl(...args);
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toContain('Usage: rctl');
    },
  );
});

describe('the program', () => {
  const main = fileURLToPath(new URL('support/run-main.mjs', import.meta.url));
  const start = (args: string[], env: object = {}) =>
    spawn(process.execPath, [main, ...args], { env: { ...process.env, RCTL_CONFIG: computer.settings, ...env } });

  it('ends well when its reader goes away', async () => {
    const child = start(['get', 'service-accounts', '--cluster', cluster, '-o', 'json']);
    child.stdout.destroy();
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect([code, stderr]).toEqual([0, '']);
  });

  it('hands its exit code to the shell', async () => {
    const child = start(['get', 'clusters'], { PODPASS_TOKEN: 'wrong' });
    child.stdout.resume();
    child.stderr.resume();
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(4);
  });
});
