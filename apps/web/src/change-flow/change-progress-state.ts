import type { Change, ChangeEvent, ChangeState, ErrorReport, PlanStep, StepState } from '@podpass/inventory';

export interface StepProgress {
  step: PlanStep;
  state: StepState;
  /** The last thing that was said about it. */
  message: string | undefined;
  error: ErrorReport | undefined;
}

export interface ChangeProgress {
  change: Change;
  state: ChangeState;
  steps: StepProgress[];
  /** Steps that have come to an end, as a fraction of all. */
  fraction: number;
  message: string | undefined;
  error: ErrorReport | undefined;
}

const ended: readonly StepState[] = ['done', 'already-so', 'failed', 'undone', 'undo-failed', 'skipped'];

/** Where a change stands, from its plan and its events so far. */
export function changeProgress(change: Change, events: readonly ChangeEvent[]): ChangeProgress {
  const steps = change.plan.steps.map((step) => stepProgress(step, events));
  const end = events.findLast((event) => event.changeState !== undefined && event.changeState !== 'running');
  const over = steps.filter(({ state }) => ended.includes(state)).length;
  return {
    change,
    state: end?.changeState ?? change.state,
    steps,
    fraction: end !== undefined || steps.length === 0 ? 1 : over / steps.length,
    message: end?.message,
    error: end?.error ?? change.error,
  };
}

function stepProgress(step: PlanStep, events: readonly ChangeEvent[]): StepProgress {
  const own = events.filter((event) => event.stepId === step.id);
  const last = own.at(-1);
  // The cause stays in sight while and after what was made is taken back.
  const error = own.findLast((event) => event.error !== undefined)?.error;
  return { step, state: last?.stepState ?? 'waiting', message: last?.message, error };
}
