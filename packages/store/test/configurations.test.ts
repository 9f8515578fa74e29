import { createHash, randomUUID } from 'node:crypto';
import { type BlueprintComponents, blueprintComponents } from '@podpass/inventory';
import { type ConfigContent, type ConfigWrite, openStore, type Store, type Writer } from '@podpass/store';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { query, startTestServer, type TestServer } from './database.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.remove());

let databaseUrl: string;
let store: Store;
let other: Store;
beforeEach(async () => {
  databaseUrl = await server.database();
  store = await openStore({ databaseUrl });
  other = await openStore({ databaseUrl });
});
afterEach(async () => {
  await store.close();
  await other.close();
});

const ann = writer('ann');
const bob = writer('bob');
let clock = 0;

function writer(by: string): () => Writer {
  return () => ({ by, at: new Date(Date.UTC(2026, 0, 1) + clock++).toISOString() });
}

function content(text: string): ConfigContent {
  const about = { name: text.slice(0, 10), region: 'r', kubernetesVersion: null, project: '', cloudCredential: '' };
  const digest = createHash('sha256').update(text).digest('hex');
  return { text, digest, about: { ...about, problems: { errors: text.length, warnings: 0 } } };
}

/** Writes an entry for each write, and keeps what it was told. */
function audited(): { writes: ConfigWrite[]; audit: (write: ConfigWrite) => ReturnType<typeof entry> } {
  const writes: ConfigWrite[] = [];
  return { writes, audit: (write) => (writes.push(write), entry(write.name)) };
}

function entry(target: string) {
  return {
    at: '2026-01-02T00:00:00.000Z',
    actor: 'ann',
    role: 'admin',
    action: 'x',
    target,
    outcome: 'done',
    awsRequestIds: [],
  };
}

const { audit } = audited();
const all = { limit: 200 };

async function draft(text = 'one'): Promise<string> {
  const id = randomUUID();
  await store.configs.create({ id, content: content(text), writer: ann() }, audit);
  return id;
}

async function saved(...texts: string[]): Promise<string> {
  const id = await draft(texts[0]);
  for (const [basedOn, text] of texts.entries()) await save(id, text, basedOn);
  return id;
}

function save(id: string, text: string, basedOn: number, by = ann, from = store) {
  return from.configs.saveRevision({ id, content: content(text), basedOn, note: `n${basedOn}`, writer: by() }, audit);
}

function edit(id: string, text: string, basedOn: number, by = ann, from = store) {
  return from.configs.saveDraft({ id, content: content(text), basedOn, writer: by() }, audit);
}

describe('a configuration', () => {
  it('begins as a draft, and is listed without its text', async () => {
    const id = randomUUID();
    const { config, created } = await store.configs.create({ id, content: content('one'), writer: ann() }, audit);
    expect(created).toBe(true);
    expect(config).toMatchObject({ id, name: 'one', state: 'draft', head: 0, unsaved: true, updatedBy: 'ann' });
    expect(config).toMatchObject({ draft: { text: 'one', version: 1, base: 0, updatedBy: 'ann' }, revision: null });
    expect(await store.configs.get(id)).toEqual(config);
    const { draft: _draft, revision: _revision, ...summary } = config;
    expect(await store.configs.list(all)).toEqual([summary]);
    expect(await store.configs.revisions(id, all)).toEqual([]);
    expect(await store.configs.revisions(randomUUID(), all)).toBeUndefined();
    expect(await store.configs.get(randomUUID())).toBeUndefined();
  });

  it('is created once per key, also when two replicas are asked at once', async () => {
    const key = randomUUID();
    const { writes, audit: counted } = audited();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        (i % 2 === 0 ? store : other).configs.create(
          { id: randomUUID(), key, content: content(`text ${i}`), writer: ann() },
          counted,
        ),
      ),
    );
    expect(answers.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(answers.map(({ config }) => config.id)).size).toBe(1);
    expect(await store.configs.list(all)).toHaveLength(1);
    expect(writes).toHaveLength(1);
  });

  it('keeps any text of characters as it is', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 }).map((each) => each.replaceAll('\0', ''));
    await fc.assert(
      fc.asyncProperty(text, fc.constantFrom('', '\uFEFF', '\r\n', ' ', '\u{1F600}'), async (body, end) => {
        const whole = end + body + end;
        const id = await draft(whole);
        expect((await store.configs.get(id))?.draft?.text).toBe(whole);
        await save(id, whole, 0);
        expect((await store.configs.revision(id, 1))?.text).toBe(whole);
      }),
      { numRuns: 40 },
    );
  });

  it('lists the last changed first, and a thousand without reading texts', async () => {
    const first = await draft('first');
    await query(
      databaseUrl,
      `insert into cluster_config (id, updated_at, updated_by, head, draft_text, draft_digest, draft_about, draft_version)
       select gen_random_uuid(), '2025-01-01', 'x', 0, repeat('y', 100000), 'd', draft_about, 1
       from cluster_config, generate_series(1, 1000)`,
    );
    const began = performance.now();
    const listed = await store.configs.list({ limit: 2_000 });
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(listed).toHaveLength(1_001);
    expect(listed[0]?.id).toBe(first);
    expect(JSON.stringify(listed)).not.toContain('yyy');
  });

  it('is listed on one page, also where many were changed in the same moment', async () => {
    const moment = writer('ann')();
    const ids = Array.from({ length: 7 }, () => randomUUID());
    for (const [at, id] of ids.entries()) {
      const changed = at < 5 ? moment : ann();
      await store.configs.create({ id, content: content(`text ${at}`), writer: changed }, audit);
    }
    const whole = await store.configs.list(all);
    const pages: string[][] = [];
    for (let after: (typeof whole)[number] | undefined; ; ) {
      const page = await store.configs.list({ after, limit: 3 });
      pages.push(page.map(({ id }) => id));
      after = page.at(-1);
      if (page.length < 3) break;
    }
    expect(pages.map(({ length }) => length)).toEqual([3, 3, 1]);
    expect(pages.flat()).toEqual(whole.map(({ id }) => id));
    expect(pages.flat().toSorted()).toEqual(ids.toSorted());
  });

  it('is found by the cluster that its draft names, or its revision where it has none', async () => {
    const id = await saved('one');
    const names = async (name: string, region = 'r') =>
      (await store.configs.list({ name, region, limit: 9 })).map((each) => each.id);
    expect(await names('one')).toEqual([id]);
    expect(await names('one', 'elsewhere')).toEqual([]);
    await edit(id, 'two', 0);
    expect([await names('one'), await names('two')]).toEqual([[], [id]]);
  });
});

describe('drafts', () => {
  it('of two writers with the same basis, one wins and the other is told who and when', async () => {
    const id = await draft();
    for (let basedOn = 1; basedOn <= 10; basedOn++) {
      const answers = await Promise.allSettled([
        edit(id, `ann ${basedOn}`, basedOn, ann),
        edit(id, `bob ${basedOn}`, basedOn, bob, other),
      ]);
      const now = (await store.configs.get(id))?.draft;
      expect(now?.version).toBe(basedOn + 1);
      const lost = answers.filter((answer) => answer.status === 'rejected');
      expect(lost).toHaveLength(1);
      expect(lost[0]?.reason).toMatchObject({
        code: 'config-conflict',
        data: { what: 'draft', version: basedOn + 1, by: now?.updatedBy, at: now?.updatedAt },
      });
      expect(now?.text).toBe(`${now?.updatedBy} ${basedOn}`);
    }
  });

  it('answers a repeated save with what is there', async () => {
    const id = await draft();
    const answer = await edit(id, 'two', 1);
    expect(await edit(id, 'two', 1)).toEqual(answer);
    expect(answer.version).toBe(2);
  });

  it('never have a version twice: who edited a draft that is gone does not overwrite the next', async () => {
    const id = await saved('one');
    const { version } = await edit(id, 'two', 0);
    await store.configs.discardDraft({ id, writer: bob() }, audit);
    await expect(edit(id, 'three', version)).rejects.toMatchObject({
      code: 'config-conflict',
      data: { version: 0, by: 'bob' },
    });
    expect(await edit(id, 'three', 0, bob)).toMatchObject({ version: version + 1 });
    await expect(edit(id, 'four', version)).rejects.toMatchObject({ data: { version: version + 1, by: 'bob' } });
  });

  it('know which revision they started from', async () => {
    const id = await saved('one', 'two');
    await store.configs.saveDraft({ id, content: content('x'), basedOn: 0, base: 1, writer: ann() }, audit);
    expect((await store.configs.get(id))?.draft?.base).toBe(1);
    await store.configs.discardDraft({ id, writer: ann() }, audit);
    await store.configs.saveDraft({ id, content: content('x'), basedOn: 0, base: 9, writer: ann() }, audit);
    expect((await store.configs.get(id))?.draft?.base).toBe(2);
  });

  it('are given up: what is listed is the revision again, and a configuration without one is gone', async () => {
    const id = await saved('one');
    await edit(id, 'draft', 0);
    expect(await store.configs.get(id)).toMatchObject({ unsaved: true, name: 'draft', problems: { errors: 5 } });
    await store.configs.discardDraft({ id, writer: ann() }, audit);
    await store.configs.discardDraft({ id, writer: ann() }, audit);
    expect(await store.configs.get(id)).toMatchObject({ unsaved: false, name: 'one', draft: null, head: 1 });
    const never = await draft();
    await store.configs.discardDraft({ id: never, writer: ann() }, audit);
    expect(await store.configs.get(never)).toBeUndefined();
  });
});

describe('revisions', () => {
  it('are numbered without gaps, also when many are saved at once', async () => {
    const id = await saved('one');
    const rounds = 20;
    for (let round = 0; round < rounds; round++) {
      const answers = await Promise.allSettled(
        [store, other, store, other].map((from, i) => save(id, `${round} ${i}`, round + 1, i % 2 ? bob : ann, from)),
      );
      expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const lost = answers.find((answer) => answer.status === 'rejected');
      expect(lost?.reason).toMatchObject({ code: 'config-conflict', data: { what: 'revision', version: round + 2 } });
    }
    const numbers = async (page: Parameters<typeof store.configs.revisions>[1]) =>
      (await store.configs.revisions(id, page))?.map(({ number }) => number);
    expect(await numbers(all)).toEqual(Array.from({ length: rounds + 1 }, (_, i) => rounds + 1 - i));
    expect(await numbers({ before: 4, limit: 2 })).toEqual([3, 2]);
    expect(await numbers({ before: 1, limit: 2 })).toEqual([]);
  });

  it('end the draft, and an equal text makes no new one whatever it is based on', async () => {
    const id = await draft('one');
    const first = await save(id, 'one', 0);
    expect(first).toMatchObject({ number: 1, text: 'one', author: 'ann', note: 'n0' });
    expect(await store.configs.get(id)).toMatchObject({ draft: null, revision: first, state: 'saved', unsaved: false });
    await edit(id, 'one', 0);
    expect(await store.configs.get(id)).toMatchObject({ unsaved: false, draft: { text: 'one' } });
    expect(await save(id, 'one', 0, bob)).toEqual(first);
    expect(await store.configs.get(id)).toMatchObject({ head: 1, draft: null });
  });

  it("leave somebody else's draft alone unless it says the same", async () => {
    const id = await saved('one');
    await edit(id, 'work of bob', 0, bob);
    await save(id, 'two', 1, ann);
    expect(await store.configs.get(id)).toMatchObject({
      head: 2,
      draft: { text: 'work of bob', base: 1 },
      unsaved: true,
    });
    await save(id, 'work of bob', 2, ann);
    expect(await store.configs.get(id)).toMatchObject({ head: 3, draft: null });
  });

  it('never change, whoever asks the database', async () => {
    const id = await saved('one');
    await expect(query(databaseUrl, `update cluster_config_revision set text = 'x'`)).rejects.toThrow(/never change/);
    expect((await store.configs.revision(id, 1))?.text).toBe('one');
    expect(await store.configs.revision(id, 2)).toBeUndefined();
  });

  it('go with their configuration, and nobody writes it any more', async () => {
    const id = await saved('one');
    await store.configs.remove(id, audit);
    expect(await query(databaseUrl, 'select * from cluster_config_revision')).toEqual([]);
    const gone = { code: 'config-not-found', data: { id } };
    await expect(store.configs.remove(id, audit)).rejects.toMatchObject(gone);
    await expect(save(id, 'two', 1)).rejects.toMatchObject(gone);
    await expect(edit(id, 'two', 0)).rejects.toMatchObject(gone);
    await expect(store.configs.discardDraft({ id, writer: ann() }, audit)).rejects.toMatchObject(gone);
  });
});

describe('the audit log of configurations', () => {
  it('is told of every write, with both sides, in the same transaction', async () => {
    const { writes, audit: kept } = audited();
    const id = randomUUID();
    await store.configs.create({ id, content: content('one'), writer: ann() }, kept);
    await store.configs.saveDraft({ id, content: content('two'), basedOn: 1, writer: bob() }, kept);
    await store.configs.saveRevision({ id, content: content('two'), basedOn: 0, note: '', writer: bob() }, kept);
    await store.configs.saveDraft({ id, content: content('three'), basedOn: 0, writer: bob() }, kept);
    await store.configs.remove(id, kept);
    const side = (kind: string, number: number, text: string) => ({ kind, number, ...digested(text) });
    expect(writes.map(({ before, after }) => ({ before, after }))).toEqual([
      { before: [], after: [side('draft', 1, 'one')] },
      { before: [side('draft', 1, 'one')], after: [side('draft', 2, 'two')] },
      { before: [], after: [side('revision', 1, 'two')] },
      { before: [], after: [side('draft', 3, 'three')] },
      { before: [side('revision', 1, 'two'), side('draft', 3, 'three')], after: [] },
    ]);
    expect(writes[1]?.overwritten).toMatchObject({ by: 'ann' });
    expect(await store.audit.list({ limit: 10 })).toHaveLength(writes.length);
  });

  it('and a write whose entry cannot be stored does not happen', async () => {
    const id = await draft();
    const broken = () => ({ ...entry('x'), at: 'no time at all' });
    const attempts = [
      () => store.configs.saveDraft({ id, content: content('two'), basedOn: 1, writer: ann() }, broken),
      () => store.configs.saveRevision({ id, content: content('two'), basedOn: 0, note: '', writer: ann() }, broken),
      () => store.configs.remove(id, broken),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toThrow();
    expect(await store.configs.get(id)).toMatchObject({ head: 0, draft: { text: 'one', version: 1 } });
  });
});

function digested(text: string) {
  return { digest: content(text).digest, text };
}

describe('blueprints', () => {
  const components = Object.fromEntries(blueprintComponents.map((name) => [name, true])) as BlueprintComponents;
  const version = () => ({ components, note: 'why', writer: ann() });

  it('are created once, and get versions without gaps, also from several replicas', async () => {
    const make = (from: Store) =>
      from.blueprints.create({ name: 'mine', description: 'd', basedOn: null, ...version() }, entry('mine'));
    const answers = await Promise.allSettled([make(store), make(other), make(store)]);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(answers.find((answer) => answer.status === 'rejected')?.reason).toMatchObject({ code: 'blueprint-exists' });
    await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        (i % 2 ? store : other).blueprints.addVersion('mine', () => ({ version: version(), audit: entry('mine') })),
      ),
    );
    const mine = await store.blueprints.get('mine');
    expect(mine).toMatchObject({ builtIn: false, latest: 'v11', basedOn: null, description: 'd' });
    expect(mine?.versions.map((each) => each.version)).toEqual(Array.from({ length: 11 }, (_, i) => `v${11 - i}`));
    expect(await store.blueprints.all()).toEqual([mine]);
    expect(await store.blueprints.list(all)).toEqual([
      { name: 'mine', description: 'd', builtIn: false, latest: 'v11' },
    ]);
    expect(await store.blueprints.list({ after: 'mine', limit: 9 })).toEqual([]);
    expect(await store.blueprints.list({ after: 'mind', limit: 9 })).toHaveLength(1);
    expect(await store.audit.list({ limit: 50 })).toHaveLength(11);
    await expect(query(databaseUrl, `update blueprint_version set note = 'x'`)).rejects.toThrow(/never change/);
  });

  it('that do not exist are said not to', async () => {
    expect(await store.blueprints.get('x')).toBeUndefined();
    const adding = store.blueprints.addVersion('x', () => ({ version: version(), audit: entry('x') }));
    await expect(adding).rejects.toMatchObject({ code: 'blueprint-not-found' });
  });

  it('have every component, also those that were unknown when they were made', async () => {
    await store.blueprints.create({ name: 'old', description: '', basedOn: null, ...version() }, entry('old'));
    await query(databaseUrl, `insert into blueprint_version values ('old', 2, '{"backup": false}', 'x', now(), '')`);
    await query(databaseUrl, `update blueprint set newest = 2`);
    expect((await store.blueprints.get('old'))?.versions[0]?.components).toEqual({ ...components, backup: false });
  });
});
