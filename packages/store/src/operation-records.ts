import {
  activeOperationStates,
  isOperationOver,
  type Operation,
  type OperationEvent,
  type OperationState,
  type ErrorReport,
  errorWords,
  PodpassError,
} from '@podpass/inventory';
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import type { OperationRecords, RequestKey } from './records.ts';
import { type Schema, storableText } from './schema.ts';
import type { Watchers } from './watchers.ts';

export interface OperationRecordsOptions {
  db: Kysely<Schema>;
  watchers: Watchers;
  /** The number whose advisory lock this store's session holds for as long as it lives. */
  runner: number;
  now: () => Date;
}

/** First key of the two-key advisory locks by which runners show that they live; the second is the runner's number. */
export const runnerLockClass = 0x706f64;

export function createOperationRecords({ db, watchers, runner, now }: OperationRecordsOptions): OperationRecords {
  return {
    create: (operation, key) => create(db, runner, operation, key),
    findByKey: (key) => findByKey(db, key),
    appendEvent: async (operationId, event) => {
      const appended = await db.transaction().execute((trx) => append(trx, watchers, operationId, event));
      watchers.wake(operationId);
      return appended;
    },
    get: async (id) => {
      const row = await db.selectFrom('operation').selectAll().where('id', '=', id).executeTakeFirst();
      return row && operationOf(row);
    },
    events: async (id, afterSeq) => {
      const rows = await db
        .selectFrom('operation_event')
        .select(['seq', 'event'])
        .where('operation_id', '=', id)
        .where('seq', '>', afterSeq)
        .orderBy('seq')
        .execute();
      return rows.map(({ seq, event }) => ({ seq, ...event }));
    },
    list: async ({ clusterKey, state, limit }) => {
      const rows = await db
        .selectFrom('operation')
        .select([
          'id',
          'cluster_key',
          'state',
          'kind',
          'title',
          'requested_by',
          'started_at',
          'ended_at',
          'error',
          'attempt',
          'cancel_requested_by',
        ])
        .$if(clusterKey !== undefined, (query) => query.where('cluster_key', '=', clusterKey ?? ''))
        .$if(state !== undefined, (query) => query.where('state', '=', state ?? 'running'))
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
  operation: Operation,
  key: RequestKey | undefined,
): Promise<{ operation: Operation; created: boolean }> {
  const inserted = await db
    .insertInto('operation')
    .values({
      id: operation.id,
      key: key?.key ?? null,
      request_digest: key?.digest ?? null,
      cluster_key: operation.clusterKey,
      kind: operation.plan.kind,
      title: storableText(operation.plan.title),
      state: operation.state,
      plan: JSON.stringify(operation.plan),
      requested_by: storableText(operation.requestedBy),
      runner,
      started_at: operation.startedAt,
      ended_at: operation.endedAt ?? null,
      error: operation.error === undefined ? null : JSON.stringify(operation.error),
    })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (inserted !== undefined) return { operation, created: true };
  const first = key && (await findByKey(db, key));
  if (first === undefined) throw new Error('An operation was neither stored nor found.');
  return { operation: first, created: false };
}

async function findByKey(db: Kysely<Schema>, { key, digest }: RequestKey): Promise<Operation | undefined> {
  const row = await db.selectFrom('operation').selectAll().where('key', '=', key).executeTakeFirst();
  if (row !== undefined && row.request_digest !== digest) {
    throw new PodpassError('invalid-input', { issues: [{ path: 'key', message: 'was used for another request' }] });
  }
  return row && operationOf(row);
}

async function append(
  trx: Transaction<Schema>,
  watchers: Watchers,
  operationId: string,
  event: Omit<OperationEvent, 'seq'>,
): Promise<OperationEvent> {
  // The update locks the row: events of one operation get their numbers one after the other.
  const ended = event.operationState !== undefined && isOperationOver(event.operationState);
  const row = await trx
    .updateTable('operation')
    .set((eb) => ({
      last_seq: eb('last_seq', '+', 1),
      ...(event.operationState === undefined ? {} : { state: event.operationState }),
      ...(event.operationState === undefined || event.error === undefined
        ? {}
        : { error: JSON.stringify(event.error) }),
      ...(ended ? { ended_at: event.at } : {}),
    }))
    .where('id', '=', operationId)
    .where('state', 'in', activeOperationStates)
    .returning('last_seq')
    .executeTakeFirst();
  if (row === undefined) throw await whyNotAppended(trx, operationId);
  await trx
    .insertInto('operation_event')
    .values({ operation_id: operationId, seq: row.last_seq, event: JSON.stringify(event) })
    .execute();
  await watchers.tellOtherReplicas(trx, operationId);
  return { seq: row.last_seq, ...event };
}

async function whyNotAppended(trx: Transaction<Schema>, id: string): Promise<Error> {
  const row = await trx.selectFrom('operation').select('state').where('id', '=', id).executeTakeFirst();
  if (row === undefined) return new PodpassError('operation-not-found', { id });
  if (row.state === 'interrupted') return new PodpassError('operation-interrupted', { id });
  return new Error(`Operation ${id} is over (${row.state}): nothing can be added to its history.`);
}

async function interruptAbandoned(trx: Transaction<Schema>, watchers: Watchers, at: Date): Promise<string[]> {
  const abandoned = await trx
    .selectFrom('operation')
    .select('id')
    .where('state', '=', 'running')
    .where(
      sql<boolean>`not exists (
        select from pg_locks
        where locktype = 'advisory' and granted and classid = ${runnerLockClass} and objid = operation.runner
          and objsubid = 2 and database = (select oid from pg_database where datname = current_database())
      )`,
    )
    .forUpdate()
    .skipLocked()
    .execute();
  for (const { id } of abandoned) await append(trx, watchers, id, interruption(id, at));
  return abandoned.map(({ id }) => id);
}

function interruption(id: string, at: Date): Omit<OperationEvent, 'seq'> {
  const words = errorWords('operation-interrupted', { id });
  return {
    at: at.toISOString(),
    operationState: 'interrupted',
    message: words.what,
    error: { code: 'operation-interrupted', ...words },
  };
}

function operationOf(row: Selectable<Schema['operation']>): Operation {
  return { ...commonOf(row), plan: row.plan };
}

function commonOf(row: {
  id: string;
  cluster_key: string;
  state: OperationState;
  requested_by: string;
  started_at: Date;
  ended_at: Date | null;
  error: ErrorReport | null;
  attempt: number;
  cancel_requested_by: string | null;
}): Omit<Operation, 'plan'> {
  return {
    id: row.id,
    clusterKey: row.cluster_key,
    state: row.state,
    requestedBy: row.requested_by,
    startedAt: row.started_at.toISOString(),
    ...(row.ended_at === null ? {} : { endedAt: row.ended_at.toISOString() }),
    ...(row.error === null ? {} : { error: row.error }),
    attempt: row.attempt,
    ...(row.cancel_requested_by === null ? {} : { cancelRequestedBy: row.cancel_requested_by }),
  };
}
