import { randomUUID } from 'node:crypto';
import { Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';
import { createAuditRecords } from './audit-records.ts';
import { createBlueprintRecords } from './blueprint-records.ts';
import { createOperationAttempts, runnerLockClass } from './operation-attempts.ts';
import type { OperationAttempts } from './operation-attempts-records.ts';
import { createOperationRecords } from './operation-records.ts';
import { createConfigRecords } from './config-records.ts';
import type { BlueprintRecords, ConfigRecords } from './configuration-records.ts';
import { type DedicatedConnection, openDedicatedConnection } from './dedicated-connection.ts';
import { createLocks } from './locks.ts';
import { migrate } from './migrate.ts';
import { connectionSettings, createPool, withStoreErrors } from './pool.ts';
import type { AuditRecords, OperationRecords, Locks, SignInRecords } from './records.ts';
import type { Schema } from './schema.ts';
import { createSignInRecords } from './sign-in-records.ts';
import { operationsChannel, createWatchers, type Watchers } from './watchers.ts';

export interface StoreOptions {
  /** `postgres://user:password@host:port/database` */
  databaseUrl: string;
  /** Told of broken connections that were or will be replaced, for the log. */
  onProblem?: (error: Error) => void;
  now?: () => Date;
}

export interface Store {
  operations: OperationRecords;
  /** Who runs them. */
  attempts: OperationAttempts;
  audit: AuditRecords;
  configs: ConfigRecords;
  blueprints: BlueprintRecords;
  signIn: SignInRecords;
  locks: Locks;
  /** For the web sessions' library, which writes the table `web_session` itself. */
  pool: pg.Pool;
  /** Rejects with `store-unavailable` if the database does not answer, also not for locks. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Connects, brings the schema up to date, and announces this process as a runner of changes. Several processes may
 * share one database. Rejects with `store-unavailable`.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { databaseUrl, onProblem = () => undefined, now = () => new Date() } = options;
  const pool = createPool(databaseUrl, onProblem);
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: withStoreErrors(pool) }) });
  try {
    await migrate(db);
    const replica = randomUUID();
    const watchers = createWatchers(replica);
    const runner = await nextRunner(pool);
    const session = await openSession({ databaseUrl, replica, runner, watchers, onProblem });
    return {
      operations: createOperationRecords({ db, watchers }),
      attempts: createOperationAttempts({ db, watchers, runner, now }),
      audit: createAuditRecords(db),
      configs: createConfigRecords(db),
      blueprints: createBlueprintRecords(db),
      signIn: createSignInRecords(db, now),
      locks: createLocks(session),
      pool,
      ping: async () => {
        await db.selectNoFrom((eb) => eb.lit(1).as('one')).execute();
        await session.query('select 1');
      },
      close: async () => {
        await session.close();
        await pool.end();
      },
    };
  } catch (error) {
    await pool.end();
    throw error;
  }
}

async function nextRunner(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ id: number }>(`select nextval('runner_id')::integer as id`);
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('The sequence runner_id gave no number.');
  return id;
}

interface SessionOptions {
  databaseUrl: string;
  replica: string;
  runner: number;
  watchers: Watchers;
  onProblem: (error: Error) => void;
}

/** The session whose end tells the other replicas that this process has stopped. */
function openSession({
  databaseUrl,
  replica,
  runner,
  watchers,
  onProblem,
}: SessionOptions): Promise<DedicatedConnection> {
  const name = `podpass ${replica}`;
  return openDedicatedConnection({
    settings: { ...connectionSettings(databaseUrl), application_name: name },
    prepare: async (client) => {
      // After a broken line the server may not have noticed yet: our former session would still hold our locks.
      await client.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1 and pid <> pg_backend_pid()',
        [name],
      );
      await client.query(`set lock_timeout = '5s'`);
      await client.query('select pg_advisory_lock($1::integer, $2::integer)', [runnerLockClass, runner]);
      await client.query(`listen ${operationsChannel}`);
    },
    onNotification: (channel, payload) => {
      if (channel === operationsChannel) watchers.hear(payload);
    },
    onReplaced: () => watchers.wakeAll(),
    onProblem,
  });
}
