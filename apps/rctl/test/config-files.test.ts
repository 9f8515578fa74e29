import { spawn } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Computer, newComputer, type Outcome } from './support/rctl.ts';

const roleARN = 'arn:aws:iam::111122223333:role/nginx';
const CONFIG = `# the shop's cluster
apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: {name: shop, region: us-west-2}
addons:
- name: eks-pod-identity-agent # needed
iam:
  withOIDC: true
  podIdentityAssociations:
  # the front
  - namespace: shop
    serviceAccountName: storefront
    roleARN: arn:aws:iam::111122223333:role/storefront
  serviceAccounts:
  - metadata: {name: orders, namespace: shop}
    attachRoleARN: arn:aws:iam::111122223333:role/orders
  - metadata: {name: batch, namespace: shop}
    roleOnly: true
    wellKnownPolicies: {autoScaler: true}
`;

let folder: string;
let file: string;
let computer: Computer;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rctl-config-'));
  file = join(folder, 'cluster.yaml');
  computer = newComputer();
});
beforeEach(() => writeFileSync(file, CONFIG));
afterAll(() => {
  computer.remove();
  rmSync(folder, { recursive: true, force: true });
});

// No console runs: these commands need none.
const rctl = (...args: string[]) => computer.rctlWith({ PODPASS_SERVER: 'http://127.0.0.1:1' }, ...args);
const json = ({ stdout }: Outcome): unknown => JSON.parse(stdout);
const put = (name: string, content: string | Buffer): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const account = (name: string, namespace = 'shop') => ['-n', namespace, '--service-account', name];
const written = () => readFileSync(file, 'utf8');

describe('rctl validate', () => {
  it('finds nothing in a sound file', async () => {
    expect(json(await rctl('validate', '-f', file, '-o', 'json'))).toEqual({ valid: true, diagnostics: [] });
    expect(await rctl('validate', '-f', file)).toMatchObject({ code: 0, stdout: '', stderr: `${file} is valid.\n` });
  });

  it('says every error at once, with lines and columns from 1 and its fix', async () => {
    const wrong = put('wrong.yaml', CONFIG.replace('withOIDC: true', 'withOidc: yes').replace('roleARN:', 'roleArn:'));
    const outcome = await rctl('validate', '-f', wrong, '-o', 'json');
    expect(outcome.code).toBe(3);
    const { valid, diagnostics } = json(outcome) as { valid: boolean; diagnostics: unknown[] };
    expect(valid).toBe(false);
    expect(diagnostics[0]).toEqual({
      code: 'key-unknown',
      severity: 'error',
      message: 'The key "withOidc" is not known here. Did you mean withOIDC?',
      range: { start: { line: 8, column: 3 }, end: { line: 8, column: 11 } },
      fix: {
        title: 'Change to withOIDC',
        edits: [
          {
            range: { start: { line: 8, column: 3 }, end: { line: 8, column: 11 } },
            start: CONFIG.indexOf('withOIDC'),
            end: CONFIG.indexOf('withOIDC') + 8,
            newText: 'withOIDC',
          },
        ],
      },
    });
    expect(diagnostics).toContainEqual(expect.objectContaining({ code: 'key-unknown', severity: 'error' }));
    expect(outcome.stderr).toContain(`${wrong} has 3 errors`);
  });

  it('prints a table for people', async () => {
    const { code, stdout } = await rctl('validate', '-f', put('wrong.yaml', CONFIG.replace('iam:', 'iams:')));
    expect(code).toBe(3);
    expect(stdout).toMatch(/LINE:COLUMN +SEVERITY +CODE +MESSAGE +FIX/);
    expect(stdout).toMatch(/7:1 +error +key-unknown +The key "iams" is not known here/);
  });

  it('ends with 0 where there are warnings alone', async () => {
    const bom = put('bom.yaml', `\uFEFF${CONFIG}`);
    const outcome = await rctl('validate', '-f', bom, '-o', 'json');
    expect(outcome.code).toBe(0);
    expect(json(outcome)).toMatchObject({ valid: true, diagnostics: [{ code: 'byte-order-mark' }] });
    expect(outcome.stderr).toContain('is valid with 1 warning');
  });

  it.each<[string, string | Buffer, string]>([
    ['an empty file', '', 'document-missing'],
    ['ten megabytes', 'a: b\n'.repeat(2_000_000), 'input-too-large'],
    ['a binary', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0x02, 0x00, 0xff]), 'input-not-text'],
    ['another encoding', Buffer.from('# caf\u00e9\n', 'latin1'), 'input-not-text'],
    ['broken syntax', 'a: [1\nb: "\n', 'yaml-syntax'],
  ])('says of %s what it is', async (_what, content, diagnosticCode) => {
    const outcome = await rctl('validate', '-f', put('hostile.yaml', content), '-o', 'json');
    expect(outcome.code).toBe(3);
    expect(json(outcome)).toMatchObject({
      valid: false,
      diagnostics: expect.arrayContaining([expect.objectContaining({ code: diagnosticCode })]) as unknown,
    });
  });

  it('reads standard input, and hands its exit code to the shell', async () => {
    expect(await asProcess(['validate', '-f', '-', '-o', 'json'], CONFIG)).toMatchObject({
      code: 0,
      stdout: `${JSON.stringify({ valid: true, diagnostics: [] }, null, 2)}\n`,
    });
    expect((await asProcess(['validate', '-f', '-'], 'a: [')).code).toBe(3);
  }, 60_000);
});

describe('rctl spec add-association', () => {
  const ADDED = ['  - namespace: dev', '    serviceAccountName: nginx', `    roleARN: ${roleARN}`].join('\n');

  it('adds its lines and leaves every other byte', async () => {
    const { code, stdout } = await rctl(
      'spec',
      'add-association',
      '-f',
      file,
      ...account('nginx', 'dev'),
      '--role-arn',
      roleARN,
    );
    expect([code, stdout]).toEqual([0, `${file}: lines 14-16\n`]);
    expect(written()).toBe(CONFIG.replace('  serviceAccounts:', `${ADDED}\n  serviceAccounts:`));
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('keeps the byte order mark, line ends, mode and a symbolic link', async () => {
    const odd = `\uFEFF${CONFIG.replaceAll('\n', '\r\n')}`.trimEnd();
    const real = put('real.yaml', odd);
    chmodSync(real, 0o640);
    const link = join(folder, 'link.yaml');
    symlinkSync('real.yaml', link);
    const outcome = await rctl('spec', 'remove-association', '-f', link, ...account('storefront'), '-o', 'json');
    expect(outcome.code).toBe(0);
    expect(json(outcome)).toMatchObject({ file: link, lines: { first: 9, last: 10 }, valid: true });
    const after = readFileSync(real, 'utf8');
    expect(after.startsWith('\uFEFF# the shop')).toBe(true);
    expect(after.replaceAll('\r\n', '')).not.toContain('\n');
    expect(after.endsWith('autoScaler: true}')).toBe(true);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(statSync(real).mode & 0o777).toBe(0o640);
  });

  it('writes every field under its name in the format', async () => {
    const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
    const policy = put('policy.json', JSON.stringify({ Version: '2012-10-17', Statement: [statement] }, null, 2));
    const options = ['--policy-arn', 'arn:aws:iam::aws:policy/ReadOnlyAccess', '--policy-file', policy];
    const more = ['--well-known', 'certManager', '--role-name', 'made', '--tag', 'team=a', '--create-service-account'];
    const session = ['--disable-session-tags', '--session-policy', policy];
    const target = ['--target-role-arn', 'arn:aws:iam::444455556666:role/far'];
    const outcome = await rctl(
      'spec',
      'add-association',
      '-f',
      file,
      ...account('x'),
      ...options,
      ...more,
      ...session,
      ...target,
    );
    expect(outcome).toMatchObject({ code: 0 });
    const added = [
      '  - namespace: shop',
      '    serviceAccountName: x',
      '    createServiceAccount: true',
      '    roleName: made',
      '    permissionPolicyARNs:',
      '    - arn:aws:iam::aws:policy/ReadOnlyAccess',
      '    permissionPolicy:',
      '      Version: "2012-10-17"',
      '      Statement:',
      '      - Effect: Allow',
      '        Action: s3:GetObject',
      '        Resource: "*"',
      '    wellKnownPolicies:',
      '      certManager: true',
      '    tags:',
      '      team: a',
      '    targetRoleARN: arn:aws:iam::444455556666:role/far',
      '    disableSessionTags: true',
      `    policy: ${JSON.stringify(JSON.stringify({ Version: '2012-10-17', Statement: [statement] }))}`,
    ];
    expect(written()).toBe(CONFIG.replace('  serviceAccounts:', `${added.join('\n')}\n  serviceAccounts:`));
  });

  it('is not held up by errors that stood on its line before', async () => {
    writeFileSync(file, 'apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\niam: {withOidc: true}\n');
    const outcome = await rctl('spec', 'add-association', '-f', file, ...account('z'), '--role-arn', roleARN);
    expect(outcome).toMatchObject({ code: 0, stdout: `${file}: line 3\n` });
    expect(outcome.stderr).toContain('key-unknown');
  });

  it('says what the rest of the file still lacks', async () => {
    writeFileSync(file, CONFIG.replace(/addons:\n.*\n/, '').replace(/ {2}podIdentity[^]*(?= {2}serviceAccounts)/, ''));
    const outcome = await rctl('spec', 'add-association', '-f', file, ...account('y'), '--role-arn', roleARN);
    expect(outcome.code).toBe(0);
    expect(outcome.stderr).toContain('Warning:');
    expect(outcome.stderr).toContain('association-agent-missing');
  });
});

describe('rctl spec migrate-irsa', () => {
  it('moves the entry', async () => {
    const outcome = await rctl('spec', 'migrate-irsa', '-f', file, ...account('orders'), '-o', 'json');
    expect(json(outcome)).toMatchObject({ valid: true, lines: { first: 14, last: 18 }, left: [] });
    expect(written()).toContain(
      '  - namespace: shop\n    serviceAccountName: orders\n    createServiceAccount: true\n    roleARN: arn:aws:iam::111122223333:role/orders\n  serviceAccounts:\n  - metadata: {name: batch',
    );
  });
});

describe('rctl spec leaves the file as it was', () => {
  const add = ['add-association', '--role-arn', roleARN];
  it.each<[string, string[], string[], number, string]>([
    ['that has such an association', add, account('storefront'), 3, 'shop/storefront has an association already'],
    ['without such an association', ['remove-association'], account('none'), 1, 'association-unknown'],
    ['without such an IRSA entry', ['migrate-irsa'], account('none'), 1, 'service-account-unknown'],
    ['whose IRSA entry is a role alone', ['migrate-irsa'], account('batch'), 3, 'service-account-role-only'],
    ['for an ARN that is none', ['add-association', '--role-arn', 'nginx'], account('x'), 3, 'association-arn-invalid'],
    ['for a name that is none', add, account('Not_A_Name'), 3, 'association-name-invalid'],
    ['for an association without permissions', ['add-association'], account('x'), 3, 'association-permissions-missing'],
    ['for two kinds of role', [...add, '--well-known', 'certManager'], account('x'), 3, 'association-role-exclusive'],
    [
      'for a policy that is no file',
      ['add-association', '--policy-file', '/none'],
      account('x'),
      2,
      '/none cannot be read',
    ],
    [
      'without a service account',
      ['remove-association'],
      ['-n', 'shop'],
      2,
      "required option '--service-account <name>'",
    ],
  ])('%s', async (_what, [verb = '', ...options], who, exitCode, words) => {
    const outcome = await rctl('spec', verb, '-f', file, ...who, ...options);
    expect([outcome.code, outcome.stdout]).toEqual([exitCode, '']);
    expect(outcome.stderr).toContain(words);
    expect(written()).toBe(CONFIG);
  });

  it.each<[string, string | Buffer, string]>([
    ['binary', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0x00]), 'input-not-text'],
    ['of ten megabytes', Buffer.alloc(10_000_000, 'a: b\n'), 'input-too-large'],
    ['whose syntax is broken', `${CONFIG}x: [1\n`, 'yaml-syntax'],
    ['without a configuration', 'kind: Pod\n', 'no-configuration'],
  ])('that is %s', async (_what, content, code) => {
    const bad = put('bad.yaml', content);
    const outcome = await rctl('spec', 'add-association', '-f', bad, ...account('x'), '--role-arn', roleARN);
    expect([outcome.code, outcome.stdout]).toEqual([3, '']);
    expect(outcome.stderr).toContain(code);
    expect(readFileSync(bad).equals(Buffer.from(content))).toBe(true);
  });

  it.each<[string, string, string]>([
    ['is missing', '/no/such/file.yaml', 'cannot be read'],
    ['is a directory', tmpdir(), 'It is a directory.'],
    ['is standard input', '-', 'It is edited in place'],
  ])('that %s', async (_what, path, words) => {
    for (const args of [['remove-association'], ['migrate-irsa']]) {
      const outcome = await rctl('spec', ...args, '-f', path, ...account('x'));
      expect([outcome.code, outcome.stdout]).toEqual([2, '']);
      expect(outcome.stderr).toContain(words);
    }
    if (path !== '-') expect((await rctl('validate', '-f', path)).code).toBe(2);
  });
});

/** The program itself, with something on its standard input. */
async function asProcess(args: string[], input: string): Promise<Outcome> {
  const main = fileURLToPath(new URL('support/run-main.mjs', import.meta.url));
  const child = spawn(process.execPath, [main, ...args]);
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].on('data', (chunk: Buffer) => (said[stream] += chunk.toString()));
  child.stdin.end(input);
  const code = await new Promise<number>((resolve) => child.once('close', (status) => resolve(status ?? -1)));
  return { code, ...said };
}
