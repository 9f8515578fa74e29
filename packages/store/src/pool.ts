import type { PostgresPool } from 'kysely';
import pg from 'pg';
import { asConnectError, asStoreError } from './connection-errors.ts';

const patience = { connect: 5_000, statement: 15_000 };

/** Settings of each connection that the store makes. */
export function connectionSettings(databaseUrl: string): pg.ClientConfig {
  return {
    connectionString: databaseUrl,
    connectionTimeoutMillis: patience.connect,
    keepAlive: true,
    application_name: 'podpass',
  };
}

export function createPool(databaseUrl: string, onProblem: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({
    ...connectionSettings(databaseUrl),
    max: 10,
    idleTimeoutMillis: 30_000,
    statement_timeout: patience.statement,
    // For a server that does not answer at all: a bit more, so that the server's own time-out comes first.
    query_timeout: patience.statement + 2_000,
  });
  // An idle connection that breaks is replaced at the next query.
  pool.on('error', onProblem);
  return pool;
}

/** The pool as Kysely uses it, with failures to reach the server told apart in this one place. */
export function withStoreErrors(pool: pg.Pool): PostgresPool {
  const wrapped = {
    options: pool.options,
    end: () => Promise.resolve(),
    connect: async () => {
      const client = await pool.connect().catch((error: unknown) => {
        throw asConnectError(error);
      });
      return {
        processID: undefined,
        query: (text: string, parameters: unknown[]) => client.query(text, parameters).catch(rethrow),
        release: (destroy?: boolean) => client.release(destroy),
      };
    },
  };
  // Kysely's type also asks for cursors, which it uses for streams only: nothing here streams.
  return wrapped as unknown as PostgresPool;
}

function rethrow(error: unknown): never {
  throw asStoreError(error);
}
