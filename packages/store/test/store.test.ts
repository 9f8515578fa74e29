import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Operation } from '@podpass/inventory';
import { openStore, type Store } from '@podpass/store';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { line, newOperation } from './operations.ts';
import { query, startTestServer, type TestServer } from './database.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.remove());

let databaseUrl: string;
let opened: Store[];
let store: Store;

async function open(now?: () => Date): Promise<Store> {
  const another = await openStore({ databaseUrl, ...(now && { now }) });
  opened.push(another);
  return another;
}

async function closeNow(gone: Store): Promise<void> {
  opened.splice(opened.indexOf(gone), 1);
  await gone.close();
}

beforeEach(async () => {
  databaseUrl = await server.database();
  opened = [];
  store = await open();
});
afterEach(async () => {
  for (const each of opened) await each.close();
});

/** Ends every session of a store from the server's side, as a restart of PostgreSQL does. */
async function breakConnections(): Promise<void> {
  await query(
    databaseUrl,
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and usename = current_user and pid <> pg_backend_pid()`,
  );
}

async function eventually(check: () => Promise<void>): Promise<void> {
  for (const deadline = Date.now() + 5_000; ; await sleep(20)) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
  }
}

describe('opening', () => {
  it('migrates an empty database once, also when several replicas start together', async () => {
    databaseUrl = await server.database();
    const stores = await Promise.all([open(), open(), open(), open()]);
    for (const each of stores) await each.ping();
    const applied = await query(databaseUrl, 'select name from kysely_migration');
    expect(applied).toEqual([
      { name: '0001-initial' },
      { name: '0002-request-digest' },
      { name: '0003-cluster-configurations' },
      { name: '0004-operations' },
      { name: '0005-audit-once' },
      { name: '0006-operation-ended' },
    ]);
  });

  it('refuses a database of a newer version', async () => {
    await query(databaseUrl, `insert into kysely_migration (name, timestamp) values ('9999-future', now()::text)`);
    await expect(openStore({ databaseUrl })).rejects.toMatchObject({
      code: 'store-unavailable',
      data: { detail: expect.stringContaining('does not know') },
    });
  });

  it.each([
    ['nobody listens', (url: URL) => (url.port = '1')],
    ['the password is wrong', (url: URL) => (url.password = 'wrong')],
    ['the database does not exist', (url: URL) => (url.pathname = '/nowhere')],
    ['the host does not exist', (url: URL) => (url.hostname = 'nowhere.invalid')],
  ])('says that the store is unavailable when %s', async (_case, operation) => {
    const url = new URL(databaseUrl);
    operation(url);
    const refusal = await openStore({ databaseUrl: url.href }).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'store-unavailable' });
    expect(JSON.stringify(refusal)).not.toContain(url.password);
  });
});

describe('changes', () => {
  it('gives back what was created, and lists without the plan, newest first', async () => {
    const older = newOperation({ startedAt: '2026-01-01T00:00:00.000Z' });
    const newer = newOperation({ clusterKey: 'other@eu-west-1' });
    for (const operation of [older, newer]) {
      expect(await store.operations.create(operation)).toEqual({ operation, created: true });
    }
    expect(await store.operations.get(older.id)).toEqual(older);
    expect(await store.operations.get(randomUUID())).toBeUndefined();
    const { plan, ...rest } = newer;
    const listed = await store.operations.list({ limit: 10 });
    expect(listed.map(({ id }) => id)).toEqual([newer.id, older.id]);
    expect(listed[0]).toEqual({ ...rest, kind: plan.kind, title: plan.title });
    expect(await store.operations.list({ limit: 1 })).toHaveLength(1);
    const twin = newOperation({ startedAt: older.startedAt });
    await store.operations.create(twin);
    const [first, second] = [older.id, twin.id].toSorted();
    const below = async (after: { startedAt: string; id: string }) =>
      (await store.operations.list({ after, limit: 1 })).map(({ id }) => id);
    expect(await below(newer)).toEqual([first]);
    expect(await below({ startedAt: older.startedAt, id: first ?? '' })).toEqual([second]);
    expect(await below({ startedAt: older.startedAt, id: second ?? '' })).toEqual([]);
    expect(await store.operations.list({ clusterKey: 'other@eu-west-1', limit: 10 })).toMatchObject([{ id: newer.id }]);
  });

  it('tells when one last ended, of any cluster', async () => {
    expect(await store.operations.lastEnd()).toBeUndefined();
    const [first, second] = [newOperation(), newOperation({ clusterKey: 'other@eu-west-1' })];
    for (const operation of [first, second]) await store.operations.create(operation);
    expect(await store.operations.lastEnd()).toBeUndefined();
    for (const [{ id }, at] of [
      [first, '2026-01-02T04:00:00.000Z'],
      [second, '2026-01-02T05:00:00.000Z'],
    ] as const) {
      await store.operations.appendEvent(id, line('Failed', { at, operationState: 'failed' }));
      expect(await store.operations.lastEnd()).toBe(at);
    }
  });

  it('tells of each cluster what makes it or takes it away, unless that ended well', async () => {
    const made = async (
      clusterKey: string,
      kind: string,
      ...states: [at: string, state: Operation['state']][]
    ): Promise<string> => {
      const plan = { ...newOperation().plan, kind, cluster: { ...newOperation().plan.cluster, key: clusterKey } };
      const operation = newOperation({ clusterKey, plan, state: 'waiting', startedAt: '2026-01-02T03:04:05.678Z' });
      await store.operations.create(operation);
      for (const [at, operationState] of states) {
        if (operationState !== 'cancelled') await store.attempts.claim(operation.id, 1);
        await store.operations.appendEvent(operation.id, line(operationState, { at, operationState }));
      }
      return operation.id;
    };
    const [early, late] = ['2026-01-02T04:00:00.000Z', '2026-01-02T05:00:00.000Z'];
    await made('made', 'provision', [early, 'failed']);
    await made('made', 'provision', [late, 'done']);
    const failed = await made('failed', 'provision', [late, 'failed']);
    await made('failed', 'provision', [early, 'done']);
    await made('failed', 'delete-cluster', [late, 'cancelled']);
    await made('failed', 'add-associations', [late, 'stuck']);
    await made('undone', 'provision', [late, 'undone']);
    const running = await made('busy', 'provision', [early, 'running']);
    await made('busy', 'delete-cluster');
    const waiting = await made('waiting', 'delete-cluster');
    await made('waiting', 'provision', [late, 'failed']);

    const kinds = ['provision', 'delete-cluster'];
    const open = await store.operations.openByCluster({ kinds });
    expect(open.map(({ cluster, operation }) => [cluster.key, operation.id, operation.kind])).toEqual([
      ['busy', running, 'provision'],
      ['failed', failed, 'provision'],
      ['waiting', waiting, 'delete-cluster'],
    ]);
    expect(await store.operations.openByCluster({ kinds, clusterKey: 'failed' })).toEqual([open[1]]);
    expect(await store.operations.openByCluster({ kinds, clusterKey: 'made' })).toEqual([]);
    expect(open[1]?.operation).toMatchObject({ state: 'failed', title: 'Install the agent' });
  });

  it('starts one operation per idempotency key, also when two replicas are asked at once', async () => {
    const other = await open();
    const key = { key: randomUUID(), digest: 'what was asked' };
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) => (i % 2 === 0 ? store : other).operations.create(newOperation(), key)),
    );
    expect(answers.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(answers.map(({ operation }) => operation.id)).size).toBe(1);
    expect(await store.operations.list({ limit: 10 })).toHaveLength(1);
    expect(await other.operations.findByKey(key)).toEqual(answers[0]?.operation);
    expect(await store.operations.findByKey({ ...key, key: randomUUID() })).toBeUndefined();
  });

  it('does not take another request for the one that a key was used for', async () => {
    const key = { key: randomUUID(), digest: 'what was asked' };
    await store.operations.create(newOperation(), key);
    const another = { ...key, digest: 'something else' };
    const refusal = { code: 'invalid-input', data: { issues: [{ path: 'key' }] } };
    await expect(store.operations.create(newOperation(), another)).rejects.toMatchObject(refusal);
    await expect(store.operations.findByKey(another)).rejects.toMatchObject(refusal);
    expect(await store.operations.list({ limit: 10 })).toHaveLength(1);
  });

  it('numbers events without gaps, also when two replicas append at once', async () => {
    const other = await open();
    const { operation } = await store.operations.create(newOperation());
    const appended = await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        (i % 2 === 0 ? store : other).operations.appendEvent(operation.id, line(`event ${i}`)),
      ),
    );
    const numbers = Array.from({ length: 40 }, (_, i) => i + 1);
    expect(appended.map(({ seq }) => seq).sort((a, b) => a - b)).toEqual(numbers);
    const events = await store.operations.events(operation.id, 0);
    expect(events.map(({ seq }) => seq)).toEqual(numbers);
    expect(events).toEqual(expect.arrayContaining(appended));
    expect((await store.operations.events(operation.id, 38)).map(({ seq }) => seq)).toEqual([39, 40]);
  });

  it('ends with the event that says so, and takes no further one', async () => {
    const { operation } = await store.operations.create(newOperation());
    const error = { code: 'aws-throttled', what: 'a', why: 'b', remedy: 'c' };
    await store.operations.appendEvent(operation.id, line('step', { stepId: 's1', stepState: 'failed', error }));
    expect(await store.operations.get(operation.id)).toEqual(operation);
    const end = line('undone', { at: '2026-01-02T04:00:00.000Z', operationState: 'undone', error });
    await store.operations.appendEvent(operation.id, end);
    expect(await store.operations.get(operation.id)).toEqual({ ...operation, state: 'undone', endedAt: end.at, error });
    await expect(store.operations.appendEvent(operation.id, line('late'))).rejects.toMatchObject({
      code: 'operation-over',
    });
    expect(await store.operations.events(operation.id, 0)).toHaveLength(2);
    await expect(store.operations.appendEvent(randomUUID(), line('whose?'))).rejects.toMatchObject({
      code: 'operation-not-found',
    });
  });

  it('wakes watchers in this replica and in others, until they leave', async () => {
    const other = await open();
    const { operation } = await store.operations.create(newOperation());
    const woken = { here: 0, there: 0, elsewhere: 0, left: 0 };
    store.operations.subscribe(operation.id, () => woken.here++);
    other.operations.subscribe(operation.id, () => woken.there++);
    other.operations.subscribe(randomUUID(), () => woken.elsewhere++);
    other.operations.subscribe(operation.id, () => woken.left++)();
    await store.operations.appendEvent(operation.id, line('one'));
    await eventually(async () => expect(woken).toEqual({ here: 1, there: 1, elsewhere: 0, left: 0 }));
  });

  it('tells other replicas of the ends of operations', async () => {
    const other = await open();
    const { operation } = await store.operations.create(newOperation());
    const ended: string[] = [];
    store.operations.subscribeToEndsElsewhere(() => ended.push('here'));
    other.operations.subscribeToEndsElsewhere(() => ended.push('left'))();
    const told = new Promise<string>((resolve) => {
      other.operations.subscribeToEndsElsewhere((id) => {
        ended.push(id);
        resolve(id);
      });
    });
    await store.operations.appendEvent(operation.id, line('one'));
    await store.operations.appendEvent(operation.id, line('over', { operationState: 'done' }));
    expect(await told).toBe(operation.id);
    expect(ended).toEqual([operation.id]);
  });

  it('wakes watchers after a broken connection, for events may have been missed', async () => {
    const other = await open();
    const { operation } = await store.operations.create(newOperation());
    const woken = new Promise<void>((resolve) => other.operations.subscribe(operation.id, resolve));
    await breakConnections();
    await woken;
    await eventually(() => other.ping());
  });

  it('finds the operations that nobody living runs', async () => {
    const other = await open();
    const [mine, theirs, ended, nobodys] = [newOperation(), newOperation(), newOperation(), newOperation()];
    for (const operation of [mine, theirs, ended, nobodys]) await store.operations.create(operation);
    await store.attempts.claim(mine.id, 1);
    for (const { id } of [theirs, ended]) await other.attempts.claim(id, 1);
    await other.operations.appendEvent(ended.id, line('done', { operationState: 'done' }), 1);
    const unattended = async () => (await store.attempts.unattended()).map(({ id }) => id).toSorted();
    expect(await unattended()).toEqual([nobodys.id]);
    expect(await store.attempts.deadAmong([store.attempts.runner, other.attempts.runner])).toEqual([]);
    await closeNow(other);
    await eventually(async () => expect(await unattended()).toEqual([nobodys.id, theirs.id].toSorted()));
    expect(await store.attempts.deadAmong([store.attempts.runner, other.attempts.runner])).toEqual([
      other.attempts.runner,
    ]);
  });

  it('lets only the last one who claimed an operation write to it', async () => {
    const other = await open();
    const { operation } = await store.operations.create(newOperation());
    const first = await store.attempts.claim(operation.id, 1);
    const second = await other.attempts.claim(operation.id, 1);
    expect([first?.number, second?.number]).toEqual([1, 2]);
    await expect(store.operations.appendEvent(operation.id, line('late'), 1)).rejects.toMatchObject({
      code: 'operation-interrupted',
    });
    await other.operations.appendEvent(operation.id, line('done', { operationState: 'done' }), 2);
    await expect(other.operations.appendEvent(operation.id, line('late'), 2)).rejects.toMatchObject({
      code: 'operation-over',
    });
    expect(await store.attempts.claim(operation.id, 1)).toBeUndefined();
  });

  it('takes up its runner again after a broken connection', async () => {
    const other = await open();
    const { operation } = await store.operations.create(newOperation());
    await breakConnections();
    await eventually(() => store.ping());
    await eventually(() => other.ping());
    await store.attempts.claim(operation.id, 1);
    expect(await other.attempts.unattended()).toEqual([]);
    await store.operations.appendEvent(operation.id, line('still here'), 1);
  });

  it('stores any text that a person may send', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(text, fc.jsonValue(), async (message, parameter) => {
        const operation = newOperation({ requestedBy: message });
        operation.plan.title = message;
        operation.plan.steps = [
          {
            id: message,
            title: message,
            target: message,
            action: { kind: 'create-namespace', namespace: message },
            calls: [{ service: 'eks', operation: 'X', parameters: { parameter }, command: message }],
            documents: [],
            dependsOn: [],
            goal: true,
          },
        ];
        const { operation: created } = await store.operations.create(operation);
        expect((await store.operations.get(created.id))?.plan).toEqual(JSON.parse(JSON.stringify(operation.plan)));
        const event = await store.operations.appendEvent(created.id, line(message));
        expect(await store.operations.events(created.id, 0)).toEqual([event]);
        const entry = { ...auditEntry(message), after: parameter };
        expect(await store.audit.append(entry)).toMatchObject({ actor: message.replaceAll('\0', '\uFFFD') });
      }),
      { numRuns: 40 },
    );
  });
});

function auditEntry(actor: string) {
  return {
    at: '2026-01-02T03:04:05.678Z',
    actor,
    role: 'admin',
    action: 'add-associations',
    target: 'app/reader',
    outcome: 'done',
    awsRequestIds: ['r-1'],
  };
}

describe('the audit log', () => {
  it('keeps what was done, newest first, page by page', async () => {
    const operationId = randomUUID();
    const full = { ...auditEntry('ann'), clusterKey: 'demo', operationId, before: { a: [1] }, after: 'text' };
    const first = await store.audit.append(full);
    expect(first).toEqual({ ...full, id: first.id });
    const second = await store.audit.append(auditEntry('bob'));
    const third = await store.audit.append(auditEntry('eve'));
    expect(await store.audit.list({ limit: 2 })).toEqual([third, second]);
    expect(await store.audit.list({ before: second.id, limit: 2 })).toEqual([first]);
    expect(await store.audit.list({ clusterKey: 'demo', limit: 10 })).toEqual([first]);
  });

  it.each(['update audit_entry set actor = $$x$$', 'delete from audit_entry', 'truncate audit_entry'])(
    'is append-only in the database: %s',
    async (statement) => {
      const entry = await store.audit.append(auditEntry('ann'));
      await expect(query(databaseUrl, statement)).rejects.toThrow(/append-only/);
      expect(await store.audit.list({ limit: 10 })).toEqual([entry]);
    },
  );
});

describe('signing in', () => {
  const grant = { user: 'local', role: 'admin' };

  it('accepts a code once, also when it is sent several times at once', async () => {
    const { secret, expiresAt } = await store.signIn.issueCode(grant, 60_000);
    expect(Date.parse(expiresAt)).toBeGreaterThan(Date.now());
    const other = await open();
    const answers = await Promise.all([store, other, store, other].map(({ signIn }) => signIn.useCode(secret)));
    expect(answers.filter((answer) => answer !== undefined)).toEqual([grant]);
  });

  it('accepts a token until it is revoked', async () => {
    const { id, secret } = await store.signIn.issueToken({ ...grant, name: 'laptop' }, 60_000);
    expect(await store.signIn.findToken(secret)).toEqual({ id, name: 'laptop', ...grant });
    expect(await store.signIn.findToken(`${secret}x`)).toBeUndefined();
    await store.signIn.revokeToken(id);
    await store.signIn.revokeToken(id);
    expect(await store.signIn.findToken(secret)).toBeUndefined();
  });

  it('accepts neither after its time, nor one for the other', async () => {
    let now = new Date('2026-01-01T00:00:00Z');
    const timed = await open(() => now);
    const code = await timed.signIn.issueCode(grant, 60_000);
    const token = await timed.signIn.issueToken({ ...grant, name: 'laptop' }, 60_000);
    expect(await timed.signIn.findToken(code.secret)).toBeUndefined();
    expect(await timed.signIn.useCode(token.secret)).toBeUndefined();
    now = new Date('2026-01-01T00:01:00Z');
    expect(await timed.signIn.findToken(token.secret)).toBeUndefined();
    expect(await timed.signIn.useCode(code.secret)).toBeUndefined();
  });

  it('stores no secret', async () => {
    const code = await store.signIn.issueCode(grant, 60_000);
    const token = await store.signIn.issueToken({ ...grant, name: 'laptop' }, 60_000);
    const stored = JSON.stringify([
      await query(databaseUrl, 'select * from sign_in_code'),
      await query(databaseUrl, 'select * from access_token'),
    ]);
    for (const { secret } of [code, token]) expect(stored).not.toContain(secret.slice(8));
  });
});

describe('locks', () => {
  it('let one in at a time, in this process and in others, and different names past each other', async () => {
    const other = await open();
    let inside = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      most = Math.max(most, ++inside);
      await sleep(2);
      inside--;
    };
    await Promise.all(
      Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? store : other).locks.withLock('role/a', work)),
    );
    expect(most).toBe(1);
    await store.locks.withLock('role/a', () => other.locks.withLock('role/b', () => Promise.resolve()));
  });

  it('are let go when the work fails, and when the process is gone', async () => {
    const other = await open();
    await expect(store.locks.withLock('x', () => Promise.reject(new Error('boom')))).rejects.toThrow('boom');
    let taken = (): void => undefined;
    const held = new Promise<void>((resolve) => (taken = resolve));
    void other.locks.withLock('x', () => (taken(), new Promise<never>(() => undefined)));
    await held;
    const waiting = store.locks.withLock('x', () => Promise.resolve('mine'));
    await closeNow(other);
    expect(await waiting).toBe('mine');
  });

  it('can be given up waiting for, without keeping others waiting', async () => {
    const other = await open();
    let finish = (): void => undefined;
    const holding = other.locks.withLock('x', () => new Promise<void>((resolve) => (finish = resolve)));
    await eventually(async () => {
      const tried = store.locks.withLock('x', () => Promise.resolve(), { signal: AbortSignal.timeout(30) });
      await expect(tried).rejects.toThrow(/timeout/);
    });
    const next = store.locks.withLock('x', () => Promise.resolve('next'));
    finish();
    await holding;
    expect(await next).toBe('next');
  });

  it('tell their holder when the connection that holds them breaks', async () => {
    const lost = store.locks.withLock('x', async (signal) => {
      const told = new Promise((resolve) => signal.addEventListener('abort', resolve));
      await breakConnections();
      await told;
      return 'told';
    });
    expect(await lost).toBe('told');
    await eventually(() => store.locks.withLock('x', () => Promise.resolve()));
  });
});

describe('a database that goes away', () => {
  it('is named in every answer, and used again when it is back', async () => {
    const { operation } = await store.operations.create(newOperation());
    const name = new URL(databaseUrl).pathname.slice(1);
    await query(server.databaseUrl, `alter database ${name} with allow_connections false`);
    await query(
      server.databaseUrl,
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and usename = current_user',
      [name],
    );
    for (const attempt of [
      () => store.ping(),
      () => store.operations.get(operation.id),
      () => store.locks.withLock('x', () => Promise.resolve()),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'store-unavailable' });
    }
    await query(server.databaseUrl, `alter database ${name} with allow_connections true`);
    await eventually(() => store.ping());
    expect(await store.operations.get(operation.id)).toEqual(operation);
  });
});
