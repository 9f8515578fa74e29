import { isOperationOver, type Operation, type OperationState, PodpassError } from '@podpass/inventory';
import type { OperationOrigin, RequestKey, Store } from '@podpass/store';
import { type Durable, launchDurable, type Phase } from './durable.ts';
import type { OperationWork } from './operation-work.ts';
import { Parked, Run } from './run.ts';
import { startSweeping } from './sweep.ts';

export interface OperationEngineOptions {
  /** Where the store's database is; the queue is kept beside its tables. */
  databaseUrl: string;
  store: Pick<Store, 'operations' | 'attempts' | 'locks'>;
  work: OperationWork;
  /** Of what plans and steps mean. Operations of other versions are left to replicas that run those. */
  version: string;
  /** Other versions whose operations this one can carry on when nobody else does. */
  carriesOn?: readonly string[];
  /** Between two looks for operations of replicas that are gone, in milliseconds. */
  sweepMs?: number;
  /** Between the first two tries of a step, in milliseconds. */
  retryMs?: number;
  now?: () => Date;
  /** Told of defects, and of a database that does not answer. */
  onProblem: (error: unknown) => void;
}

/** Who asks. */
export interface OperationActor {
  name: string;
  role: string;
}

export interface OperationEngine {
  /**
   * Records an operation and lets it run when its cluster is free. A repeated `key` gives the first one and starts
   * nothing. Rejects with `invalid-input` if the key was used for another request.
   */
  start(operation: Operation, actor: OperationActor, key?: RequestKey): Promise<Operation>;
  /** Steps on their way come to an end, no further one begins. Rejects with `operation-not-found`, `operation-over`. */
  cancel(id: string, by: OperationActor): Promise<Operation>;
  /** Goes on from what is done. Rejects with `operation-not-found`, `operation-not-retryable`. */
  retry(id: string, by: OperationActor): Promise<Operation>;
  /** Takes back what was done, last first. Rejects with `operation-not-found`, `operation-not-undoable`. */
  undo(id: string, by: OperationActor): Promise<Operation>;
  /** How many operations this process runs now. */
  running(): number;
  /** Hands everything over: steps that wait end, others get `graceMs`. */
  stop(graceMs: number): Promise<void>;
}

const retryable: readonly OperationState[] = ['failed', 'partial', 'undone', 'stuck', 'interrupted', 'cancelled'];
const undoable: readonly OperationState[] = ['done', 'failed', 'partial', 'stuck', 'interrupted', 'cancelled'];

/** Starts running operations in this process; one engine per process. Rejects with `store-unavailable`. */
export async function startOperationEngine(options: OperationEngineOptions): Promise<OperationEngine> {
  const { store, work, version, now = () => new Date(), retryMs = 1_000, onProblem } = options;
  const runs = new Map<string, { run: Run; over: Promise<void> }>();
  let stopping = false;

  const open = async (id: string, attempt: number): Promise<Run | undefined> => {
    const claim = await store.attempts.claim(id, attempt);
    if (claim === undefined) return undefined;
    const [operation, events] = await Promise.all([store.operations.get(id), store.operations.events(id, 0)]);
    if (operation === undefined) return undefined;
    const { mode, requesterRole, number } = claim;
    const run = new Run({
      store,
      work,
      operation,
      claim: number,
      mode,
      requesterRole,
      events,
      retryMs,
      now,
      onProblem,
    });
    if (operation.cancelRequestedBy !== undefined) run.stop('cancel');
    return run;
  };

  const attemptOf = async (id: string, attempt: number, phase: Phase): Promise<void> => {
    if (stopping) return await forEver();
    const run = await patiently(
      () => open(id, attempt),
      () => stopping,
    );
    if (run === undefined) return;
    const unfollow = followCancelling(store, id, run);
    let done = Promise.resolve();
    const over = new Promise<void>((resolve) => {
      done = inPhases(run, phase, { onProblem, onParked: resolve }).finally(resolve);
    });
    runs.set(id, { run, over });
    if (stopping) run.stop('park');
    try {
      await done;
    } finally {
      unfollow();
      if (runs.get(id)?.run === run) runs.delete(id);
    }
  };

  const durable: Durable = await launchDurable({
    databaseUrl: options.databaseUrl,
    runner: store.attempts.runner,
    version,
    locks: store.locks,
    attempt: attemptOf,
  });
  const enqueue = async (operation: Operation): Promise<Operation> => {
    const { id, attempt, plan } = operation;
    // If this fails, or this process ends here, the next sweep of any replica does it.
    await durable.enqueue({ id, attempt, clusterArn: plan.cluster.arn }).catch(onProblem);
    return operation;
  };
  await store.attempts.announce(version);
  const stopSweeping = startSweeping({ ...options, carriesOn: options.carriesOn ?? [], durable, now });

  return {
    start: async (operation, { role }, key) => {
      const origin: OperationOrigin = { role, version };
      const recorded = await store.operations.create(operation, key, origin);
      return recorded.created ? await enqueue(recorded.operation) : recorded.operation;
    },
    cancel: async (id, by) => {
      const operation = await store.attempts.requestCancel(id, by.name);
      runs.get(id)?.run.stop('cancel');
      if (isOperationOver(operation.state)) await durable.forget(id, operation.attempt).catch(onProblem);
      return operation;
    },
    retry: async (id, { name, role }) => {
      const message = `Retried by ${name}`;
      const refusal = 'operation-not-retryable';
      const request = { mode: 'forward', message, from: retryable, refusal, requesterRole: role, version } as const;
      return await enqueue(await store.attempts.beginAttempt(id, request));
    },
    undo: async (id, { name, role }) => {
      await mustHaveSomethingToUndo(store, work, id);
      const message = `To be undone, by ${name}`;
      const refusal = 'operation-not-undoable';
      const request = { mode: 'undo', message, from: undoable, refusal, requesterRole: role, version } as const;
      return await enqueue(await store.attempts.beginAttempt(id, request));
    },
    running: () => runs.size,
    stop: async (graceMs) => {
      stopping = true;
      await stopSweeping();
      for (const { run } of runs.values()) run.stop('park');
      await within(graceMs, Promise.all([...runs.values()].map(({ over }) => over)));
      await durable.stop();
    },
  };
}

/**
 * A phase never rejects, since the queue would remember that instead of running it again: one that has to stop here
 * stays open, and a defect ends the operation. What rejects all the same is the queue itself.
 */
async function inPhases(
  run: Run,
  phase: Phase,
  { onProblem, onParked }: { onProblem: (error: unknown) => void; onParked: () => void },
): Promise<void> {
  const park = (): Promise<never> => {
    onParked();
    return forEver();
  };
  let broken = false;
  const safely = (name: string, work: () => Promise<void>) =>
    phase(name, async () => {
      try {
        if (!broken) await work();
      } catch (error) {
        if (error instanceof Parked) return await park();
        onProblem(error);
        broken = true;
        await run.breakOff(error).catch((second: unknown) => (second instanceof Parked ? park() : onProblem(second)));
      }
    });
  await safely('begin', () => run.begin());
  await safely('forward', () => run.forward());
  await safely('take-back', () => run.takeBack());
  await safely('end', () => run.end());
}

/** Hears of a cancellation that another replica was asked for. Gives how to stop listening. */
function followCancelling(store: OperationEngineOptions['store'], id: string, run: Run): () => void {
  let looking = false;
  return store.operations.subscribe(id, () => {
    if (looking) return;
    looking = true;
    // Every event of the operation wakes us, also our own: one look for many of them.
    setTimeout(() => {
      looking = false;
      store.operations.get(id).then(
        (operation) => operation?.cancelRequestedBy !== undefined && run.stop('cancel'),
        // The next event, or the next claim, tells it too.
        () => undefined,
      );
    }, 200).unref();
  });
}

async function mustHaveSomethingToUndo(
  { operations }: OperationEngineOptions['store'],
  work: OperationWork,
  id: string,
): Promise<void> {
  const operation = await operations.get(id);
  if (operation === undefined) throw new PodpassError('operation-not-found', { id });
  if (!operation.plan.steps.some((step) => work.canBeUndone(step)))
    throw new PodpassError('operation-not-undoable', { id, state: operation.state });
}

/** Tries again while the database is away, as long as this process goes on. */
async function patiently<T>(work: () => Promise<T>, givenUp: () => boolean): Promise<T> {
  for (let pause = 100; ; pause = Math.min(pause * 2, 2_000)) {
    try {
      return await work();
    } catch {
      if (givenUp()) return await forEver();
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

async function within(milliseconds: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)));
  await Promise.race([work, patience]);
  clearTimeout(timer);
}

/** An attempt that resolves or rejects is over for the queue; one that neither does is taken up by another replica. */
function forEver(): Promise<never> {
  return new Promise(() => {});
}
