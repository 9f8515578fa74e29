// What 500 people who watch one operation cost one console: memory, and how long after an event was written each of
// them has it. Prints one line per figure; `--json` prints one JSON document instead.
//   pnpm bench:watchers [--watchers 500] [--events 30] [--pause 500] [--json]
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openStore, startEmbeddedPostgres } from '@podpass/store';

const barOfLatency = 1_000;
const barOfMemoryPerWatcher = 400;

await main();

async function main() {
  const settings = readSettings();
  const dataDir = mkdtempSync(join(tmpdir(), 'podpass-bench-'));
  chmodSync(dataDir, 0o755);
  const server = await startEmbeddedPostgres({ dataDir });
  const podpass = await startConsole(server.databaseUrl, dataDir);
  const store = await openStore({ databaseUrl: server.databaseUrl });
  const agent = new Agent({ maxSockets: Number.POSITIVE_INFINITY });
  try {
    const { secret } = await store.signIn.issueToken({ user: 'bench', role: 'viewer', name: 'bench' }, 3_600_000);
    const operation = operationOf();
    await store.operations.create(operation);
    await store.attempts.claim(operation.id, 1);
    await tell(store, operation.id, 'warm');
    const before = memoryOf(podpass.pid);
    const latencies = [];
    const watchers = await Promise.all(
      Array.from({ length: settings.watchers }, () =>
        watch(`${podpass.url}/api/v1/operations/${operation.id}/events`, secret, agent, latencies),
      ),
    );
    const watching = memoryOf(podpass.pid);
    const cpu = cpuOf(podpass.pid);
    const began = Date.now();
    for (let event = 0; event < settings.events; event += 1) {
      await tell(store, operation.id, `sent ${Date.now()}`);
      await sleep(settings.pause);
    }
    await tell(store, operation.id, 'end', { operationState: 'done' });
    await Promise.all(watchers.map(({ ended }) => ended));
    report(settings, {
      before,
      watching,
      after: memoryOf(podpass.pid),
      cpu: (cpuOf(podpass.pid) - cpu) / (Date.now() - began),
      latencies: latencies.toSorted((a, b) => a - b),
    });
  } finally {
    agent.destroy();
    await store.close();
    podpass.child.kill('SIGTERM');
    await new Promise((resolve) => podpass.child.on('exit', resolve));
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function readSettings() {
  const number = (value) => {
    const read = Number(value);
    if (!Number.isInteger(read) || read < 1) throw new Error(`must be a whole number from 1: ${value}`);
    return read;
  };
  const { values } = parseArgs({
    options: {
      watchers: { type: 'string', default: '500' },
      events: { type: 'string', default: '30' },
      pause: { type: 'string', default: '500' },
      json: { type: 'boolean', default: false },
    },
  });
  return {
    watchers: number(values.watchers),
    events: number(values.events),
    pause: number(values.pause),
    json: values.json,
  };
}

async function startConsole(databaseUrl, dataDir) {
  const program = fileURLToPath(new URL('../../../apps/bff/dist/main.js', import.meta.url));
  const child = spawn(process.execPath, [program], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, DATABASE_URL: databaseUrl, PODPASS_DATA_DIR: dataDir, PODPASS_PORT: '0' },
  });
  let output = '';
  for await (const part of child.stdout.iterator({ destroyOnReturn: false })) {
    output += String(part);
    const [, url] = /Podpass: (http:\/\/[^/]+)\//.exec(output) ?? [];
    if (url !== undefined && output.includes('Press Ctrl+C')) {
      child.stdout.resume();
      return { child, pid: child.pid, url };
    }
  }
  throw new Error(`The console did not start: ${output}`);
}

/** Resolves when the first event has arrived; `ended` when the stream is over. */
function watch(url, token, agent, latencies) {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent, headers: { authorization: `Bearer ${token}` } }, (response) => {
      if (response.statusCode !== 200) {
        reject(new Error(`${response.statusCode}`));
        return;
      }
      const ended = new Promise((over) => response.on('close', over));
      response.setEncoding('utf8').on('data', (text) => {
        for (const [, sent] of text.matchAll(/"sent (\d+)"/g)) latencies.push(Date.now() - Number(sent));
        resolve({ ended });
      });
    });
    request.on('error', reject);
  });
}

async function tell(store, id, message, more = {}) {
  await store.operations.appendEvent(id, { at: new Date().toISOString(), message, ...more }, 1);
}

function operationOf() {
  const cluster = { key: 'b', name: 'b', region: 'us-west-2', account: '111122223333', partition: 'aws', arn: 'arn' };
  const plan = { cluster, kind: 'bench', title: 'Bench', steps: [], findings: [] };
  const startedAt = new Date().toISOString();
  return { id: randomUUID(), clusterKey: 'b', state: 'running', plan, requestedBy: 'bench', startedAt, attempt: 1 };
}

/** Resident memory in MB. */
function memoryOf(pid) {
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}

/** Time on a processor so far, in milliseconds. */
function cpuOf(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function report({ watchers, events, pause, json }, { before, watching, after, cpu, latencies }) {
  const at = (part) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * part))] ?? 0;
  const figures = {
    watchers,
    events,
    delivered: latencies.length,
    memoryMb: { before: Math.round(before), watching: Math.round(watching), after: Math.round(after) },
    kbPerWatcher: Math.round(((watching - before) * 1024) / watchers),
    latencyMs: { median: at(0.5), p95: at(0.95), p99: at(0.99), longest: latencies.at(-1) ?? 0 },
    processor: Math.round(cpu * 100) / 100,
  };
  if (json) console.log(JSON.stringify(figures, null, 2));
  else {
    console.log(`${watchers} watchers of one operation, ${events} events, one each ${pause} ms`);
    console.log(`delivered: ${figures.delivered} of ${watchers * events}`);
    console.log(
      `memory: ${figures.memoryMb.before} MB before, ${figures.memoryMb.watching} MB watched, ${figures.memoryMb.after} MB after; ${figures.kbPerWatcher} kB each (bar ${barOfMemoryPerWatcher})`,
    );
    const { median, p95, p99, longest } = figures.latencyMs;
    console.log(
      `latency: median ${median} ms, 95% ${p95} ms, 99% ${p99} ms (bar ${barOfLatency}), longest ${longest} ms`,
    );
    console.log(`processor: ${figures.processor} of one`);
  }
  const missed = latencies.length !== watchers * events || at(0.99) > barOfLatency;
  if (missed || figures.kbPerWatcher > barOfMemoryPerWatcher) process.exitCode = 1;
}
