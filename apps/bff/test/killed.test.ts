import { rmSync } from 'node:fs';
import type { ClusterConfig } from '@podpass/inventory';
import { openStore } from '@podpass/store';
import { afterEach, expect, it } from 'vitest';
import { createTestDatabase, temporaryFolder } from '../../../packages/store/test/database.ts';
import { askApi, signInAt, startConsoleProcess } from './console-process.ts';
import { jsonOf } from './test-console.ts';

const clean: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of clean.splice(0).reverse()) await step();
});

it('kill -9 amid saves loses no draft that was acknowledged', async () => {
  const dataDir = temporaryFolder();
  clean.push(() => rmSync(dataDir, { recursive: true, force: true }));
  const { databaseUrl, remove } = await createTestDatabase();
  clean.push(() => remove());
  const first = await startConsoleProcess({ PODPASS_DATA_DIR: dataDir, DATABASE_URL: databaseUrl });
  clean.push(() => first.kill());
  const ann = await signInAt(first);
  const { id } = jsonOf<ClusterConfig>(await askApi(first, ann, '/cluster-configs', 'POST', { text: 'kind: 0' }));
  let acknowledged = 1;
  const writing = (async () => {
    for (;;) {
      const body = { text: `kind: ${acknowledged}`, basedOn: acknowledged };
      const answer = await askApi(first, ann, `/cluster-configs/${id}/draft`, 'PUT', body);
      if (answer.status !== 200) throw new Error(answer.text);
      acknowledged = jsonOf<{ version: number }>(answer).version;
      if (acknowledged === 20) setImmediate(() => void first.kill());
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
