import {
  activeOperationStates,
  type ClusterRef,
  type Operation,
  type OperationSummary,
  PodpassError,
} from '@podpass/inventory';
import { type Kysely, sql } from 'kysely';
import { below } from './below.ts';
import { append, commonOf, findOperation, operationOf, waitingFor } from './operation-rows.ts';
import type { OperationOrigin, OperationRecords, RequestKey } from './records.ts';
import { type Schema, storableText } from './schema.ts';
import type { Watchers } from './watchers.ts';

export interface OperationRecordsOptions {
  db: Kysely<Schema>;
  watchers: Watchers;
}

export function createOperationRecords({ db, watchers }: OperationRecordsOptions): OperationRecords {
  return {
    create: (operation, key, origin) => create(db, operation, key, origin),
    findByKey: (key) => findByKey(db, key),
    appendEvent: async (operationId, event, claim) => {
      const appended = await db.transaction().execute((trx) => append(trx, watchers, operationId, event, claim));
      watchers.wake(operationId);
      return appended;
    },
    get: (id) => findOperation(db, id),
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
    list: async ({ clusterKey, state, active, after, limit }) => {
      const rows = await db
        .selectFrom('operation')
        .select(summaryColumns)
        .select(waitingFor)
        .$if(clusterKey !== undefined, (query) => query.where('cluster_key', '=', clusterKey ?? ''))
        .$if(state !== undefined, (query) => query.where('state', '=', state ?? 'running'))
        .$if(active === true, (query) => query.where('state', 'in', activeOperationStates))
        .where(({ lit }) => (after === undefined ? lit(true) : below('started_at', after.startedAt, after.id)))
        .orderBy('started_at', 'desc')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(summaryOf);
    },
    lastEnd: async () => {
      const row = await db
        .selectFrom('operation')
        .select(({ fn }) => fn.max('ended_at').as('at'))
        .executeTakeFirst();
      return row?.at?.toISOString();
    },
    openByCluster: (query) => openByCluster(db, query),
    subscribe: (id, listener) => watchers.add(id, listener),
    subscribeToEndsElsewhere: (listener) => watchers.addForEndsElsewhere(listener),
  };
}

const summaryColumns = [
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
] as const satisfies readonly (keyof Schema['operation'])[];

function summaryOf(row: Parameters<typeof commonOf>[0] & { kind: string; title: string }): OperationSummary {
  return { ...commonOf(row), kind: row.kind, title: row.title };
}

async function openByCluster(
  db: Kysely<Schema>,
  { kinds, clusterKey }: Parameters<OperationRecords['openByCluster']>[0],
): ReturnType<OperationRecords['openByCluster']> {
  const counting = db
    .selectFrom('operation as each')
    .select('each.id')
    .distinctOn('each.cluster_key')
    .where('each.kind', 'in', kinds)
    .$if(clusterKey !== undefined, (query) => query.where('each.cluster_key', '=', clusterKey ?? ''))
    // Nothing has begun, so nothing has come of it.
    .where(sql<boolean>`not (each.state = 'cancelled' and each.attempt = 1 and each.runner is null)`)
    .orderBy('each.cluster_key')
    .orderBy(sql`each.state in ('running', 'cancelling', 'undoing')`, 'desc')
    .orderBy('each.ended_at', (order) => order.desc().nullsFirst())
    .orderBy('each.started_at', 'desc')
    .orderBy('each.id');
  const rows = await db
    .selectFrom('operation')
    .select(summaryColumns)
    .select(waitingFor)
    // Read of the few that are left: plans are long.
    .select(sql<ClusterRef>`plan -> 'cluster'`.as('cluster'))
    .where('id', 'in', counting)
    .where('state', 'not in', ['done', 'undone'])
    .orderBy('cluster_key')
    .execute();
  return rows.map((row) => ({ cluster: row.cluster, operation: summaryOf(row) }));
}

async function create(
  db: Kysely<Schema>,
  operation: Operation,
  key: RequestKey | undefined,
  origin: OperationOrigin | undefined,
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
      attempt: operation.attempt,
      ...(origin === undefined ? {} : { requester_role: origin.role, version: origin.version }),
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
