import { activeOperationStates, type Operation, type OperationEvent, PodpassError } from '@podpass/inventory';
import { type Kysely, sql, type Transaction } from 'kysely';
import { append, getOperation } from './operation-rows.ts';
import type { AttemptRequest, Claim, OperationAttempts, UnattendedOperation } from './operation-attempts-records.ts';
import { type Schema, storableText } from './schema.ts';
import type { Watchers } from './watchers.ts';

export interface OperationAttemptsOptions {
  db: Kysely<Schema>;
  watchers: Watchers;
  /** The number whose advisory lock this store's session holds for as long as it lives. */
  runner: number;
  now: () => Date;
}

/** First key of the two-key advisory locks by which runners show that they live; the second is the runner's number. */
export const runnerLockClass = 0x706f64;

export function createOperationAttempts(options: OperationAttemptsOptions): OperationAttempts {
  const { db, watchers, runner, now } = options;
  const tell = async (id: string, work: (trx: Transaction<Schema>) => Promise<void>): Promise<Operation> => {
    await db.transaction().execute(work);
    watchers.wake(id);
    return await getOperation(db, id);
  };
  return {
    runner,
    claim: (id, attempt) => claim(db, runner, id, attempt),
    requestCancel: (id, by) => tell(id, (trx) => requestCancel(trx, watchers, { id, by, at: now().toISOString() })),
    beginAttempt: (id, request) => tell(id, (trx) => beginAttempt(trx, watchers, id, request, now().toISOString())),
    carryOn: (found, version) => carryOn(db, watchers, { ...found, version, at: now().toISOString() }),
    unattended: () => unattended(db),
    announce: async (version) => {
      await db
        .insertInto('operation_runner')
        .values({ runner, version })
        .onConflict((conflict) => conflict.column('runner').doUpdateSet({ version }))
        .execute();
      await db.deleteFrom('operation_runner').where(notAlive('operation_runner.runner')).execute();
    },
    liveVersions: async () => {
      const rows = await db
        .selectFrom('operation_runner')
        .select('version')
        .distinct()
        .where((eb) => eb.not(notAlive('operation_runner.runner')))
        .execute();
      return rows.map(({ version }) => version);
    },
    deadAmong: async (runners) => {
      if (runners.length === 0) return [];
      const { rows } = await sql<{ runner: number }>`
        select runner from unnest(${sql.val(runners)}::integer[]) as asked (runner) where ${notAlive('asked.runner')}
      `.execute(db);
      return rows.map((row) => row.runner);
    },
  };
}

function notAlive(column: string) {
  return sql<boolean>`not exists (
    select from pg_locks
    where locktype = 'advisory' and granted and classid = ${runnerLockClass} and objid = ${sql.ref(column)}
      and objsubid = 2 and database = (select oid from pg_database where datname = current_database())
  )`;
}

async function claim(db: Kysely<Schema>, runner: number, id: string, attempt: number): Promise<Claim | undefined> {
  const row = await db
    .updateTable('operation')
    .set((eb) => ({ claim: eb('claim', '+', 1), runner }))
    .where('id', '=', id)
    .where('attempt', '=', attempt)
    .where('state', 'in', activeOperationStates)
    .returning(['claim', 'mode', 'requester_role'])
    .executeTakeFirst();
  return row && { number: row.claim, mode: row.mode, requesterRole: row.requester_role };
}

async function requestCancel(
  trx: Transaction<Schema>,
  watchers: Watchers,
  { id, by, at }: { id: string; by: string; at: string },
): Promise<void> {
  const row = await lockRow(trx, id);
  if (!activeOperationStates.includes(row.state)) throw new PodpassError('operation-over', { id, state: row.state });
  if (row.cancel_requested_by !== null) return;
  // One that another version carries on has begun, although nobody runs it at the moment.
  const begun = row.runner !== null || row.state !== 'waiting';
  const before = begun ? undefined : await lastEnd(trx, id);
  if (before === undefined) {
    await trx
      .updateTable('operation')
      .set({ cancel_requested_by: storableText(by) })
      .where('id', '=', id)
      .execute();
  }
  const asked = `${by} asked to cancel: what is on its way comes to an end`;
  const cancelled = `Cancelled by ${by} before it began`;
  const event: Omit<OperationEvent, 'seq'> = begun
    ? { at, operationState: 'cancelling', message: asked }
    : { at, operationState: 'cancelled', message: cancelled, ...before };
  await append(trx, watchers, id, event);
}

/** How an attempt before ended: a retry or an undoing that never begins leaves the operation so. */
async function lastEnd(
  trx: Transaction<Schema>,
  id: string,
): Promise<Pick<OperationEvent, 'operationState' | 'error'> | undefined> {
  const { rows } = await sql<{ event: Omit<OperationEvent, 'seq'> }>`
    select event from operation_event
    where operation_id = ${id} and event ->> 'operationState' is not null
      and not event ->> 'operationState' = any(${sql.val(activeOperationStates)})
    order by seq desc limit 1
  `.execute(trx);
  const [{ event } = { event: undefined }] = rows;
  return event && { operationState: event.operationState, ...(event.error && { error: event.error }) };
}

async function beginAttempt(
  trx: Transaction<Schema>,
  watchers: Watchers,
  id: string,
  { mode, message, from, refusal, requesterRole, version }: AttemptRequest,
  at: string,
): Promise<void> {
  const row = await lockRow(trx, id);
  if (!from.includes(row.state)) throw new PodpassError(refusal, { id, state: row.state });
  const attempt = row.attempt + 1;
  await trx
    .updateTable('operation')
    .set({
      attempt,
      mode,
      version,
      state: 'waiting',
      runner: null,
      ended_at: null,
      error: null,
      cancel_requested_by: null,
      ...(requesterRole === undefined ? {} : { requester_role: requesterRole }),
    })
    .where('id', '=', id)
    .execute();
  await append(trx, watchers, id, { at, operationState: 'waiting', attempt, message });
}

async function carryOn(
  db: Kysely<Schema>,
  watchers: Watchers,
  { id, attempt, version, at }: { id: string; attempt: number; version: string; at: string },
): Promise<Operation | undefined> {
  const begun = await db.transaction().execute(async (trx) => {
    const row = await lockRow(trx, id);
    if (row.attempt !== attempt || !activeOperationStates.includes(row.state)) return false;
    const next = { attempt: attempt + 1, version, runner: null };
    await trx
      .updateTable('operation')
      .set((eb) => ({ ...next, claim: eb('claim', '+', 1) }))
      .where('id', '=', id)
      .execute();
    await append(trx, watchers, id, { at, message: 'Carried on by another version of Podpass' });
    return true;
  });
  watchers.wake(id);
  return begun ? await getOperation(db, id) : undefined;
}

async function lockRow(trx: Transaction<Schema>, id: string) {
  const row = await trx
    .selectFrom('operation')
    .select(['state', 'attempt', 'runner', 'cancel_requested_by'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new PodpassError('operation-not-found', { id });
  return row;
}

async function unattended(db: Kysely<Schema>): Promise<UnattendedOperation[]> {
  const rows = await db
    .selectFrom('operation')
    .select(['id', 'attempt', 'version', 'state'])
    .select(sql<string>`plan -> 'cluster' ->> 'arn'`.as('cluster_arn'))
    .where('state', 'in', activeOperationStates)
    .where((eb) => eb.or([eb('runner', 'is', null), notAlive('operation.runner')]))
    .orderBy('started_at')
    .orderBy('id')
    .execute();
  return rows.map(({ cluster_arn, ...row }) => ({ ...row, clusterArn: cluster_arn }));
}
