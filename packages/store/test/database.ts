import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@podpass/store';
import pg from 'pg';

/** Where tests make their databases. */
export interface TestServer {
  /** Of a database that is nobody's, for commands about others. */
  databaseUrl: string;
  /** An empty database of its own on this server. */
  database(): Promise<string>;
  remove(): Promise<void>;
}

/** One empty database. */
export interface TestDatabase {
  databaseUrl: string;
  remove(): Promise<void>;
}

/** Each makes the server write everything to its disk; those at the same time share that. */
const dropsAtOnce = 8;

/**
 * The PostgreSQL of `PODPASS_TEST_DATABASE_URL`, whose role needs the right to create databases and no other; without
 * it, an embedded one that nobody else uses.
 */
export async function startTestServer(): Promise<TestServer> {
  const { databaseUrl, stop } = await serverToTestOn();
  const names: string[] = [];
  // Replicas that were killed may still have sessions.
  const drop = (name: string) => query(databaseUrl, `drop database if exists ${name} with (force)`);
  return {
    databaseUrl,
    database: async () => {
      const name = `podpass_test_${randomBytes(6).toString('hex')}`;
      await query(databaseUrl, `create database ${name}`);
      names.push(name);
      const url = new URL(databaseUrl);
      url.pathname = `/${name}`;
      return url.href;
    },
    remove: async () => {
      while (names.length > 0) await Promise.all(names.splice(0, dropsAtOnce).map(drop));
      await stop();
    },
  };
}

export async function createTestDatabase(): Promise<TestDatabase> {
  const server = await startTestServer();
  return { databaseUrl: await server.database(), remove: () => server.remove() };
}

async function serverToTestOn(): Promise<{ databaseUrl: string; stop(): Promise<void> }> {
  const external = process.env['PODPASS_TEST_DATABASE_URL'];
  if (external) return { databaseUrl: external, stop: () => Promise.resolve() };
  const dataDir = temporaryFolder();
  const { databaseUrl, stop } = await startEmbeddedPostgres({ dataDir });
  return {
    databaseUrl,
    stop: async () => {
      await stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A data folder that also the server's account can reach. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'podpass-test-'));
  chmodSync(folder, 0o755);
  return folder;
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
