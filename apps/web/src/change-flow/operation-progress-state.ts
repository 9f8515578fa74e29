import {
  type ErrorReport,
  isOperationOver,
  type Operation,
  type OperationEvent,
  type OperationState,
  type PlanStep,
  type StepState,
  withDependents,
} from '@podpass/inventory';

export interface StepProgress {
  step: PlanStep;
  state: StepState;
  /** The last thing that was said about it. */
  message: string | undefined;
  /** Of the attempt that is on its way; what went wrong in those before is among the events. */
  error: ErrorReport | undefined;
  /** When it was begun the last time, and when that came to an end. ISO 8601. */
  startedAt: string | undefined;
  endedAt: string | undefined;
  /** Everything that was said about it, in all attempts. */
  events: OperationEvent[];
}

export interface OperationProgress {
  operation: Operation;
  state: OperationState;
  attempt: number;
  steps: StepProgress[];
  /** What is done of what this attempt has to do; 1 is reached only when there is nothing left. */
  done: number;
  total: number;
  /** `done / total`. */
  fraction: number;
  /** The last thing that was said about the operation, once it is over. */
  message: string | undefined;
  error: ErrorReport | undefined;
  /** When this attempt was begun or asked for, and when it ended. */
  attemptedAt: string;
  endedAt: string | undefined;
}

const ended: readonly StepState[] = ['done', 'already-so', 'failed', 'undone', 'undo-failed', 'skipped'];
const stands: readonly StepState[] = ['done', 'already-so'];

/** Where an operation stands, from its plan and its events so far. */
export function operationProgress(operation: Operation, events: readonly OperationEvent[]): OperationProgress {
  const began = events.findLastIndex(({ attempt }) => attempt !== undefined);
  const beginning = events[began];
  const now = events.slice(began + 1);
  const last = events.findLast((event) => event.operationState !== undefined);
  const undoing = began >= 0 && now.some(({ operationState }) => operationState === 'undoing');
  const kept = keptSteps(operation.plan.steps, events.slice(0, Math.max(began, 0)), undoing);
  const steps = operation.plan.steps.map((step) => stepProgress(step, events, beginning?.seq ?? 0, kept.has(step.id)));
  // An operation that is retried goes on after an end.
  const end = last?.operationState !== undefined && isOperationOver(last.operationState) ? last : undefined;
  const state = last?.operationState ?? operation.state;
  // Once it is over, what has failed is no part of how far it came.
  const counts = isOperationOver(state) ? stands : ended;
  const [done, total] = undoing
    ? takenBack(steps, state)
    : [steps.filter((step) => counts.includes(step.state)).length, steps.length];
  return {
    operation,
    state,
    attempt: beginning?.attempt ?? operation.attempt,
    steps,
    done,
    total,
    fraction: total === 0 ? 1 : done / total,
    message: end?.message,
    error: isOperationOver(state) && state !== 'done' ? (end ? end.error : operation.error) : undefined,
    attemptedAt: beginning?.at ?? operation.startedAt,
    endedAt: end?.at ?? (isOperationOver(state) ? operation.endedAt : undefined),
  };
}

/** Of what had been made, how much is gone: what was there before, or goes with something else, is not taken back. */
function takenBack(steps: readonly StepProgress[], now: OperationState): [done: number, total: number] {
  const gone = steps.filter(({ state }) => state === 'undone' || state === 'undo-failed').length;
  if (now === 'undone') return [gone, gone];
  const left = steps.filter(({ state, step }) => state === 'undoing' || (state === 'done' && step.undo !== undefined));
  return [gone, gone + left.length];
}

/** Ids of the steps that stay done in the attempt after `before`: not those that stood on what was taken back. */
function keptSteps(steps: readonly PlanStep[], before: readonly OperationEvent[], undoing: boolean): Set<string> {
  const states = new Map<string, StepState>();
  for (const { stepId, stepState } of before)
    if (stepId !== undefined && stepState !== undefined) states.set(stepId, stepState);
  const isOpen = ({ id }: PlanStep): boolean => !stands.includes(states.get(id) ?? 'waiting');
  const open = steps.filter(isOpen).map(({ id }) => id);
  const again = undoing ? new Set(open) : withDependents(steps, open);
  return new Set(steps.map(({ id }) => id).filter((id) => !again.has(id)));
}

/** `began`: the line with which the last attempt begins. What was `kept` from before it stays; all else is open again. */
function stepProgress(step: PlanStep, all: readonly OperationEvent[], began: number, kept: boolean): StepProgress {
  const events = all.filter((event) => event.stepId === step.id);
  const own = kept ? events : events.filter(({ seq }) => seq > began);
  const last = own.at(-1);
  const lastState = own.findLast((event) => event.stepState !== undefined)?.stepState ?? 'waiting';
  const end = ended.includes(lastState) ? own.findLast((event) => event.stepState !== undefined) : undefined;
  return {
    step,
    state: lastState,
    message: last?.message,
    // The cause stays in sight while and after what was made is taken back.
    error: own.findLast((event) => event.error !== undefined)?.error,
    startedAt: beginningOf(own)?.at,
    endedAt: end?.at,
    events,
  };
}

/** Notes are lines in the state `running` too: what counts is the first since it was in another state. */
function beginningOf(own: readonly OperationEvent[]): OperationEvent | undefined {
  const last = own.findLast(({ stepState }) => stepState === 'running' || stepState === 'undoing');
  if (last === undefined) return undefined;
  const before = own.slice(0, own.indexOf(last)).findLastIndex(({ stepState }) => stepState !== last.stepState);
  return own.slice(before + 1)[0];
}

/** How long the plan usually takes from start to end, in milliseconds: its longest chain of steps. Undefined: not known. */
export function expectedMs(steps: readonly PlanStep[]): number | undefined {
  if (steps.every((step) => step.expectedMs === undefined)) return undefined;
  const byId = new Map(steps.map((step) => [step.id, step]));
  const known = new Map<string, number>();
  const until = (step: PlanStep): number => {
    const before = known.get(step.id);
    if (before !== undefined) return before;
    // A plan has no circles; one that had would not hang the page.
    known.set(step.id, 0);
    const earlier = step.dependsOn.map((id) => byId.get(id)).filter((other) => other !== undefined);
    const at = Math.max(0, ...earlier.map(until)) + (step.expectedMs ?? 0);
    known.set(step.id, at);
    return at;
  };
  return Math.max(...steps.map(until));
}
