import type { PlanStep } from '@podpass/inventory';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FinishedStep, type FinishedSteps, stepsToUndo } from '../src/steps-to-undo.ts';

function step(id: string, dependsOn: string[] = [], goal = false): PlanStep {
  return {
    id,
    title: id,
    target: id,
    action: { kind: 'wait-for-agent' },
    calls: [],
    documents: [],
    dependsOn,
    goal,
  };
}

const done: FinishedStep = { state: 'done' };
const so: FinishedStep = { state: 'already-so' };
const failed: FinishedStep = { state: 'failed' };
const lost: FinishedStep = { state: 'failed', mayHaveHappened: true };
const skipped: FinishedStep = { state: 'skipped' };
const unknown: FinishedStep = { state: 'unknown' };

/** role <- policy <- (goal) association, and namespace <- account <- association. */
const steps = [
  step('role'),
  step('policy', ['role']),
  step('namespace'),
  step('account', ['namespace']),
  step('association', ['role', 'policy', 'account'], true),
];
const order = ['role', 'policy', 'namespace', 'account', 'association'];

describe('which steps are taken back', () => {
  it.each<[string, FinishedStep[], string[]]>([
    ['none when all went well', [done, done, done, done, done], []],
    [
      'everything that was made for a goal that failed, last first',
      [done, done, done, done, failed],
      ['account', 'namespace', 'policy', 'role'],
    ],
    ['not what was there before', [so, done, so, done, failed], ['account', 'policy']],
    [
      'what may have happened although it failed',
      [done, lost, done, done, skipped],
      ['account', 'namespace', 'policy', 'role'],
    ],
    ['not what surely failed', [done, failed, done, done, skipped], ['account', 'namespace', 'role']],
    ['nothing under a goal whose answer was lost', [done, done, done, done, unknown], []],
    ['nothing under a goal that was reached before', [done, done, done, done, so], []],
    ['nothing that was not begun', [failed, skipped, failed, skipped, skipped], []],
  ])('%s', (_what, states, undone) => {
    const finished = new Map(order.map((id, at) => [id, states[at] ?? skipped]));
    expect(stepsToUndo(steps, finished).map(({ id }) => id)).toEqual(undone);
  });

  it('keeps what another goal stands on', () => {
    const shared = [step('trust'), step('one', ['trust'], true), step('two', ['trust'], true)];
    const finished: FinishedSteps = new Map([
      ['trust', done],
      ['one', failed],
      ['two', done],
    ]);
    expect(stepsToUndo(shared, finished)).toEqual([]);
    expect(stepsToUndo(shared, new Map([...finished, ['two', failed]])).map(({ id }) => id)).toEqual(['trust']);
  });
});

/** Steps of which each needs some of those before it, ended as a run can end them. */
const runs = fc
  .array(
    fc.record({
      needs: fc.array(fc.nat(), { maxLength: 4 }),
      goal: fc.boolean(),
      outcome: fc.constantFrom(done, done, so, failed, lost, unknown),
    }),
    { maxLength: 25 },
  )
  .map((drawn) => {
    const finished: FinishedSteps = new Map();
    const made = drawn.map(({ needs, goal, outcome }, at) => {
      const dependsOn = at === 0 ? [] : [...new Set(needs.map((need) => `${need % at}`))];
      const ready = dependsOn.every((id) => ['done', 'already-so'].includes(finished.get(id)?.state ?? ''));
      // Only of a goal the outcome stays unknown.
      const own = outcome === unknown && !goal ? lost : outcome;
      finished.set(`${at}`, ready ? own : skipped);
      return step(`${at}`, dependsOn, goal);
    });
    return { steps: made, finished };
  });

describe('whatever happened', () => {
  const stands = (state: string | undefined) => state === 'done' || state === 'already-so' || state === 'unknown';

  it('never takes back a goal, nor what a standing step needs, and dependents before what they need', () => {
    fc.assert(
      fc.property(runs, ({ steps: all, finished }) => {
        const undone = stepsToUndo(all, finished);
        const ids = undone.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const [at, { id, goal }] of undone.entries()) {
          expect(goal).toBe(false);
          expect(['done', 'failed']).toContain(finished.get(id)?.state);
          for (const needing of all.filter(({ dependsOn }) => dependsOn.includes(id))) {
            if (ids.includes(needing.id)) expect(ids.indexOf(needing.id)).toBeLessThan(at);
            else expect(stands(finished.get(needing.id)?.state)).toBe(false);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('leaves nothing behind that only failed steps needed', () => {
    fc.assert(
      fc.property(runs, ({ steps: all, finished }) => {
        const ids = new Set(stepsToUndo(all, finished).map(({ id }) => id));
        for (const { id, goal } of all) {
          const needing = all.filter(({ dependsOn }) => dependsOn.includes(id));
          const kept = needing.filter((each) => !ids.has(each.id) && stands(finished.get(each.id)?.state));
          if (!goal && finished.get(id)?.state === 'done' && needing.length > 0 && kept.length === 0)
            expect(ids).toContain(id);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('takes back nothing more the second time', () => {
    fc.assert(
      fc.property(runs, ({ steps: all, finished }) => {
        const after: FinishedSteps = new Map(finished);
        for (const { id } of stepsToUndo(all, finished)) after.set(id, skipped);
        expect(stepsToUndo(all, after)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
