import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@podpass/store';
import pg from 'pg';

/** A data folder that also the server's account can reach. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'podpass-test-'));
  chmodSync(folder, 0o755);
  return folder;
}

export interface TestServer extends EmbeddedPostgres {
  /** An empty database of its own on this server. */
  database(): Promise<string>;
  remove(): Promise<void>;
}

export async function startTestServer(): Promise<TestServer> {
  const dataDir = temporaryFolder();
  const server = await startEmbeddedPostgres({ dataDir });
  let databases = 0;
  return {
    ...server,
    database: async () => {
      const name = `test_${++databases}`;
      await query(server.databaseUrl, `create database ${name}`);
      const url = new URL(server.databaseUrl);
      url.pathname = `/${name}`;
      return url.href;
    },
    remove: async () => {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export async function query(databaseUrl: string, text: string, parameters: unknown[] = []): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(text, parameters);
    return rows;
  } finally {
    await client.end();
  }
}
