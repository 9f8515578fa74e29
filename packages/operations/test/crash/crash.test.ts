import { isOperationOver, type Operation, type OperationEvent, type PlanStep } from '@podpass/inventory';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../support/database.ts';
import { type Behaviour, newOperation, step } from '../support/effects.ts';
import { crash } from './crash-harness.ts';

// `corepack pnpm run crash -- 200` runs the long one.
const kills = Number(process.env['PODPASS_CRASHES'] ?? 2);
const seed = Number(process.env['PODPASS_CRASH_SEED'] ?? Date.now() % 100_000);

let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(async () => {
  await database.remove();
});

describe('replicas that are killed at any moment', () => {
  it.each([[1], [2]])(
    'leave every operation complete and each effect made once, with %i at a time',
    {
      timeout: 60_000 + kills * 10_000,
    },
    async (replicas) => {
      const random = randomFrom(seed + replicas);
      const operations = new Map<string, Operation>();
      const report = await crash({
        program: new URL('./replica.mjs', import.meta.url),
        databaseUrl: database.databaseUrl,
        kills: Math.ceil(kills / 2),
        replicas,
        random,
        submit: async () => {
          const operation = newOperation(randomSteps(random), { cluster: `c${Math.floor(random() * 2)}` });
          operations.set(operation.id, operation);
          await database.store.operations.create(operation, undefined, { role: 'admin', version: 'v1' });
          return operation.id;
        },
        over: async (ids) => {
          const found = await Promise.all(ids.map((id) => database.store.operations.get(id)));
          return found.flatMap((operation) => (operation && isOperationOver(operation.state) ? operation.id : []));
        },
      });
      const histories = await Promise.all(
        [...operations.keys()].map(async (id) => [id, await database.store.operations.events(id, 0)] as const),
      );
      for (const [id, events] of histories) await expectComplete(operations.get(id), events);
      expectOneAtATime([...operations.values()], new Map(histories));
      const again = histories
        .flatMap(([, events]) => events)
        .filter(({ message }) => message.endsWith(', again')).length;
      console.info(
        `${report.kills} kills (${report.killsAtMoments} at chosen moments), ${replicas} replica(s), seed ${seed}: ` +
          `${report.runs.length} operations complete, ${again} steps taken up again, ${report.seconds} s`,
      );
    },
  );
});

async function expectComplete(operation: Operation | undefined, events: OperationEvent[]): Promise<void> {
  if (operation === undefined) throw new Error('unknown');
  const story = events.map(({ stepId, stepState, operationState }) => `${stepId ?? ''} ${stepState ?? operationState}`);
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_event, index) => index + 1));
  expect(
    story.filter((line) => line === ' done'),
    story.join('\n'),
  ).toHaveLength(1);
  expect(story.at(-1)).toBe(' done');
  const { rows } = await database.pool.query<{ name: string }>('select name from effect where name like $1', [
    `${operation.id}/%`,
  ]);
  const names = operation.plan.steps.map(({ id }) => `${operation.id}/${id}`);
  expect(rows.map(({ name }) => name).toSorted(), story.join('\n')).toEqual(names.toSorted());
  for (const { id } of operation.plan.steps)
    expect(story.filter((line) => line === `${id} done` || line === `${id} already-so`)).toHaveLength(1);
}

function expectOneAtATime(operations: Operation[], histories: ReadonlyMap<string, OperationEvent[]>): void {
  for (const cluster of new Set(operations.map(({ clusterKey }) => clusterKey))) {
    const times = operations
      .filter(({ clusterKey }) => clusterKey === cluster)
      .map(({ id }) => (histories.get(id) ?? []).map(({ at }) => at))
      .toSorted(([a = ''], [b = '']) => a.localeCompare(b));
    for (const [index, own] of times.entries()) {
      const next = times[index + 1]?.[0];
      if (next !== undefined) expect((own.at(-1) ?? '') <= next).toBe(true);
    }
  }
}

function randomSteps(random: () => number): PlanStep[] {
  const behaviours: Behaviour[] = ['effect', 'checked', 'unsure', 'effect', 'checked'];
  return Array.from({ length: 4 + Math.floor(random() * 5) }, (_none, index) => {
    const behaviour = behaviours[Math.floor(random() * behaviours.length)] ?? 'effect';
    const before = Array.from({ length: index }, (_same, other) => `s${other}`).filter(() => random() < 0.35);
    return step(`s${index}`, behaviour, { dependsOn: before });
  });
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
