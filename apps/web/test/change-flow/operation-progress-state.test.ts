import type { Operation, OperationEvent, ErrorReport, PlanStep } from '@podpass/inventory';
import { expect, it } from 'vitest';
import { operationProgress } from '../../src/change-flow/operation-progress-state.ts';

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
    fraction: 1,
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
