import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isOperationOver, type Operation } from '@podpass/inventory';
import { openStore, startEmbeddedPostgres, type Store } from '@podpass/store';
import pg from 'pg';
import { effectsSchema } from './effects.ts';

export interface TestDatabase {
  databaseUrl: string;
  store: Store;
  pool: pg.Pool;
  remove(): Promise<void>;
}

/** A database with the table of effects: of `PODPASS_TEST_DATABASE_URL`, or a server of its own. */
export async function startTestDatabase(): Promise<TestDatabase> {
  const external = process.env['PODPASS_TEST_DATABASE_URL'];
  const dataDir = mkdtempSync(join(tmpdir(), 'podpass-operations-'));
  // The database server runs as another user when the tests run as root.
  chmodSync(dataDir, 0o755);
  const server = external === undefined ? await startEmbeddedPostgres({ dataDir }) : undefined;
  const databaseUrl = server?.databaseUrl ?? external ?? '';
  const store = await openStore({ databaseUrl });
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 });
  await pool.query('drop table if exists effect, gate, lost, ended');
  await pool.query(effectsSchema);
  return {
    databaseUrl,
    store,
    pool,
    remove: async () => {
      await pool.end();
      await store.close();
      await server?.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Waits, by the operation's events, until it is as wanted. */
export async function until(
  store: Pick<Store, 'operations'>,
  id: string,
  wanted: (operation: Operation) => boolean = ({ state }) => isOperationOver(state),
  withinMs = 20_000,
): Promise<Operation> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    let wake = (): void => undefined;
    const news = new Promise<void>((resolve) => (wake = resolve));
    const unsubscribe = store.operations.subscribe(id, () => wake());
    const timer = setTimeout(() => wake(), 500);
    try {
      const operation = await store.operations.get(id);
      if (operation !== undefined && wanted(operation)) return operation;
      if (Date.now() > deadline) {
        const events = await store.operations.events(id, 0);
        throw new Error(
          `not as wanted: ${operation?.state}\n${events.map((event) => JSON.stringify(event)).join('\n')}`,
        );
      }
      await news;
    } finally {
      clearTimeout(timer);
      unsubscribe();
    }
  }
}
