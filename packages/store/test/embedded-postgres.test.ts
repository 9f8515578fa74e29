import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@podpass/store';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { query, temporaryFolder } from './database.ts';

const clean: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of clean.splice(0).reverse()) await step();
});

function folder(): string {
  const made = temporaryFolder();
  clean.push(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** Initialised by whichever test comes first; each test that uses it leaves no server running. */
const shared = temporaryFolder();
afterAll(() => rmSync(shared, { recursive: true, force: true }));

async function start(dataDir: string, port?: number): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, port });
  clean.push(() => server.stop());
  return server;
}

function pidOf(server: EmbeddedPostgres): number {
  return Number(readFileSync(join(server.folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
}

async function gone(pid: number): Promise<void> {
  for (let i = 0; i < 200; i++) {
    try {
      process.kill(pid, 0);
      if (readFileSync(`/proc/${pid}/cmdline`, 'utf8') === '') return;
    } catch {
      return;
    }
    await sleep(20);
  }
  throw new Error(`process ${pid} is still there`);
}

/** Starts the server from another process, which holds it until it is told to stop or killed. */
async function startElsewhere(dataDir: string): Promise<{ process: ChildProcess; databaseUrl: string }> {
  const child = fork(fileURLToPath(new URL('./hold-postgres.mjs', import.meta.url)), [dataDir], {
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  clean.push(() => child.kill('SIGKILL'));
  const [message] = (await once(child, 'message')) as [{ databaseUrl: string }];
  return { process: child, databaseUrl: message.databaseUrl };
}

describe('embedded PostgreSQL', () => {
  it('keeps its data over a stop and a start, and lets nobody in without the password', async () => {
    const dataDir = shared;
    const first = await start(dataDir);
    await query(first.databaseUrl, 'create table kept as select 42 as answer');
    const anonymous = new URL(first.databaseUrl);
    anonymous.password = 'guess';
    await expect(query(anonymous.href, 'select 1')).rejects.toThrow(/password authentication failed/);
    const pid = pidOf(first);
    await first.stop();
    await gone(pid);

    const second = await start(dataDir);
    expect(await query(second.databaseUrl, 'select answer from kept')).toEqual([{ answer: 42 }]);
    expect(statSync(join(second.folder, 'server.json')).mode & 0o077).toBe(0);
    expect(statSync(second.folder).mode & 0o077).toBe(0);
  });

  it('recovers a server that was killed', async () => {
    const dataDir = shared;
    const first = await start(dataDir);
    await query(first.databaseUrl, 'create table kept_by_server as select 42 as answer');
    process.kill(pidOf(first), 'SIGKILL');

    const second = await start(dataDir);
    expect(await query(second.databaseUrl, 'select answer from kept_by_server')).toEqual([{ answer: 42 }]);
  });

  it('brings a server back that was killed while it is used, on the same port', async () => {
    const used = await start(shared);
    await query(used.databaseUrl, 'create table kept_in_use as select 42 as answer');
    const killed = pidOf(used);
    process.kill(killed, 'SIGKILL');
    await gone(killed);

    await vi.waitFor(
      async () => expect(await query(used.databaseUrl, 'select answer from kept_in_use')).toEqual([{ answer: 42 }]),
      { timeout: 30_000, interval: 100 },
    );
    const pid = pidOf(used);
    await used.stop();
    await gone(pid);
    await expect(query(used.databaseUrl, 'select 1')).rejects.toThrow();
  });

  it('adopts the server of a process that was killed', async () => {
    const dataDir = shared;
    const held = await startElsewhere(dataDir);
    await query(held.databaseUrl, 'create table kept_by_client as select 42 as answer');
    held.process.kill('SIGKILL');
    await once(held.process, 'exit');

    const adopted = await start(dataDir);
    expect(adopted.databaseUrl).toBe(held.databaseUrl);
    expect(await query(adopted.databaseUrl, 'select answer from kept_by_client')).toEqual([{ answer: 42 }]);
    const pid = pidOf(adopted);
    await adopted.stop();
    await gone(pid);
  });

  it('recovers when both were killed', async () => {
    const dataDir = shared;
    const held = await startElsewhere(dataDir);
    await query(held.databaseUrl, 'create table kept_by_both as select 42 as answer');
    held.process.kill('SIGKILL');
    const pid = Number(readFileSync(join(dataDir, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
    process.kill(pid, 'SIGKILL');

    const again = await start(dataDir);
    expect(await query(again.databaseUrl, 'select answer from kept_by_both')).toEqual([{ answer: 42 }]);
  });

  it('is shared by processes that start at once, and ends with the last of them', async () => {
    const dataDir = shared;
    const [here, there] = await Promise.all([start(dataDir), startElsewhere(dataDir)]);
    expect(there.databaseUrl).toBe(here.databaseUrl);
    const pid = pidOf(here);
    await here.stop();
    expect(await query(there.databaseUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    there.process.send('stop');
    await once(there.process, 'exit');
    await gone(pid);
  });

  it('does not take another program for the server whose number it has', async () => {
    const dataDir = shared;
    const first = await start(dataDir);
    const file = join(first.folder, 'data', 'postmaster.pid');
    const lines = readFileSync(file, 'utf8').split('\n');
    await first.stop();
    writeFileSync(file, [process.pid, ...lines.slice(1)].join('\n'));

    const second = await start(dataDir);
    expect(await query(second.databaseUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('forgets an initialisation and a turn that were interrupted', async () => {
    const dataDir = folder();
    const home = join(dataDir, 'postgres');
    mkdirSync(join(home, 'data.unfinished', 'base'), { recursive: true });
    writeFileSync(join(home, 'data.unfinished', 'PG_VERSION'), '18');
    writeFileSync(join(home, 'starting.lock'), '999999999 of-a-dead-process');

    const server = await start(dataDir);
    expect(await query(server.databaseUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('says so when the port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    clean.push(() => taken.close());
    const address = taken.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    await expect(startEmbeddedPostgres({ dataDir: folder(), port: address.port })).rejects.toMatchObject({
      code: 'store-unavailable',
      data: { detail: expect.stringContaining(`port ${address.port} taken`) },
    });
  });

  it('says so when the folder cannot be used', async () => {
    const file = join(folder(), 'a-file');
    writeFileSync(file, '');
    await expect(startEmbeddedPostgres({ dataDir: join(file, 'below') })).rejects.toMatchObject({
      code: 'store-unavailable',
      data: { detail: expect.stringContaining('PODPASS_DATA_DIR') },
    });
  });

  it('keeps out of a private folder that the account of the server cannot reach', async () => {
    const dataDir = folder();
    chmodSync(dataDir, 0o700);
    const server = await startEmbeddedPostgres({ dataDir });
    clean.push(() => rmSync(server.folder, { recursive: true, force: true }));
    clean.push(() => server.stop());
    expect(await query(server.databaseUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    // An ordinary user's own server runs as that user, who can.
    expect(existsSync(join(dataDir, 'postgres'))).toBe(process.getuid?.() !== 0);
  });
});
