import { DBOS } from '@dbos-inc/dbos-sdk';
import { asSchemaError, type Locks } from '@podpass/store';
import { DBOSExecutor } from '@dbos-inc/dbos-sdk/internal/dbos-executor';

/** How far a workflow of an attempt is: `none` has not been stored, `over` will never run again. */
export type AttemptStatus = 'none' | 'under-way' | 'over';

export interface DurableOptions {
  databaseUrl: string;
  /** By which other replicas know whose workflows these are. */
  runner: number;
  version: string;
  /** Of the store: one replica at a time brings the queue's tables up to date. */
  locks: Pick<Locks, 'withLock'>;
  /** Runs an attempt. Called again, here or elsewhere, until it has resolved once. */
  attempt: (id: string, attempt: number, phase: Phase) => Promise<void>;
}

/** Runs one phase of an attempt; what has resolved once is not run again. */
export type Phase = (name: string, work: () => Promise<void>) => Promise<void>;

export interface HeldAttempt {
  id: string;
  attempt: number;
  runner: number;
  version: string;
}

/** The durable queue of attempts: one at a time for each cluster, over all replicas. */
export interface Durable {
  enqueue(attempt: { id: string; attempt: number; clusterArn: string }): Promise<void>;
  statusOf(id: string, attempt: number): Promise<AttemptStatus>;
  /** Runs it no more; its place in the queue is free. */
  forget(id: string, attempt: number): Promise<void>;
  /** The attempts that somebody holds, which keeps others of the same cluster waiting. */
  held(): Promise<HeldAttempt[]>;
  /** Puts what a dead runner held back into the queue. */
  recover(runner: number): Promise<void>;
  stop(): Promise<void>;
}

const queueName = 'podpass-operations';
/** How long a waiting attempt may lie although its cluster is free. */
const pollMs = 150;

// DBOS is one per process: so is whoever runs attempts in it.
let current: DurableOptions | undefined;

const workflow = DBOS.registerWorkflow(
  async (id: string, attempt: number) => {
    const options = current;
    // Only while stopping: another replica will take it up.
    if (options === undefined) return await new Promise<void>(() => {});
    await options.attempt(id, attempt, async (name, work) => await DBOS.runStep(work, { name }));
  },
  { name: 'podpass-operation', maxRecoveryAttempts: 1_000_000 },
);

/** Rejects if this process already runs an engine. */
export async function launchDurable(options: DurableOptions): Promise<Durable> {
  if (current !== undefined) throw new Error('An operation engine runs in this process already.');
  current = options;
  DBOS.setConfig({
    name: 'podpass',
    systemDatabaseUrl: options.databaseUrl,
    systemDatabasePoolSize: 5,
    executorID: String(options.runner),
    applicationVersion: options.version,
    logLevel: 'error',
    runAdminServer: false,
  });
  try {
    // DBOS migrates without a lock of its own: of replicas that start together on an empty database, some would fail.
    await options.locks.withLock('operation-queue-schema', () => DBOS.launch());
    await DBOS.registerQueue(queueName, {
      partitionConcurrency: 1,
      minPollingIntervalMs: pollMs,
      onConflict: 'always_update',
    });
  } catch (error) {
    await stop(options);
    // What PostgreSQL said is inside.
    throw asSchemaError(error instanceof Error && 'error' in error ? error.error : error);
  }
  return {
    enqueue: async ({ id, attempt, clusterArn }) => {
      await DBOS.startWorkflow(workflow, {
        workflowID: workflowId(id, attempt),
        queueName,
        enqueueOptions: { queuePartitionKey: clusterArn },
      })(id, attempt);
    },
    statusOf: async (id, attempt) => {
      const status = await DBOS.getWorkflowStatus(workflowId(id, attempt));
      if (status === null) return 'none';
      return ['PENDING', 'ENQUEUED', 'DELAYED'].includes(status.status) ? 'under-way' : 'over';
    },
    forget: (id, attempt) => DBOS.cancelWorkflow(workflowId(id, attempt)),
    held: async () => {
      const pending = await DBOS.listWorkflows({ status: 'PENDING', loadInput: false, loadOutput: false });
      return pending.flatMap(({ workflowID, executorId, applicationVersion }) => {
        const [id, attempt] = workflowID.split(':');
        if (id === undefined || attempt === undefined) return [];
        return { id, attempt: Number(attempt), runner: Number(executorId), version: applicationVersion ?? '' };
      });
    },
    recover: async (runner) => {
      // The public API recovers one's own only; taking over what others held is left to its users.
      await DBOSExecutor.globalInstance?.recoverPendingWorkflows([String(runner)]);
    },
    stop: () => stop(options),
  };
}

async function stop(options: DurableOptions): Promise<void> {
  if (current !== options) return;
  try {
    // Attempts that have just ended get a moment to be recorded as such.
    await DBOS.shutdown({ workflowCompletionTimeoutMS: 100 });
  } finally {
    current = undefined;
  }
}

function workflowId(id: string, attempt: number): string {
  return `${id}:${attempt}`;
}
