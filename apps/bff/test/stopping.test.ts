import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmbeddedPostgres } from '@podpass/store';
import { afterEach, describe, expect, it } from 'vitest';
import { askAt, cookieOf, startTestConsole } from './test-console.ts';

const clean: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of clean.splice(0).reverse()) await step();
});

describe('stopping', () => {
  it('lets requests end, ends streams, and takes no new ones', async () => {
    const podpass = await startTestConsole();
    clean.push(() => podpass.remove());
    const headers = await podpass.as('viewer');
    const { id } = await startedOperation(podpass.store);
    const stream = await new Promise<IncomingMessage>((resolve, reject) => {
      const path = `/api/v1/operations/${id}/events`;
      get({ host: '127.0.0.1', port: podpass.port, path, headers, agent: false }, resolve).on('error', reject);
    });
    const streamEnded = once(stream.resume(), 'close');
    await podpass.control('latency', 'PUT', { eks: 700 });
    const slow = podpass.ask('/api/v1/clusters/nowhere', { headers });
    await sleep(200);

    const began = Date.now();
    await podpass.stop();
    expect(Date.now() - began).toBeLessThan(5_000);
    expect(await slow).toMatchObject({ status: 404, json: { code: 'cluster-not-found' } });
    await streamEnded;
    await expect(podpass.ask('/healthz')).rejects.toThrow(/ECONNREFUSED/);
  });
});

describe('a database that goes away', () => {
  it('is said in every answer, and used again when it is back', async () => {
    const dataDir = dataFolder();
    const postgres = await startEmbeddedPostgres({ dataDir });
    const podpass = await startTestConsole({ databaseUrl: postgres.databaseUrl });
    clean.push(() => podpass.remove());
    const headers = await podpass.as('viewer');
    const browser = await podpass.asBrowser();
    await postgres.stop();
    for (const as of [headers, browser]) {
      const answer = await podpass.ask('/api/v1/session', { headers: as });
      expect(answer).toMatchObject({ status: 503, json: { code: 'store-unavailable' } });
    }
    expect(await podpass.ask('/sign-in?code=aaaaaaaaaaaaaaaaaaaaaaaa')).toMatchObject({ status: 503 });
    expect(await podpass.ask('/readyz')).toMatchObject({ status: 503, json: { checks: { store: 'failed' } } });
    expect(await podpass.ask('/healthz')).toMatchObject({ status: 200 });

    const port = Number(new URL(postgres.databaseUrl).port);
    const again = await startEmbeddedPostgres({ dataDir, port });
    clean.push(() => again.stop());
    for (const deadline = Date.now() + 10_000; (await podpass.ask('/readyz')).status !== 200; await sleep(50)) {
      if (Date.now() > deadline) throw new Error('not ready again');
    }
    expect(await podpass.ask('/api/v1/session', { headers })).toMatchObject({ status: 200 });
    expect(await podpass.ask('/api/v1/session', { headers: browser })).toMatchObject({ status: 200 });
  });
});

async function startedOperation({ operations, attempts }: Awaited<ReturnType<typeof startTestConsole>>['store']) {
  const { operation } = await operations.create({
    id: crypto.randomUUID(),
    clusterKey: 'demo',
    state: 'running',
    attempt: 1,
    requestedBy: 'ann',
    startedAt: new Date().toISOString(),
    plan: {
      cluster: {
        key: 'demo',
        name: 'demo',
        region: 'us-west-2',
        account: '111122223333',
        partition: 'aws',
        arn: 'arn',
      },
      kind: 'install-agent',
      title: 'Install the agent',
      steps: [],
      findings: [],
    },
  });
  await attempts.claim(operation.id, operation.attempt);
  return operation;
}

interface Program {
  process: ChildProcess;
  output: () => string;
  /** Waits until the output matches, or rejects if the program ends before. */
  says: (pattern: RegExp) => Promise<RegExpExecArray>;
  ended: Promise<number | null>;
}

/** The program itself, as `npm start` runs it, from its sources. */
function run(environment: Record<string, string>): Program {
  const child = fork(fileURLToPath(new URL('./run-main.mjs', import.meta.url)), [], {
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, PODPASS_PORT: '0', ...environment },
  });
  clean.push(() => child.kill('SIGKILL'));
  let output = '';
  for (const part of [child.stdout, child.stderr]) part?.on('data', (data) => (output += String(data)));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const says = async (pattern: RegExp): Promise<RegExpExecArray> => {
    for (;;) {
      const found = pattern.exec(output);
      if (found !== null) return found;
      const next = await Promise.race([
        ended,
        child.stdout && once(child.stdout, 'data'),
        child.stderr && once(child.stderr, 'data'),
      ]);
      if (typeof next === 'number') throw new Error(`ended with ${next}: ${output}`);
    }
  };
  return { process: child, output: () => output, says, ended };
}

function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'podpass-main-'));
  chmodSync(folder, 0o755);
  clean.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe('the program', () => {
  it('says where it is and how to sign in, survives kill -9, keeps sessions, and stops in order', async () => {
    const dataDir = dataFolder();
    const first = run({ PODPASS_DATA_DIR: dataDir });
    const [, port = ''] = await first.says(/Podpass: http:\/\/127\.0\.0\.1:(\d+)\//);
    const [, path = ''] = await first.says(/Sign in: http:\/\/127\.0\.0\.1:\d+(\/sign-in\?code=[\w-]{43})\n/);
    await first.says(/Sandbox: http:\/\/127\.0\.0\.1:\d+ .*\n.*AWS_ENDPOINT_URL=http:\/\/127\.0\.0\.1:\d+ AWS_REGION=/);
    await first.says(/Press Ctrl\+C to stop/);
    const { headers } = await askAt(Number(port), path);
    await first.says(/used up\. The next one: http/);
    const secret = readFileSync(join(dataDir, 'session-secret'), 'utf8');
    expect(statSync(join(dataDir, 'session-secret')).mode & 0o077).toBe(0);
    first.process.kill('SIGKILL');
    await first.ended;

    const second = run({ PODPASS_DATA_DIR: dataDir, PODPASS_PORT: port });
    await second.says(/Press Ctrl\+C to stop/);
    expect(readFileSync(join(dataDir, 'session-secret'), 'utf8')).toBe(secret);
    expect(await askAt(Number(port), '/api/v1/session', { headers: { cookie: cookieOf(headers) } })).toMatchObject({
      status: 200,
    });
    const began = Date.now();
    second.process.kill('SIGTERM');
    expect(await second.ended).toBe(0);
    expect(Date.now() - began).toBeLessThan(5_000);
    expect(existsSync(join(dataDir, 'postgres', 'data', 'postmaster.pid'))).toBe(false);
    expect(second.output()).not.toMatch(/Warning|Error/);
  }, 60_000);

  it('says what is wrong with its configuration, all at once', async () => {
    const program = run({ PODPASS_PORT: 'x', PODPASS_AWS: 'maybe', DATABASE_URL: 'mysql://x' });
    expect(await program.ended).toBe(2);
    expect(program.output()).toMatch(/PODPASS_PORT must be a port/);
    expect(program.output()).toMatch(/PODPASS_AWS must be sandbox or account/);
    expect(program.output()).toMatch(/DATABASE_URL must be like postgres/);
    expect(program.output()).not.toMatch(/\bat .*\.ts/);
  });

  it('says what to do when its port is taken, or its database away', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    clean.push(() => taken.close());
    const { port } = taken.address() as { port: number };
    const [noPort, noDatabase] = [
      run({ PODPASS_DATA_DIR: dataFolder(), PODPASS_PORT: String(port) }),
      run({ DATABASE_URL: 'postgres://podpass:hidden@127.0.0.1:1/podpass' }),
    ];
    expect(await noPort.ended).toBe(1);
    expect(noPort.output()).toMatch(new RegExp(`Port ${port} of 127\\.0\\.0\\.1 is taken.*PODPASS_PORT=${port + 1}`));
    expect(await noDatabase.ended).toBe(1);
    expect(noDatabase.output()).toMatch(/The database does not answer\. .*ECONNREFUSED/);
    expect(noDatabase.output()).not.toMatch(/hidden|\bat .*\.ts/);
  });
});
