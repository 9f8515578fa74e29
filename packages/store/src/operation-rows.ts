import {
  activeOperationStates,
  type ErrorReport,
  isOperationOver,
  type Operation,
  type OperationEvent,
  type OperationState,
  PodpassError,
} from '@podpass/inventory';
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import type { Schema } from './schema.ts';
import type { Watchers } from './watchers.ts';

/** Rejects with `operation-not-found`. */
export async function getOperation(db: Kysely<Schema>, id: string): Promise<Operation> {
  const operation = await findOperation(db, id);
  if (operation === undefined) throw new PodpassError('operation-not-found', { id });
  return operation;
}

export async function findOperation(db: Kysely<Schema>, id: string): Promise<Operation | undefined> {
  const row = await db.selectFrom('operation').selectAll().select(waitingFor).where('id', '=', id).executeTakeFirst();
  return row && operationOf(row);
}

/** The one of the same cluster that runs, or else the next one before it in the queue. */
export const waitingFor = sql<string | null>`
  case when operation.state = 'waiting' then (
    select other.id from operation as other
    where other.cluster_key = operation.cluster_key and other.id <> operation.id
      and other.state in ('waiting', 'running', 'cancelling', 'undoing')
      and (other.state <> 'waiting' or (other.started_at, other.id) < (operation.started_at, operation.id))
    order by other.state = 'waiting', other.started_at desc, other.id
    limit 1
  ) end`.as('waiting_for');

export async function append(
  trx: Transaction<Schema>,
  watchers: Watchers,
  operationId: string,
  event: Omit<OperationEvent, 'seq'>,
  claim?: number,
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
    .$if(claim !== undefined, (query) => query.where('claim', '=', claim ?? 0))
    .returning('last_seq')
    .executeTakeFirst();
  if (row === undefined) throw await whyNotAppended(trx, operationId);
  await trx
    .insertInto('operation_event')
    .values({ operation_id: operationId, seq: row.last_seq, event: JSON.stringify(event) })
    .execute();
  await watchers.tellOtherReplicas(trx, operationId, { ended });
  return { seq: row.last_seq, ...event };
}

async function whyNotAppended(trx: Transaction<Schema>, id: string): Promise<Error> {
  const row = await trx.selectFrom('operation').select('state').where('id', '=', id).executeTakeFirst();
  if (row === undefined) return new PodpassError('operation-not-found', { id });
  if (isOperationOver(row.state)) return new PodpassError('operation-over', { id, state: row.state });
  return new PodpassError('operation-interrupted', { id });
}

export function operationOf(row: Selectable<Schema['operation']> & { waiting_for?: string | null }): Operation {
  return { ...commonOf(row), plan: row.plan };
}

export function commonOf(row: {
  id: string;
  cluster_key: string;
  state: OperationState;
  requested_by: string;
  started_at: Date;
  ended_at: Date | null;
  error: ErrorReport | null;
  attempt: number;
  cancel_requested_by: string | null;
  waiting_for?: string | null;
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
    ...(row.waiting_for === null || row.waiting_for === undefined ? {} : { waitingFor: row.waiting_for }),
    ...(row.cancel_requested_by === null ? {} : { cancelRequestedBy: row.cancel_requested_by }),
  };
}
