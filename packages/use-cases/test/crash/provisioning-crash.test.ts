import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startOperationEngine } from '@podpass/operations';
import { type Sandbox, startSandbox } from '@podpass/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { crash, type CrashReport } from '../../../operations/test/crash/crash-harness.ts';
import { bundle } from '../../../tooling/sources/bundle.ts';
import { operationWork, type StepEnvironment } from '../../src/index.ts';
import { clusterAsMade, wholeAccount } from '../support/account.ts';
import { accountToMakeIn, roleToHave } from '../support/cluster-to-make.ts';
import { openTestStore, type TestStore } from '../support/house.ts';
import { stepsOn } from '../support/steps-on.ts';
import { ClusterLife, type Effects, effectsOf } from './life.ts';

// `corepack pnpm run crash:provisioning -- 200 [--replicas 2]` runs the long one.
const kills = Number(process.env['PODPASS_CRASHES'] ?? 2);
const seed = Number(process.env['PODPASS_CRASH_SEED'] ?? Date.now() % 100_000);
const modes = process.env['PODPASS_CRASH_REPLICAS']?.split(',').map(Number) ?? [kills > 2 ? 1 : 2];

const folder = mkdtempSync(join(tmpdir(), 'podpass-replica-'));
let database: TestStore;
let program: URL;

beforeAll(async () => {
  [database, program] = await Promise.all([openTestStore(), bundle(new URL('./replica.ts', import.meta.url), folder)]);
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database?.close();
});

describe('replicas that are killed while clusters are made and deleted', () => {
  it.each(modes)(
    'leave each complete, every effect made once, and nothing behind, with %i at a time',
    { timeout: 60_000 + kills * 15_000 },
    async (replicas) => {
      const state = accountToMakeIn();
      const sandbox = await startSandbox({ state });
      const { steps, close } = stepsOn({ endpoint: sandbox.url, region: state.defaultRegion, store: database.store });
      try {
        await steps.iam.createRole(roleToHave);
        const clean = await undisturbed(sandbox, steps);
        const before = wholeAccount(sandbox.world.state);
        const life = new ClusterLife(steps, sandbox, () => clean.cluster);
        await emptyCallLog(sandbox);
        const report = await crash({
          program,
          databaseUrl: database.databaseUrl,
          variables: { SANDBOX_URL: sandbox.url, REGION: state.defaultRegion },
          kills,
          replicas,
          random: randomFrom(seed + replicas),
          lastMoment: 160,
          atOnce: replicas,
          submit: () => life.begin(),
          over: (ids) => life.over(ids),
        });
        await withEngine(steps, () => deleteAll(life));
        print(report, life, replicas);
        expect(life.complaints).toEqual([]);
        expect(wholeAccount(sandbox.world.state)).toEqual(before);
        expect(await effectsOf(sandbox)).toEqual(times(clean.effects, life.counts.made));
      } finally {
        await close();
        await sandbox.close();
      }
    },
  );
});

/** What making and deleting one cluster gives when nothing happens to anybody. */
async function undisturbed(sandbox: Sandbox, steps: StepEnvironment): Promise<{ cluster: unknown; effects: Effects }> {
  return await withEngine(steps, async () => {
    await emptyCallLog(sandbox);
    let cluster: unknown;
    const life = new ClusterLife(steps, sandbox, () => (cluster ??= clusterAsMade(sandbox.world.state, 'c1x')));
    await untilOver(life, await life.begin('make'));
    await deleteAll(life);
    expect(life.complaints).toEqual([]);
    expect(wholeAccount(sandbox.world.state)).toMatchObject({ roles: [roleToHave.name], clusters: [], stacks: [] });
    return { cluster, effects: await effectsOf(sandbox) };
  });
}

async function withEngine<Result>(steps: StepEnvironment, work: () => Promise<Result>): Promise<Result> {
  const engine = await startOperationEngine({
    databaseUrl: database.databaseUrl,
    store: database.store,
    work: operationWork(steps),
    version: 'test',
    sweepMs: 50,
    retryMs: 20,
    onProblem: (problem) => console.error(problem),
  });
  try {
    return await work();
  } finally {
    await engine.stop(5_000);
  }
}

async function deleteAll(life: ClusterLife): Promise<void> {
  while (life.counts.standing > 0) await untilOver(life, await life.begin('delete'));
}

async function untilOver(life: ClusterLife, id: string): Promise<void> {
  for (const deadline = Date.now() + 30_000; (await life.over([id])).length === 0; ) {
    if (Date.now() > deadline) throw new Error(`${id} is not over`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function emptyCallLog({ url }: Sandbox): Promise<void> {
  await fetch(`${url}/_sandbox/calls`, { method: 'DELETE' });
}

function times(effects: Effects, count: number): Effects {
  return Object.fromEntries(Object.entries(effects).map(([name, once]) => [name, once * count]));
}

function print(report: CrashReport, life: ClusterLife, replicas: number): void {
  const { made, deleted } = life.counts;
  console.info(
    `${report.kills} kills (${report.killsAtMoments} at chosen moments), ${replicas} replica(s), seed ${seed}: ` +
      `${made} clusters made, ${deleted} deleted, ${life.complaints.length} not as they should be, ${report.seconds} s`,
  );
}

/** mulberry32: small, and the same for the same seed. */
function randomFrom(start: number): () => number {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
