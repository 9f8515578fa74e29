import { z } from 'zod';
import { Plan } from './plan.ts';

/** An error as it is shown and stored: a code of the catalogue with its words. */
export const ErrorReport = z.object({
  code: z.string(),
  what: z.string(),
  why: z.string(),
  remedy: z.string(),
  awsRequestId: z.string().optional(),
});
export type ErrorReport = z.infer<typeof ErrorReport>;

/**
 * `waiting`: for its turn, since operations of one cluster run one after the other. `cancelling`: the steps on their way
 * come to an end. `partial`: some of what was asked is done, the rest failed and was taken back. `failed`: it stopped at
 * a step and can be retried or undone. `undone`: what it had made was taken back. `stuck`: and taking back failed too.
 * `interrupted`: nobody could carry it on.
 */
export const OperationState = z.enum([
  'waiting',
  'running',
  'cancelling',
  'cancelled',
  'done',
  'partial',
  'failed',
  'undoing',
  'undone',
  'stuck',
  'interrupted',
]);
export type OperationState = z.infer<typeof OperationState>;

/** The states in which an operation still moves by itself. */
export const activeOperationStates: readonly OperationState[] = ['waiting', 'running', 'cancelling', 'undoing'];

export function isOperationOver(state: OperationState): boolean {
  return !activeOperationStates.includes(state);
}

export const StepState = z.enum([
  'waiting',
  'running',
  'done',
  'already-so',
  'failed',
  'undoing',
  'undone',
  'undo-failed',
  'skipped',
]);
export type StepState = z.infer<typeof StepState>;

/** One line of an operation's history. `seq` counts from 1 without gaps; the last line of one that is over says how it ended. */
export const OperationEvent = z.object({
  seq: z.int(),
  at: z.iso.datetime(),
  stepId: z.string().optional(),
  stepState: StepState.optional(),
  operationState: OperationState.optional(),
  /** On the line with which an attempt begins: steps that failed before are to be done again. */
  attempt: z.int().optional(),
  message: z.string(),
  error: ErrorReport.optional(),
  awsRequestId: z.string().optional(),
});
export type OperationEvent = z.infer<typeof OperationEvent>;

/** The durable run of a plan. */
export const Operation = z.object({
  id: z.uuid(),
  clusterKey: z.string(),
  state: OperationState,
  plan: Plan,
  requestedBy: z.string(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().optional(),
  error: ErrorReport.optional(),
  /** Counts from 1; retrying and undoing begin the next. */
  attempt: z.int(),
  /** The operation of the same cluster that has to end first. */
  waitingFor: z.uuid().optional(),
  cancelRequestedBy: z.string().optional(),
});
export type Operation = z.infer<typeof Operation>;

/** An operation as lists show it: without the plan's steps. */
export const OperationSummary = Operation.omit({ plan: true }).extend({ kind: z.string(), title: z.string() });
export type OperationSummary = z.infer<typeof OperationSummary>;
