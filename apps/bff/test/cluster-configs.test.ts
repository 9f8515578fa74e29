import { randomUUID } from 'node:crypto';
import type { Blueprint, ClusterConfig, ConfigCheck, ConfigRevision } from '@podpass/inventory';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type Ask, jsonOf, startTestConsole, type TestConsole } from './test-console.ts';

let podpass: TestConsole;
let ann: Record<string, string>;
let bob: Record<string, string>;
let viewer: Record<string, string>;
beforeAll(async () => {
  podpass = await startTestConsole();
  ann = await podpass.as('admin');
  bob = await podpass.as('operator');
  viewer = await podpass.as('viewer');
});
afterAll(() => podpass.remove());

const good = `kind: Cluster
metadata:
  name: shop
  project: default
spec:
  type: eks
  blueprint: minimal
  cloudprovider: default
---
apiVersion: rafay.io/v1alpha5
kind: ClusterConfig
metadata:
  name: shop
  region: us-west-2
  version: "1.34"
`;

function ask(path: string, method = 'GET', body?: unknown, headers = ann): Promise<Answer> {
  return podpass.ask(`/api/v1${path}`, { method, headers, ...(body !== undefined && { body }) } satisfies Ask);
}

async function create(text = good): Promise<ClusterConfig> {
  const answer = await ask('/cluster-configs', 'POST', { text });
  expect(answer.status).toBe(201);
  return jsonOf<ClusterConfig>(answer);
}

function saveDraft(id: string, text: string, basedOn: number, as = ann): Promise<Answer> {
  return ask(`/cluster-configs/${id}/draft`, 'PUT', { text, basedOn }, as);
}

function save(id: string, text: string, basedOn: number, as = ann): Promise<Answer> {
  return ask(`/cluster-configs/${id}/revisions`, 'POST', { text, basedOn, note: 'because' }, as);
}

async function read(id: string): Promise<ClusterConfig> {
  return jsonOf<ClusterConfig>(await ask(`/cluster-configs/${id}`, 'GET', undefined, viewer));
}

describe('a configuration', () => {
  it('goes from draft to revisions and back to an old one', async () => {
    const { id, draft } = await create();
    expect(draft).toMatchObject({ text: good, version: 1 });
    const { items } = jsonOf<{ items: unknown[] }>(await ask('/cluster-configs', 'GET', undefined, viewer));
    expect(items[0]).toEqual({
      id,
      name: 'shop',
      region: 'us-west-2',
      kubernetesVersion: '1.34',
      project: 'default',
      cloudCredential: 'default',
      state: 'draft',
      head: 0,
      unsaved: true,
      problems: { errors: 0, warnings: expect.any(Number) },
      updatedAt: expect.any(String),
      updatedBy: 'admin',
    });
    expect(await save(id, good, 0)).toMatchObject({
      status: 200,
      json: { number: 1, text: good, author: 'admin', note: 'because' },
    });
    const other = good.replace('us-west-2', 'eu-west-1');
    expect(await saveDraft(id, other, 0)).toMatchObject({ status: 200, json: { version: 2 } });
    expect(await save(id, other, 1, bob)).toMatchObject({ json: { number: 2, author: 'operator' } });
    expect(await read(id)).toMatchObject({ head: 2, draft: null, unsaved: false, region: 'eu-west-1' });
    expect(await ask(`/cluster-configs/${id}/revisions`)).toMatchObject({
      json: { items: [{ number: 2, author: 'operator' }, { number: 1 }] },
    });
    const first = jsonOf<ConfigRevision>(await ask(`/cluster-configs/${id}/revisions/1`));
    expect(await save(id, first.text, 2)).toMatchObject({ json: { number: 3, text: good } });
    expect(await ask(`/cluster-configs/${id}`, 'DELETE')).toMatchObject({ status: 204 });
    for (const path of [`/cluster-configs/${id}`, `/cluster-configs/${id}/revisions`]) {
      expect(await ask(path)).toMatchObject({ status: 404, json: { code: 'config-not-found' } });
    }
  });

  it('comes back byte for byte, whatever characters and line ends it has', async () => {
    const part = fc.constantFrom('a: 1', '\r\n', '\n', '\uFEFF', '😀', '  ', '\t', '\u2028', '# ü', '"\\u0000"', '\r');
    const text = fc.oneof(
      fc.array(part, { maxLength: 12 }).map((parts) => parts.join('')),
      fc.string({ unit: 'binary', maxLength: 50 }).map((each) => each.replaceAll('\0', '')),
    );
    const { id } = await create('x: 1');
    let basedOn = 1;
    await fc.assert(
      fc.asyncProperty(text, async (written) => {
        const answer = await saveDraft(id, written, basedOn);
        expect([answer.status, answer.text]).toEqual([200, expect.anything()]);
        basedOn = jsonOf<{ version: number }>(answer).version;
        expect((await read(id)).draft?.text).toBe(written);
      }),
      { numRuns: 60 },
    );
    const saved = `\uFEFF${good.replaceAll('\n', '\r\n')}# 😀  `;
    expect(await save(id, saved, 0)).toMatchObject({ status: 200 });
    expect((await read(id)).revision?.text).toBe(saved);
  });

  it('is created once per key', async () => {
    const key = randomUUID();
    const body = { text: good, key };
    const answers = await Promise.all([1, 2, 3].map(() => ask('/cluster-configs', 'POST', body)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map(({ json }) => json?.['id'])).size).toBe(1);
  });

  it('of two that write the same, one wins and the other gets a conflict with who and when', async () => {
    const { id } = await create();
    const drafts = await Promise.all([saveDraft(id, 'a', 1, ann), saveDraft(id, 'b', 1, bob)]);
    expect(drafts.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    const { draft } = await read(id);
    const lost = drafts.find(({ status }) => status === 409);
    expect(lost?.json).toMatchObject({
      code: 'config-conflict',
      data: { conflict: { what: 'draft', version: 2, by: draft?.updatedBy, at: draft?.updatedAt } },
    });
    const saves = await Promise.all([save(id, good, 0, ann), save(id, `${good}# b\n`, 0, bob)]);
    expect(saves.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    expect((await read(id)).head).toBe(1);
  });

  it('must have no errors to be saved, and says which it has', async () => {
    const { id } = await create();
    const answer = await save(id, good.replace('region:', 'regoin:'), 0);
    expect(answer).toMatchObject({ status: 422, json: { code: 'config-invalid' } });
    const { data } = jsonOf<{ data: { diagnostics: ConfigCheck['diagnostics'] } }>(answer);
    expect(data.diagnostics).toContainEqual(
      expect.objectContaining({
        code: 'key-unknown',
        range: expect.objectContaining({ start: { line: 14, column: 3 } }),
      }),
    );
    expect((await read(id)).head).toBe(0);
    const check = jsonOf<ConfigCheck>(await ask('/cluster-configs/validate', 'POST', { text: 'a: [' }, viewer));
    expect(check).toMatchObject({ valid: false, omitted: 0 });
    expect(await ask('/cluster-configs/validate', 'POST', { text: good })).toMatchObject({ json: { valid: true } });
  });

  it('is validated by what EKS offers, as far as EKS says, and saved without asking', async () => {
    const text = good.replace('1.34', '1.33').concat(`addons:
- name: eks-pod-identity-agent
  version: v0.0.1
- name: external-dns
  podIdentityAssociations:
  - namespace: external-dns
    serviceAccountName: dns
    roleARN: arn:aws:iam::111122223333:role/dns
`);
    const codes = async (asked = text) =>
      jsonOf<ConfigCheck>(await ask('/cluster-configs/validate', 'POST', { text: asked }, viewer)).diagnostics.map(
        ({ code, severity }) => `${severity} ${code}`,
      );
    const fault = { service: 'eks', error: 'AccessDeniedException' };
    await podpass.control('faults', 'POST', { ...fault, operation: 'DescribeAddonVersions' });
    expect(await codes()).toEqual([]);
    await podpass.control('faults', 'POST', { ...fault, operation: 'DescribeAddonConfiguration' });
    expect(await codes()).toEqual(['warning addon-version-unknown']);
    await podpass.control('faults', 'DELETE');
    expect(await codes()).toEqual(['warning addon-version-unknown', 'warning addon-service-account-unknown']);
    expect(await codes(good.replace('1.34', '1.29'))).toEqual(['warning kubernetes-version-unknown']);
    expect(await codes(good.replace('us-west-2', 'eu-west-1').replace('1.34', '1.29'))).toEqual([]);

    await podpass.control('faults', 'POST', { ...fault, operation: '*', times: 100 });
    const { id } = await create(text);
    expect((await save(id, text, 0)).status).toBe(200);
    await podpass.control('faults', 'DELETE');
  });

  it.each<[string, unknown, number, string]>([
    ['NUL', 'a: \0', 400, 'NUL'],
    ['half a character', 'a: \ud83d', 400, 'half of a character'],
    ['no text', 5, 400, 'string'],
    ['more than 1 MiB', 'ä'.repeat(524_289), 413, '1 MiB'],
    ['more than 1 MiB, written with escapes', '\u0001'.repeat(1_048_577), 413, '1 MiB'],
    ['more than the server reads', 'x'.repeat(9 * 1024 * 1024), 413, '8 MiB'],
  ])('with %s is refused everywhere, and nothing changes', async (_case, text, status, says) => {
    const { id } = await create();
    for (const [path, method, body] of [
      ['/cluster-configs', 'POST', { text }],
      ['/cluster-configs/validate', 'POST', { text }],
      [`/cluster-configs/${id}/draft`, 'PUT', { text, basedOn: 1 }],
      [`/cluster-configs/${id}/revisions`, 'POST', { text, basedOn: 0 }],
    ] as const) {
      const answer = await ask(path, method, body);
      expect([path, answer.status]).toEqual([path, status]);
      expect(answer.text).toContain(says);
    }
    expect(await read(id)).toMatchObject({ head: 0, draft: { version: 1 } });
  });

  it('of exactly 1 MiB is kept, and other routes answer while a hostile text is checked', async () => {
    const hostile = `${'[a, '.repeat(50_000)}\n${'- &a [*a, *a]\n'.repeat(40_000)}`.padEnd(1024 * 1024, ' #');
    const checking = ask('/cluster-configs', 'POST', { text: hostile });
    let slowest = 0;
    let done = false;
    void checking.finally(() => (done = true));
    while (!done) {
      const began = performance.now();
      expect(await ask('/session')).toMatchObject({ status: 200 });
      slowest = Math.max(slowest, performance.now() - began);
    }
    expect(slowest).toBeLessThan(1_000);
    const answer = await checking;
    expect(answer.status).toBe(201);
    const { id } = jsonOf<ClusterConfig>(answer);
    expect((await read(id)).draft?.text).toBe(hostile);
    expect((await ask('/cluster-configs')).text.length).toBeLessThan(100_000);
  });

  it('that somebody deletes while it is edited is said to be gone', async () => {
    const { id } = await create();
    expect(await ask(`/cluster-configs/${id}`, 'DELETE', undefined, bob)).toMatchObject({ status: 204 });
    for (const answer of [
      await saveDraft(id, 'x', 1),
      await save(id, good, 0),
      await ask(`/cluster-configs/${id}/draft`, 'DELETE'),
      await ask(`/cluster-configs/${id}`, 'DELETE'),
      await ask(`/cluster-configs/${id}/revisions/1`),
    ]) {
      expect(answer).toMatchObject({ status: 404, json: { code: 'config-not-found' } });
    }
  });

  it('has no revision that was never saved', async () => {
    const { id } = await create();
    expect(await ask(`/cluster-configs/${id}/revisions/1`)).toMatchObject({
      status: 404,
      json: { code: 'config-revision-not-found' },
    });
    for (const number of ['0', '-1', '1.5', 'x', '99999999999']) {
      expect((await ask(`/cluster-configs/${id}/revisions/${number}`)).status).toBe(400);
    }
  });

  it('leaves its history in the audit log', async () => {
    const { id } = await create();
    await saveDraft(id, 'mine', 1);
    await saveDraft(id, 'yours', 2, bob);
    await save(id, good, 0, bob);
    await ask(`/cluster-configs/${id}`, 'DELETE');
    const { items } = jsonOf<{ items: { action: string; after: unknown; before: unknown; actor: string }[] }>(
      await ask('/audit?limit=5'),
    );
    const ofThis = items.filter(({ before }) => JSON.stringify(before).includes(id));
    expect(ofThis.map(({ action, actor }) => `${actor} ${action}`)).toEqual([
      'admin delete-configuration',
      'operator save-configuration-revision',
      'operator edit-configuration-draft',
      'admin create-configuration',
    ]);
    expect(ofThis[0]?.before).toMatchObject({ revision: { number: 1, lines: good.split('\n') } });
    expect(ofThis[2]).toMatchObject({ before: { draft: { lines: ['mine'] } }, after: { draft: { lines: ['yours'] } } });
  });
});

describe('blueprints', () => {
  const ingress = 'ingress-controller-v1';

  it('come with two that cannot be changed', async () => {
    expect(await ask('/blueprints', 'GET', undefined, viewer)).toMatchObject({
      json: {
        items: [
          { name: 'default', builtIn: true, latest: 'latest' },
          { name: 'minimal', builtIn: true },
        ],
      },
    });
    expect(await ask('/blueprints/default')).toMatchObject({
      json: { versions: [{ components: { [ingress]: true } }] },
    });
    const refused = await ask('/blueprints/default/versions', 'POST', { components: {} });
    expect(refused, refused.text).toMatchObject({
      status: 409,
      json: { code: 'blueprint-read-only' },
    });
    expect(await ask('/blueprints', 'POST', { name: 'minimal', components: {} })).toMatchObject({
      json: { code: 'blueprint-exists' },
    });
  });

  it('are made of others, and grow by versions that differ', async () => {
    const basedOn = { name: 'default', version: 'latest' };
    const created = await ask('/blueprints', 'POST', { name: 'quiet', basedOn, components: { [ingress]: false } });
    expect(created.status).toBe(201);
    const { versions } = jsonOf<Blueprint>(created);
    expect(versions).toMatchObject([{ version: 'v1', components: { [ingress]: false, monitoring: true } }]);
    const next = { components: { monitoring: false }, note: 'less' };
    const added = [
      await ask('/blueprints/quiet/versions', 'POST', next),
      await ask('/blueprints/quiet/versions', 'POST', next),
    ];
    for (const answer of added) {
      expect(answer).toMatchObject({
        status: 201,
        json: {
          latest: 'v2',
          versions: [
            { version: 'v2', note: 'less', components: { [ingress]: false, monitoring: false } },
            { version: 'v1' },
          ],
        },
      });
    }
    expect(await ask('/blueprints', 'POST', { name: 'quiet', components: {} })).toMatchObject({ status: 409 });
    expect(
      await ask('/blueprints', 'POST', { name: 'y', basedOn: { name: 'quiet', version: 'v9' }, components: {} }),
    ).toMatchObject({
      status: 404,
      json: { code: 'blueprint-not-found' },
    });
    for (const components of [{ nope: true }, { [ingress]: 'yes' }, []]) {
      expect((await ask('/blueprints', 'POST', { name: 'z', components })).status).toBe(400);
    }
  });

  it('decide whether a configuration with the agent can be saved', async () => {
    await ask('/blueprints', 'POST', { name: 'loud', components: {} });
    const agent = `${good}addons:\n- name: eks-pod-identity-agent\n`;
    const codes = async (blueprint: string) => {
      const text = agent.replace('minimal', blueprint);
      const check = jsonOf<ConfigCheck>(await ask('/cluster-configs/validate', 'POST', { text }));
      return check.diagnostics.map(({ code }) => code);
    };
    expect(await codes('loud')).toContain('ingress-with-agent');
    expect(await codes('minimal')).not.toContain('ingress-with-agent');
  });
});

describe('what provisioning a hostile text would do', () => {
  const many = (count: number, line: string) => line.repeat(count);
  it.each<[string, string, string | RegExp]>([
    ['an alias bomb', `${good}x: &a [b]\n${many(40, '- &a [*a, *a]\n')}`, 'configuration, line 1'],
    [
      'aliases of aliases',
      `a: &a {k: v}\n${Array.from({ length: 60 }, (_, n) => `b${n}: &b${n} [*a, *a, *a]\n`).join('')}`,
      /configuration(, line \d|: )/,
    ],
    ['deep nesting', `${good}iam: ${many(10_000, '[')}`, /config-invalid|configuration, line \d/],
    ['tabs', `${good}iam:\n\twithOIDC: true\n`, 'configuration, line 17'],
    ['a byte order mark amid the text', `${good}\uFEFFiam: {}\n`, 'config-invalid'],
    [
      'keys of prototypes',
      `${good}iam: {__proto__: {polluted: 1}, constructor: {prototype: {polluted: 1}}}\n`,
      'config-invalid',
    ],
    ['documents twice', `${good}---\n${good}`, /config-invalid|configuration, line \d/],
    [
      'binary',
      String.fromCharCode(...Array.from({ length: 400 }, (_, n) => (n % 255) + 1)),
      /configuration(, line \d|: )/,
    ],
    ['nothing', '', /configuration(, line \d|: )/],
    [
      '400,000 lines of aliases',
      `${many(50_000, '[a, ')}\n${many(40_000, '- &a [*a, *a]\n')}`,
      /config-check-timeout|configuration, line \d/,
    ],
    ['more than is kept', 'x: y\n'.repeat(400_000), 'config-too-large'],
    ['more than is read', 'x'.repeat(10 * 1024 * 1024), 'too-large'],
  ])('is told in words: %s', { timeout: 60_000 }, async (_what, text, words) => {
    const asking = ask('/cluster-configs/provision/plan', 'POST', { text });
    expect(await ask('/session'), 'others are answered meanwhile').toMatchObject({ status: 200 });
    const answer = await asking;
    expect(answer.status).toBeLessThan(500);
    expect(answer.text).toMatch(words);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it.each([
    ['an alias bomb', `${good}x: &a [b]\n${many(40, '- &a [*a, *a]\n')}`],
    ['deep nesting', `${good}iam: ${many(10_000, '[')}`],
    ['keys of prototypes', `${good}iam: {__proto__: {polluted: 1}}\n`],
    ['documents twice', `${good}---\n${good}`],
  ])('stays undone where it is only a draft: %s', { timeout: 60_000 }, async (_what, text) => {
    const { id } = await create(text);
    const saved = await save(id, text, 0);
    expect([saved.status, saved.text]).toEqual([422, expect.stringContaining('config-invalid')]);
    const operations = (await ask('/operations')).text;
    for (const route of ['provision/plan', 'provision']) {
      const answer = await ask(`/cluster-configs/${id}/${route}`, 'POST', {});
      expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('has no saved revision yet')]);
      const numbered = await ask(`/cluster-configs/${id}/${route}`, 'POST', { revision: 1 });
      expect([numbered.status, numbered.text]).toEqual([404, expect.stringContaining('config-revision-not-found')]);
    }
    expect((await ask('/operations')).text).toBe(operations);
  });
});

describe('lists', () => {
  /** Page after page, two at a time. */
  async function pagesOf(path: string, cursor: string): Promise<Record<string, unknown>[][]> {
    const pages: Record<string, unknown>[][] = [];
    const more = path.includes('?') ? '&' : '?';
    for (let next: string | number | undefined = ''; next !== undefined; ) {
      const from = next === '' ? '' : `&${cursor}=${encodeURIComponent(next)}`;
      const answer = await ask(`${path}${more}limit=2${from}`, 'GET', undefined, viewer);
      expect([answer.status, answer.text]).toEqual([200, expect.anything()]);
      const page = jsonOf<{ items: Record<string, unknown>[]; next?: string | number }>(answer);
      pages.push(page.items);
      next = page.next;
    }
    return pages;
  }

  it('of configurations, of their revisions and of blueprints come page by page, each item once', async () => {
    const of = good.replaceAll('name: shop', 'name: paged');
    const ids: string[] = [];
    for (let each = 0; each < 5; each += 1) ids.push((await create(`${of}# ${each}\n`)).id);
    const configs = await pagesOf('/cluster-configs?name=paged&region=us-west-2', 'after');
    expect(configs.map(({ length }) => length)).toEqual([2, 2, 1]);
    expect(configs.flat().map(({ id }) => id)).toEqual(ids.toReversed());
    expect(await pagesOf('/cluster-configs?name=paged&region=eu-west-1', 'after')).toEqual([[]]);

    const [id = ''] = ids;
    for (let number = 0; number < 3; number += 1) await save(id, `${of}# revision ${number}\n`, number);
    const revisions = await pagesOf(`/cluster-configs/${id}/revisions`, 'before');
    expect(revisions.map((page) => page.map(({ number }) => number))).toEqual([[3, 2], [1]]);

    for (const name of ['paged-b', 'paged-a']) await ask('/blueprints', 'POST', { name, components: {} });
    const blueprints = (await pagesOf('/blueprints', 'after')).map((page) => page.map(({ name }) => name));
    expect(blueprints[0]).toEqual(['default', 'minimal']);
    const { items } = jsonOf<{ items: { name: string }[] }>(await ask('/blueprints?limit=200'));
    expect(blueprints.flat()).toEqual(items.map(({ name }) => name));
    expect(blueprints.flat()).toEqual(expect.arrayContaining(['paged-a', 'paged-b']));
    expect(await ask('/blueprints?after=default&limit=1')).toMatchObject({
      json: { items: [{ name: 'minimal' }], next: 'minimal' },
    });
  });

  it.each([
    '/cluster-configs?after=x',
    `/cluster-configs?after=2026-99-99T00:00:00.000Z_${randomUUID()}`,
    `/cluster-configs?after=2026-01-01T00:00:00.000Z_${'x'.repeat(36)}`,
    '/operations?after=x',
    `/operations?after=2026-01-01T00:00:00.000Z_${'x'.repeat(36)}`,
    '/cluster-configs?limit=0',
    '/cluster-configs?limit=201',
    `/cluster-configs/${randomUUID()}/revisions?before=0`,
    '/blueprints?after=Nobody!',
    '/blueprints?limit=many',
  ])('refuse %s in words', async (path) => {
    expect(await ask(path)).toMatchObject({ status: 400, json: { code: 'invalid-input' } });
  });
});
