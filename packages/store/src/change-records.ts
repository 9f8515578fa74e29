import {
  type Change,
  type ChangeEvent,
  type ChangeState,
  type ErrorReport,
  errorWords,
  PodpassError,
} from '@podpass/inventory';
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import type { ChangeRecords, RequestKey } from './records.ts';
import { type Schema, storableText } from './schema.ts';
import type { Watchers } from './watchers.ts';

export interface ChangeRecordsOptions {
  db: Kysely<Schema>;
  watchers: Watchers;
  /** The number whose advisory lock this store's session holds for as long as it lives. */
  runner: number;
  now: () => Date;
}

/** First key of the two-key advisory locks by which runners show that they live; the second is the runner's number. */
export const runnerLockClass = 0x706f64;

export function createChangeRecords({ db, watchers, runner, now }: ChangeRecordsOptions): ChangeRecords {
  return {
    create: (change, key) => create(db, runner, change, key),
    findByKey: (key) => findByKey(db, key),
    appendEvent: async (changeId, event) => {
      const appended = await db.transaction().execute((trx) => append(trx, watchers, changeId, event));
      watchers.wake(changeId);
      return appended;
    },
    get: async (id) => {
      const row = await db.selectFrom('change').selectAll().where('id', '=', id).executeTakeFirst();
      return row && changeOf(row);
    },
    events: async (id, afterSeq) => {
      const rows = await db
        .selectFrom('change_event')
        .select(['seq', 'event'])
        .where('change_id', '=', id)
        .where('seq', '>', afterSeq)
        .orderBy('seq')
        .execute();
      return rows.map(({ seq, event }) => ({ seq, ...event }));
    },
    list: async ({ clusterKey, limit }) => {
      const rows = await db
        .selectFrom('change')
        .select(['id', 'cluster_key', 'state', 'kind', 'title', 'requested_by', 'started_at', 'ended_at', 'error'])
        .$if(clusterKey !== undefined, (query) => query.where('cluster_key', '=', clusterKey ?? ''))
        .orderBy('started_at', 'desc')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map((row) => ({ ...commonOf(row), kind: row.kind, title: row.title }));
    },
    subscribe: (id, listener) => watchers.add(id, listener),
    interruptRunning: async () => {
      const ids = await db.transaction().execute((trx) => interruptAbandoned(trx, watchers, now()));
      for (const id of ids) watchers.wake(id);
      return ids;
    },
  };
}

async function create(
  db: Kysely<Schema>,
  runner: number,
  change: Change,
  key: RequestKey | undefined,
): Promise<{ change: Change; created: boolean }> {
  const inserted = await db
    .insertInto('change')
    .values({
      id: change.id,
      key: key?.key ?? null,
      request_digest: key?.digest ?? null,
      cluster_key: change.clusterKey,
      kind: change.plan.kind,
      title: storableText(change.plan.title),
      state: change.state,
      plan: JSON.stringify(change.plan),
      requested_by: storableText(change.requestedBy),
      runner,
      started_at: change.startedAt,
      ended_at: change.endedAt ?? null,
      error: change.error === undefined ? null : JSON.stringify(change.error),
    })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (inserted !== undefined) return { change, created: true };
  const first = key && (await findByKey(db, key));
  if (first === undefined) throw new Error('A change was neither stored nor found.');
  return { change: first, created: false };
}

async function findByKey(db: Kysely<Schema>, { key, digest }: RequestKey): Promise<Change | undefined> {
  const row = await db.selectFrom('change').selectAll().where('key', '=', key).executeTakeFirst();
  if (row !== undefined && row.request_digest !== digest) {
    throw new PodpassError('invalid-input', { issues: [{ path: 'key', message: 'was used for another request' }] });
  }
  return row && changeOf(row);
}

async function append(
  trx: Transaction<Schema>,
  watchers: Watchers,
  changeId: string,
  event: Omit<ChangeEvent, 'seq'>,
): Promise<ChangeEvent> {
  // The update locks the row: events of one change get their numbers one after the other.
  const ended = event.changeState !== undefined && event.changeState !== 'running';
  const row = await trx
    .updateTable('change')
    .set((eb) => ({
      last_seq: eb('last_seq', '+', 1),
      ...(event.changeState === undefined ? {} : { state: event.changeState }),
      ...(event.changeState === undefined || event.error === undefined ? {} : { error: JSON.stringify(event.error) }),
      ...(ended ? { ended_at: event.at } : {}),
    }))
    .where('id', '=', changeId)
    .where('state', '=', 'running')
    .returning('last_seq')
    .executeTakeFirst();
  if (row === undefined) throw await whyNotAppended(trx, changeId);
  await trx
    .insertInto('change_event')
    .values({ change_id: changeId, seq: row.last_seq, event: JSON.stringify(event) })
    .execute();
  await watchers.tellOtherReplicas(trx, changeId);
  return { seq: row.last_seq, ...event };
}

async function whyNotAppended(trx: Transaction<Schema>, id: string): Promise<Error> {
  const row = await trx.selectFrom('change').select('state').where('id', '=', id).executeTakeFirst();
  if (row === undefined) return new PodpassError('change-not-found', { id });
  if (row.state === 'interrupted') return new PodpassError('change-interrupted', { id });
  return new Error(`Change ${id} is over (${row.state}): nothing can be added to its history.`);
}

async function interruptAbandoned(trx: Transaction<Schema>, watchers: Watchers, at: Date): Promise<string[]> {
  const abandoned = await trx
    .selectFrom('change')
    .select('id')
    .where('state', '=', 'running')
    .where(
      sql<boolean>`not exists (
        select from pg_locks
        where locktype = 'advisory' and granted and classid = ${runnerLockClass} and objid = change.runner
          and objsubid = 2 and database = (select oid from pg_database where datname = current_database())
      )`,
    )
    .forUpdate()
    .skipLocked()
    .execute();
  for (const { id } of abandoned) await append(trx, watchers, id, interruption(id, at));
  return abandoned.map(({ id }) => id);
}

function interruption(id: string, at: Date): Omit<ChangeEvent, 'seq'> {
  const words = errorWords('change-interrupted', { id });
  return {
    at: at.toISOString(),
    changeState: 'interrupted',
    message: words.what,
    error: { code: 'change-interrupted', ...words },
  };
}

function changeOf(row: Selectable<Schema['change']>): Change {
  return { ...commonOf(row), plan: row.plan };
}

function commonOf(row: {
  id: string;
  cluster_key: string;
  state: ChangeState;
  requested_by: string;
  started_at: Date;
  ended_at: Date | null;
  error: ErrorReport | null;
}): Omit<Change, 'plan'> {
  return {
    id: row.id,
    clusterKey: row.cluster_key,
    state: row.state,
    requestedBy: row.requested_by,
    startedAt: row.started_at.toISOString(),
    ...(row.ended_at === null ? {} : { endedAt: row.ended_at.toISOString() }),
    ...(row.error === null ? {} : { error: row.error }),
  };
}
