import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Binaries, findBinaries } from './binaries.ts';
import { type Home, prepareHome } from './home.ts';
import { initialise, serverEnvironment, type Settings } from './initialise.ts';
import { keepRunning, type Running } from './keep-running.ts';
import { forgetReusedNumber, runningPostmaster, shutDown } from './postmaster.ts';
import { refusal } from './refusal.ts';
import { inTurn } from './turn.ts';

export interface EmbeddedPostgresOptions {
  /** Made if it is missing. Everything that the server keeps is below it (or beside it, see `prepareHome`). */
  dataDir: string;
  /** Left out: any free one. */
  port?: number | undefined;
  /** Told when the server ended by itself and could not be brought back yet, for the log. */
  onProblem?: ((error: Error) => void) | undefined;
}

export interface EmbeddedPostgres {
  databaseUrl: string;
  /** Where the server keeps its data. */
  folder: string;
  /** Stops the server, unless another process still uses it. */
  stop(): Promise<void>;
}

const patienceMs = 30_000;
const unexplainedAttempts = 4;
const socketRefused = /could not (bind|create any TCP)/;
const presence = 'podpass presence';

/**
 * PostgreSQL from npm, on 127.0.0.1 with a password. A server that still runs on the data folder (this process was
 * killed, or a second one shares the folder) is taken over; one that was killed is recovered, also later. Rejects with
 * `store-unavailable` if folder, disk or port cannot be used.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const home = prepareHome(options.dataDir);
  return inTurn(home.lock, async () => {
    const binaries = findBinaries(home);
    const settings = await initialise(home, binaries);
    const find = async (port: number | undefined): Promise<Running> =>
      (await adopt(home, settings)) ?? (await start(home, binaries, settings, port));
    const running = await find(options.port);
    const kept = keepRunning(running, (work) => inTurn(home.lock, () => work(find)), options.onProblem);
    let stopping: Promise<void> | undefined;
    return {
      databaseUrl: running.databaseUrl,
      folder: home.folder,
      // Once: a second call must not end a server that somebody else has started since.
      stop: () => {
        kept.letGo();
        return (stopping ??= inTurn(home.lock, () => leave(home, kept.present())));
      },
    };
  });
}

/** Undefined if no server runs on this folder. Waits for one that is starting, recovering or about to end. */
async function adopt(home: Home, settings: Settings): Promise<Running | undefined> {
  for (const deadline = Date.now() + patienceMs; ; await sleep(50)) {
    const postmaster = runningPostmaster(home);
    if (postmaster === undefined) return undefined;
    const running = postmaster.port === undefined ? undefined : await connect(urlOf(settings, postmaster.port));
    if (running !== undefined) return running;
    if (Date.now() > deadline) {
      throw refusal(`A PostgreSQL server (process ${postmaster.pid}) runs on ${home.data} and does not answer`);
    }
  }
}

async function start(home: Home, binaries: Binaries, settings: Settings, port: number | undefined): Promise<Running> {
  const deadline = Date.now() + patienceMs;
  for (let attempt = 1; ; attempt += 1, await sleep(100)) {
    forgetReusedNumber(home);
    const chosen = port ?? (await freePort());
    const running = await launch(home, binaries, urlOf(settings, chosen), chosen);
    if (running !== undefined) return running;
    const words = lastLogLine(home);
    if (!mayPass(words, attempt, port) || Date.now() > deadline) {
      const remedy = socketRefused.test(words) ? `Is port ${chosen} taken?` : `See ${home.log}.`;
      throw refusal('PostgreSQL did not start', words, remedy);
    }
  }
}

/**
 * After a kill, processes of the former server may hold its memory and its files for a moment longer, and PostgreSQL
 * has many words for that. A port that was asked for stays taken.
 */
function mayPass(words: string, attempt: number, port: number | undefined): boolean {
  if (socketRefused.test(words)) return port === undefined;
  return /shared memory|semaphore|lock file/.test(words) || attempt < unexplainedAttempts;
}

/** Undefined if the server ended before it accepted connections. */
async function launch(home: Home, { postgres }: Binaries, url: string, port: number): Promise<Running | undefined> {
  const log = openSync(home.log, 'w', 0o600);
  // Its own process group: Ctrl+C in a terminal reaches us alone, and we stop it when we are done with it.
  const server = spawn(
    postgres,
    [
      '-D',
      home.data,
      `--port=${port}`,
      '--listen_addresses=127.0.0.1',
      '--unix_socket_directories=',
      '--shared_buffers=32MB',
      '--jit=off',
      '--timezone=UTC',
      '--log_timezone=UTC',
    ],
    { ...home.account, cwd: home.folder, env: serverEnvironment(home), stdio: ['ignore', log, log], detached: true },
  );
  closeSync(log);
  let ended = false;
  let failure: Error | undefined;
  server.once('exit', () => (ended = true));
  server.once('error', (error) => {
    failure = error;
    ended = true;
  });
  server.unref();
  for (const deadline = Date.now() + patienceMs; !ended; await sleep(25)) {
    const running = await connect(url);
    if (running !== undefined) return running;
    if (Date.now() > deadline) {
      server.kill('SIGQUIT');
      throw refusal('PostgreSQL did not accept connections within 30 seconds', lastLogLine(home), `See ${home.log}.`);
    }
  }
  if (failure !== undefined) throw refusal(`${postgres} cannot be run`, failure);
  return undefined;
}

async function connect(databaseUrl: string): Promise<Running | undefined> {
  const present = new pg.Client({
    connectionString: databaseUrl,
    application_name: presence,
    connectionTimeoutMillis: 2_000,
    keepAlive: true,
  });
  // If the server dies, whoever uses the database hears of it; here it only means that there is nothing to leave.
  present.on('error', () => undefined);
  try {
    await present.connect();
    return { databaseUrl, present };
  } catch {
    await present.end().catch(() => undefined);
    return undefined;
  }
}

async function leave(home: Home, present: pg.Client): Promise<void> {
  const others = await othersPresent(present);
  await present.end().catch(() => undefined);
  if (!others) await shutDown(home);
}

/** If the server cannot be asked any more, it is down or about to be, and nobody uses it. */
async function othersPresent(present: pg.Client): Promise<boolean> {
  try {
    const { rows } = await present.query<{ others: boolean }>(
      'select count(*) > 1 as others from pg_stat_activity where application_name = $1',
      [presence],
    );
    return rows[0]?.others === true;
  } catch {
    return false;
  }
}

function urlOf({ user, password }: Settings, port: number): string {
  return `postgres://${user}:${password}@127.0.0.1:${port}/postgres`;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => reject(refusal('No port of 127.0.0.1 can be used', error)));
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port);
        else reject(refusal('No port of 127.0.0.1 can be used'));
      });
    });
  });
}

function lastLogLine({ log }: Home): string {
  const lines = readFileSync(log, 'utf8').trim().split('\n');
  return (lines.findLast((line) => /FATAL|ERROR|PANIC/.test(line)) ?? lines.at(-1) ?? '').replace(
    /^.*?\b(?=FATAL|ERROR|PANIC)/,
    '',
  );
}
