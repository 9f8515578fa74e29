import { rmSync } from 'node:fs';
import { openStore, startEmbeddedPostgres } from '@podpass/store';
import { expect, it } from 'vitest';
import { query, temporaryFolder } from '../../store/test/database.ts';
import { startOperationEngine } from '../src/index.ts';

it('says what a role of the database needs that may not make tables in it', async () => {
  const dataDir = temporaryFolder();
  const server = await startEmbeddedPostgres({ dataDir });
  try {
    await query(server.databaseUrl, `create role guest login password 'guest'`);
    const url = new URL(server.databaseUrl);
    Object.assign(url, { username: 'guest', password: 'guest' });
    const refused = (what: RegExp) => ({ code: 'store-unavailable', data: { detail: expect.stringMatching(what) } });
    await expect(openStore({ databaseUrl: url.href })).rejects.toMatchObject(
      refused(/permission denied for schema public.* needs CREATE on its database/),
    );
    await query(server.databaseUrl, 'grant create on schema public to guest');
    const store = await openStore({ databaseUrl: url.href });
    const work = { applyStep: never, undoStep: never, canBeUndone: () => false, ended: never };
    const engine = startOperationEngine({
      databaseUrl: url.href,
      store,
      work,
      version: 'v1',
      onProblem: () => undefined,
    });
    await expect(engine).rejects.toMatchObject(
      refused(/permission denied for database.* needs CREATE on its database/),
    );
    await store.close();
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});

function never(): never {
  throw new Error('No operation runs here.');
}
