import { isOperationOver, type Operation } from '@podpass/inventory';
import { openStore, type Store } from '@podpass/store';
import pg from 'pg';
import { createTestDatabase } from '../../../store/test/database.ts';
import { effectsSchema } from './effects.ts';

export interface TestDatabase {
  databaseUrl: string;
  store: Store;
  pool: pg.Pool;
  remove(): Promise<void>;
}

/** A database with the tables of effects. */
export async function startTestDatabase(): Promise<TestDatabase> {
  const { databaseUrl, remove } = await createTestDatabase();
  const store = await openStore({ databaseUrl });
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 });
  await pool.query(effectsSchema);
  return {
    databaseUrl,
    store,
    pool,
    remove: async () => {
      await pool.end();
      await store.close();
      await remove();
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
