import type { Operation, OperationEvent, ErrorReport, PlanStep } from '@podpass/inventory';
import { expect, it } from 'vitest';
import { expectedMs, operationProgress } from '../../src/change-flow/operation-progress-state.ts';

const step = (id: string): PlanStep => ({
  id,
  title: id,
  target: id,
  action: { kind: 'wait-for-agent' },
  calls: [],
  documents: [],
  dependsOn: [],
  goal: true,
});
const ref = { key: 'c', name: 'c', region: 'us-west-2', account: '111122223333', partition: 'aws', arn: 'arn' };
const operation = (...ids: string[]): Operation => ({
  id: '3f0c6b0e-8a0d-4a40-9b55-000000000001',
  clusterKey: 'c',
  state: 'running',
  plan: { cluster: ref, kind: 'add-associations', title: 't', steps: ids.map(step), findings: [] },
  requestedBy: 'ann',
  startedAt: '2026-01-01T00:00:00.000Z',
  attempt: 1,
});
const failure: ErrorReport = { code: 'aws-throttled', what: 'w', why: 'y', remedy: 'r' };
const event = (seq: number, more: Partial<OperationEvent>): OperationEvent => ({
  seq,
  at: '2026-01-01T00:00:00.000Z',
  message: `message ${seq}`,
  ...more,
});

it('waits before the first event', () => {
  expect(operationProgress(operation('a', 'b'), [])).toMatchObject({
    state: 'running',
    fraction: 0,
    message: undefined,
    error: undefined,
    steps: [{ state: 'waiting' }, { state: 'waiting' }],
  });
});

it('counts the steps that have ended, and shows the last word on each', () => {
  const events = [
    event(1, { stepId: 'a', stepState: 'running' }),
    event(2, { stepId: 'b', stepState: 'running' }),
    event(3, { stepId: 'a', stepState: 'done' }),
    event(4, { operationState: 'running' }),
  ];
  const progress = operationProgress(operation('a', 'b', 'c', 'd'), events);
  expect(progress).toMatchObject({ state: 'running', fraction: 0.25, message: undefined });
  expect(progress.steps.map(({ state, message }) => [state, message])).toEqual([
    ['done', 'message 3'],
    ['running', 'message 2'],
    ['waiting', undefined],
    ['waiting', undefined],
  ]);
});

it('keeps the cause in sight while and after what was made is taken back', () => {
  const events = [
    event(1, { stepId: 'a', stepState: 'failed', error: failure }),
    event(2, { stepId: 'a', stepState: 'undoing' }),
    event(3, { stepId: 'a', stepState: 'undone' }),
    event(4, { operationState: 'undone', error: failure }),
  ];
  expect(operationProgress(operation('a', 'b'), events.slice(0, 2))).toMatchObject({
    fraction: 0,
    steps: [{ state: 'undoing', error: failure }, {}],
  });
  expect(operationProgress(operation('a', 'b'), events)).toMatchObject({
    state: 'undone',
    fraction: 0,
    message: 'message 4',
    error: failure,
    steps: [
      { state: 'undone', error: failure },
      { state: 'waiting', error: undefined },
    ],
  });
});

it('has nothing to wait for without steps', () => {
  expect(operationProgress(operation(), []).fraction).toBe(1);
});

it('says at the end how far it came, not that all is done', () => {
  const events = [
    event(1, { stepId: 'a', stepState: 'running' }),
    event(2, { stepId: 'a', stepState: 'done' }),
    event(3, { stepId: 'b', stepState: 'failed', error: failure }),
    event(4, { operationState: 'failed', error: failure, at: '2026-01-01T00:00:09.000Z' }),
  ];
  expect(operationProgress(operation('a', 'b', 'c', 'd'), events)).toMatchObject({
    state: 'failed',
    done: 1,
    total: 4,
    fraction: 0.25,
    error: failure,
    endedAt: '2026-01-01T00:00:09.000Z',
  });
});

it('opens in a later attempt what is not done, and forgets why the one before failed', () => {
  const first = [
    event(1, { stepId: 'a', stepState: 'already-so' }),
    event(2, { stepId: 'b', stepState: 'failed', error: failure }),
    event(3, { stepId: 'c', stepState: 'skipped' }),
    event(4, { operationState: 'failed', error: failure }),
    event(5, { operationState: 'waiting', attempt: 2, at: '2026-01-01T00:01:00.000Z' }),
  ];
  const failed = { ...operation('a', 'b', 'c'), state: 'failed' as const, error: failure };
  expect(operationProgress(failed, first)).toMatchObject({
    state: 'waiting',
    attempt: 2,
    done: 1,
    total: 3,
    error: undefined,
    endedAt: undefined,
    attemptedAt: '2026-01-01T00:01:00.000Z',
    steps: [
      { state: 'already-so' },
      { state: 'waiting', error: undefined, events: [{ seq: 2 }] },
      { state: 'waiting' },
    ],
  });
  const again = [
    ...first,
    event(6, { stepId: 'b', stepState: 'running' }),
    event(7, { stepId: 'b', stepState: 'done' }),
  ];
  expect(operationProgress(failed, again)).toMatchObject({ done: 2, steps: [{}, { state: 'done' }, {}] });
});

it('counts in undoing what is taken back of what had been made', () => {
  const plan = operation('a', 'b', 'c', 'd');
  for (const each of plan.plan.steps) if (each.id !== 'd') each.undo = 'Remove it';
  const events = [
    event(1, { stepId: 'a', stepState: 'done' }),
    event(2, { stepId: 'b', stepState: 'already-so' }),
    event(3, { stepId: 'c', stepState: 'done' }),
    event(4, { stepId: 'd', stepState: 'done' }),
    event(5, { operationState: 'done' }),
    event(6, { operationState: 'waiting', attempt: 2 }),
    event(7, { operationState: 'undoing' }),
    event(8, { stepId: 'c', stepState: 'undoing' }),
  ];
  expect(operationProgress(plan, events)).toMatchObject({ state: 'undoing', done: 0, total: 2 });
  const gone = [...events, event(9, { stepId: 'c', stepState: 'undone' })];
  expect(operationProgress(plan, gone)).toMatchObject({ done: 1, total: 2, fraction: 0.5 });
  // The other went with it, and was not taken back by itself.
  const over = [...gone, event(10, { operationState: 'undone' })];
  expect(operationProgress(plan, over)).toMatchObject({ state: 'undone', done: 1, total: 1, fraction: 1 });
});

it('knows since when a step runs, across notes and attempts', () => {
  const at = (second: number) => `2026-01-01T00:00:0${second}.000Z`;
  const events = [
    event(1, { stepId: 'a', stepState: 'running', at: at(1) }),
    event(2, { stepId: 'a', stepState: 'failed', at: at(2), error: failure }),
    event(3, { operationState: 'failed' }),
    event(4, { operationState: 'waiting', attempt: 2 }),
    event(5, { stepId: 'a', stepState: 'running', at: at(5) }),
    event(6, { stepId: 'a', stepState: 'running', at: at(6) }),
  ];
  const [running] = operationProgress(operation('a'), events).steps;
  expect(running).toMatchObject({ startedAt: at(5), endedAt: undefined });
  const done = [...events, event(7, { stepId: 'a', stepState: 'done', at: at(7) })];
  expect(operationProgress(operation('a'), done).steps[0]).toMatchObject({ startedAt: at(5), endedAt: at(7) });
});

it('expects as long as the longest chain of steps', () => {
  const a = { ...step('a'), expectedMs: 10_000 };
  const b = { ...step('b'), expectedMs: 5_000, dependsOn: ['a'] };
  const c = { ...step('c'), expectedMs: 12_000 };
  const d = { ...step('d'), dependsOn: ['b', 'c', 'gone'] };
  expect(expectedMs([a, b, c, d])).toBe(15_000);
  expect(expectedMs([d])).toBeUndefined();
});

it('does what stood on something undone once more when it is retried, also what has no undo of its own', () => {
  const steps = [step('role'), { ...step('policy'), dependsOn: ['role'] }, step('other')];
  const undone = { ...operation(), plan: { ...operation().plan, steps } };
  const before = [
    event(1, { stepId: 'role', stepState: 'done' }),
    event(2, { stepId: 'policy', stepState: 'done' }),
    event(3, { stepId: 'other', stepState: 'done' }),
    event(4, { attempt: 2, operationState: 'waiting' }),
    event(5, { operationState: 'undoing' }),
    event(6, { stepId: 'role', stepState: 'undone' }),
    event(7, { operationState: 'undone' }),
  ];
  const states = (events: OperationEvent[]) => operationProgress(undone, events).steps.map(({ state }) => state);
  expect(states(before)).toEqual(['undone', 'done', 'done']);
  const retried = [...before, event(8, { attempt: 3, operationState: 'waiting' })];
  expect(states(retried)).toEqual(['waiting', 'waiting', 'done']);
});
