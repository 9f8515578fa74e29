import {
  type ErrorReport,
  isOperationOver,
  type Operation,
  type OperationEvent,
  type OperationState,
  type PlanStep,
  type StepState,
} from '@podpass/inventory';

export interface StepProgress {
  step: PlanStep;
  state: StepState;
  /** The last thing that was said about it. */
  message: string | undefined;
  error: ErrorReport | undefined;
}

export interface OperationProgress {
  operation: Operation;
  state: OperationState;
  steps: StepProgress[];
  /** Steps that have come to an end, as a fraction of all. */
  fraction: number;
  message: string | undefined;
  error: ErrorReport | undefined;
}

const ended: readonly StepState[] = ['done', 'already-so', 'failed', 'undone', 'undo-failed', 'skipped'];

/** Where an operation stands, from its plan and its events so far. */
export function operationProgress(operation: Operation, events: readonly OperationEvent[]): OperationProgress {
  const steps = operation.plan.steps.map((step) => stepProgress(step, events));
  const last = events.findLast((event) => event.operationState !== undefined);
  // An operation that is retried goes on after an end.
  const end = last?.operationState !== undefined && isOperationOver(last.operationState) ? last : undefined;
  const over = steps.filter(({ state }) => ended.includes(state)).length;
  return {
    operation,
    state: last?.operationState ?? operation.state,
    steps,
    fraction: end !== undefined || steps.length === 0 ? 1 : over / steps.length,
    message: end?.message,
    error: end?.error ?? operation.error,
  };
}

function stepProgress(step: PlanStep, events: readonly OperationEvent[]): StepProgress {
  const own = events.filter((event) => event.stepId === step.id);
  const last = own.at(-1);
  // The cause stays in sight while and after what was made is taken back.
  const error = own.findLast((event) => event.error !== undefined)?.error;
  return { step, state: last?.stepState ?? 'waiting', message: last?.message, error };
}
