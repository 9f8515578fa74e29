import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ClusterConfig } from '@podpass/inventory';
import { openStore } from '@podpass/store';
import { afterEach, expect, it } from 'vitest';
import { createTestDatabase, temporaryFolder } from '../../../packages/store/test/database.ts';
import { type Answer, askAt, cookieOf, jsonOf } from './test-console.ts';

const clean: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of clean.splice(0).reverse()) await step();
});

interface Running {
  child: ChildProcess;
  ask(path: string, method?: string, body?: unknown): Promise<Answer>;
}

async function run(environment: Record<string, string>): Promise<Running> {
  const child = fork(fileURLToPath(new URL('./run-console.mjs', import.meta.url)), [], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, ...environment },
  });
  clean.push(() => child.kill('SIGKILL'));
  const [said] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`ended with ${String(code)}`))),
  ])) as [{ address: string; signInLink: string }];
  const port = Number(new URL(said.address).port);
  const { pathname, search } = new URL(said.signInLink);
  const cookie = cookieOf((await askAt(port, `${pathname}${search}`)).headers);
  return {
    child,
    ask: (path, method = 'GET', body) =>
      askAt(port, `/api/v1${path}`, { method, headers: { cookie, 'sec-fetch-site': 'same-origin' }, body }),
  };
}

it('kill -9 amid saves loses no draft that was acknowledged', async () => {
  const dataDir = temporaryFolder();
  clean.push(() => rmSync(dataDir, { recursive: true, force: true }));
  const { databaseUrl, remove } = await createTestDatabase();
  clean.push(() => remove());
  const first = await run({ PODPASS_DATA_DIR: dataDir, DATABASE_URL: databaseUrl, PODPASS_PORT: '0' });
  const { id } = jsonOf<ClusterConfig>(await first.ask('/cluster-configs', 'POST', { text: 'kind: 0' }));
  let acknowledged = 1;
  const writing = (async () => {
    for (;;) {
      const body = { text: `kind: ${acknowledged}`, basedOn: acknowledged };
      const answer = await first.ask(`/cluster-configs/${id}/draft`, 'PUT', body);
      if (answer.status !== 200) throw new Error(answer.text);
      acknowledged = jsonOf<{ version: number }>(answer).version;
      if (acknowledged === 20) setImmediate(() => first.child.kill('SIGKILL'));
    }
  })();
  await expect(writing).rejects.toThrow(/ECONNRESET|ECONNREFUSED|socket hang up/);

  const store = await openStore({ databaseUrl });
  clean.push(() => store.close());
  const draft = (await store.configs.get(id))?.draft;
  // The save that nobody heard of again may have arrived; every other did.
  expect([acknowledged, acknowledged + 1]).toContain(draft?.version);
  expect(draft?.text).toBe(`kind: ${(draft?.version ?? 0) - 1}`);
}, 120_000);
