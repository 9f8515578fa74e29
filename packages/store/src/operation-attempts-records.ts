import type { Operation, OperationState } from '@podpass/inventory';

/** What an attempt is for: doing the steps, or taking back what was done. */
export type AttemptMode = 'forward' | 'undo';

/** The right to write to an operation's history, until somebody else claims it. */
export interface Claim {
  number: number;
  mode: AttemptMode;
  /** The role with which it was asked for. */
  requesterRole: string;
}

export interface AttemptRequest {
  mode: AttemptMode;
  message: string;
  /** The states that allow it; from others it rejects with `refusal`. */
  from: readonly OperationState[];
  refusal: 'operation-not-retryable' | 'operation-not-undoable' | 'operation-over';
  /** Left out: as before. */
  requesterRole?: string | undefined;
  /** Of the engine that begins it. */
  version: string;
}

/** An operation that should be moving and that no living runner holds. */
export interface UnattendedOperation {
  id: string;
  attempt: number;
  version: string;
  state: OperationState;
  clusterArn: string;
}

/** Who runs which attempt of an operation. Every method rejects with `store-unavailable` like the others. */
export interface OperationAttempts {
  /** This store's number; it counts as alive for as long as the store's session does. */
  readonly runner: number;
  /**
   * Takes the operation over for this runner; whoever held it can write nothing from then on. Undefined if this attempt
   * is over.
   */
  claim(id: string, attempt: number): Promise<Claim | undefined>;
  /**
   * Says that it shall end. One that nobody has begun is `cancelled` at once, another is `cancelling`. Rejects with
   * `operation-not-found` and `operation-over`.
   */
  requestCancel(id: string, by: string): Promise<Operation>;
  /** Rejects with `operation-not-found`, and with the request's refusal. */
  beginAttempt(id: string, request: AttemptRequest): Promise<Operation>;
  /** Begins the next attempt of the same mode for another version. Undefined if somebody else did meanwhile. */
  carryOn(found: { id: string; attempt: number }, version: string): Promise<Operation | undefined>;
  unattended(): Promise<UnattendedOperation[]>;
  /** Tells the other replicas which version this one runs. */
  announce(version: string): Promise<void>;
  /** The versions of all living runners. */
  liveVersions(): Promise<string[]>;
  /** Which of these runners are gone. */
  deadAmong(runners: readonly number[]): Promise<number[]>;
}
