import type { ClusterRef, Operation, OperationEvent, OperationState, OperationSummary } from '@podpass/inventory';

/** Makes a repeated request the same request. `digest` tells whether it really is: it stands for all that was asked. */
export interface RequestKey {
  key: string;
  digest: string;
}

/** Who asked for an operation, and the version of the engine that begins it. */
export interface OperationOrigin {
  role: string;
  version: string;
}

/** Operations and their histories. Every method rejects with `store-unavailable` if the database does not answer. */
export interface OperationRecords {
  /**
   * Records an operation; an engine that claims it runs it. `key` makes a repeated request the same request: the second
   * `create` with it stores nothing and gives the first operation (`created: false`). Rejects with `invalid-input` if the
   * key was used for another request.
   */
  create(
    operation: Operation,
    key?: RequestKey,
    origin?: OperationOrigin,
  ): Promise<{ operation: Operation; created: boolean }>;
  /** The operation that was created with this key. Rejects with `invalid-input` like `create`. */
  findByKey(key: RequestKey): Promise<Operation | undefined>;
  /**
   * Adds one line to the history: `seq` counts from 1 without gaps, also under concurrency. An event with a
   * `operationState` writes it, its error and (unless `running`) the end to the operation, in the same transaction.
   * Rejects with `operation-not-found`, with `operation-over`, and with `operation-interrupted` if `claim` is not the
   * last one: somebody else runs it now.
   */
  appendEvent(operationId: string, event: Omit<OperationEvent, 'seq'>, claim?: number): Promise<OperationEvent>;
  get(id: string): Promise<Operation | undefined>;
  /** The history after `afterSeq` (0: from the start), in order. */
  events(id: string, afterSeq: number): Promise<OperationEvent[]>;
  /** Newest first. */
  list(query: {
    clusterKey?: string | undefined;
    state?: OperationState | undefined;
    /** Only those that still move by themselves. */
    active?: boolean | undefined;
    /** Only those below this one. */
    after?: { startedAt: string; id: string } | undefined;
    limit: number;
  }): Promise<OperationSummary[]>;
  /** When one last ended, of any cluster. */
  lastEnd(): Promise<string | undefined>;
  /**
   * Of each cluster, the one of these kinds that counts now: the one that runs, or waits, or ended last. Only where it
   * is on its way or did not end well: neither what is done or undone nor what was cancelled before it began.
   */
  openByCluster(query: {
    kinds: readonly string[];
    /** Of this cluster alone. */
    clusterKey?: string | undefined;
  }): Promise<{ cluster: ClusterRef; operation: OperationSummary }[]>;
  /**
   * Calls `listener` whenever the operation may have new events, from whichever replica; read them with `events`. It may
   * also be called without cause, never after the returned function was. Must not throw.
   */
  subscribe(id: string, listener: () => void): () => void;
  /** Calls `listener` with each operation that ended on another replica; not with those before. Must not throw. */
  subscribeToEndsElsewhere(listener: (id: string) => void): () => void;
}

export interface NewAuditEntry {
  at: string;
  actor: string;
  role: string;
  action: string;
  clusterKey?: string | undefined;
  target: string;
  outcome: string;
  operationId?: string | undefined;
  /** Of several entries with the same `once` the first is kept. */
  once?: string | undefined;
  /** Any JSON. */
  before?: unknown;
  after?: unknown;
  awsRequestIds: string[];
}

export interface AuditEntry extends Omit<NewAuditEntry, 'once'> {
  /** Grows with time, not without gaps. */
  id: number;
}

/** The audit log. The database itself refuses to operation or remove what was written. */
export interface AuditRecords {
  append(entry: NewAuditEntry): Promise<AuditEntry>;
  /** Newest first; `before` is an id: only older ones. */
  list(query: { clusterKey?: string | undefined; before?: number | undefined; limit: number }): Promise<AuditEntry[]>;
}

/** Who signs in, as what. */
export interface Grant {
  user: string;
  role: string;
}

export interface Issued {
  /** Shown once; only its hash is stored. */
  secret: string;
  expiresAt: string;
}

/** One-time sign-in codes and bearer tokens. */
export interface SignInRecords {
  issueCode(grant: Grant, validForMs: number): Promise<Issued>;
  /** The code's grant, once. Undefined if it was used, has expired or was never given out. */
  useCode(code: string): Promise<Grant | undefined>;
  issueToken(grant: Grant & { name: string }, validForMs: number): Promise<Issued & { id: string }>;
  /** Undefined if it has expired, was revoked or was never given out. */
  findToken(token: string): Promise<(Grant & { id: string; name: string }) | undefined>;
  /** Resolves if it is already revoked. */
  revokeToken(id: string): Promise<void>;
}

export interface LockOptions {
  /** Gives up waiting when aborted: `withLock` then rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
}

/** Mutual exclusion between all replicas that share the database. Not reentrant. */
export interface Locks {
  /**
   * Waits until nobody holds `name`, runs `work`, lets go of it. `lost` is aborted if the database connection that
   * holds the lock breaks, after which somebody else may take it.
   */
  withLock<T>(name: string, work: (lost: AbortSignal) => Promise<T>, options?: LockOptions): Promise<T>;
}
