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
 * `partial`: some of what was asked is done, the rest failed and was taken back. `undone`: it failed, and what it had
 * made was taken back. `stuck`: it failed, and so did taking back. `interrupted`: Podpass stopped meanwhile.
 */
export const ChangeState = z.enum(['running', 'done', 'partial', 'undone', 'stuck', 'interrupted']);
export type ChangeState = z.infer<typeof ChangeState>;

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

/** One line of a change's history. `seq` counts from 1 without gaps; a change's end is the event without a step. */
export const ChangeEvent = z.object({
  seq: z.int(),
  at: z.iso.datetime(),
  stepId: z.string().optional(),
  stepState: StepState.optional(),
  changeState: ChangeState.optional(),
  message: z.string(),
  error: ErrorReport.optional(),
  awsRequestId: z.string().optional(),
});
export type ChangeEvent = z.infer<typeof ChangeEvent>;

export const Change = z.object({
  id: z.uuid(),
  clusterKey: z.string(),
  state: ChangeState,
  plan: Plan,
  requestedBy: z.string(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().optional(),
  error: ErrorReport.optional(),
});
export type Change = z.infer<typeof Change>;
