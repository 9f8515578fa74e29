import type { Operation, OperationState, Plan, PlanStep } from '@podpass/inventory';
import type { FinishedSteps } from './steps-to-undo.ts';

/** `did` is false if everything was as wanted already. `message` says what is true now. */
export interface StepOutcome {
  did: boolean;
  message: string;
  /** Of the last request that changed something. */
  awsRequestId?: string;
}

export type UndoOutcome = Omit<StepOutcome, 'did'>;

export interface OperationStepContext {
  operation: Operation;
  /** Some step that this one depends on has changed something in this operation. */
  followsChange: boolean;
  /** When this attempt came to the step first; the same for whoever goes on with it after a crash. ISO 8601. */
  begunAt: string;
  /** Aborted when the operation is to be cancelled, this process stops, or another one has taken the operation over. */
  signal: AbortSignal;
  /** Tells the person what is being waited for. */
  note(message: string): Promise<void>;
}

/**
 * What the engine runs. Every method may be called again for the same step after a crash, also if it had succeeded:
 * steps check, act, and recognise what they did by client tokens and tags.
 */
export interface OperationWork {
  applyStep(step: PlanStep, context: OperationStepContext): Promise<StepOutcome>;
  /** Takes back what this operation made in the step, and says so if there is nothing to take back. */
  undoStep(step: PlanStep, context: OperationStepContext): Promise<UndoOutcome>;
  canBeUndone(step: PlanStep): boolean;
  /**
   * Ids of steps that are done again when this one is retried after it has failed, although they were done: what it
   * waited for may have to be made anew. Left out: none.
   */
  redoneWith?(step: PlanStep, plan: Plan): string[];
  /** Whether a step that has failed may have left a part of what it makes, which undoing it recognises. Left out: none. */
  mayLeavePart?(step: PlanStep): boolean;
  /**
   * Whether undoing `below`, on which `step` stands, takes away what `step` made too, and may be done although the undo of
   * `step` has failed. Left out: never.
   */
  goesWith?(step: PlanStep, below: PlanStep): boolean;
  /** Called before the operation's last event is written, for the audit log and for what is remembered of the world. */
  ended(end: OperationEnd): Promise<void>;
}

export interface OperationEnd {
  operation: Operation;
  requesterRole: string;
  finished: FinishedSteps;
  state: OperationState;
}
