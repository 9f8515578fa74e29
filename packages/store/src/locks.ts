import type { DedicatedConnection } from './dedicated-connection.ts';
import type { Locks } from './records.ts';

/** Between two attempts while another replica holds the lock, in milliseconds. */
const pause = { first: 20, longest: 250 };

/**
 * Locks of two layers: a queue per name inside this process, then an advisory lock that excludes the other replicas.
 * The queue is needed because an advisory lock does not exclude the session that already has it.
 */
export function createLocks(connection: DedicatedConnection): Locks {
  const queues = new Map<string, Promise<void>>();

  return {
    withLock: async (name, work, { signal } = {}) => {
      const leave = await enter(queues, name, signal);
      try {
        const lost = await acquire(connection, name, signal);
        try {
          return await work(lost);
        } finally {
          // A lock that was lost belongs to nobody or to somebody else.
          if (!lost.aborted) await release(connection, name, lost);
        }
      } finally {
        leave();
      }
    },
  };
}

/** Waits for the turn of this caller; gives the function that ends the turn. */
async function enter(
  queues: Map<string, Promise<void>>,
  name: string,
  signal: AbortSignal | undefined,
): Promise<() => void> {
  const before = queues.get(name) ?? Promise.resolve();
  const { promise: ended, resolve: end } = promiseWithResolve();
  // Whoever gives up waiting leaves only when its turn has come, so that nobody overtakes.
  const mine = before.then(() => ended);
  queues.set(name, mine);
  void mine.then(() => {
    if (queues.get(name) === mine) queues.delete(name);
  });
  try {
    await orAborted(before, signal);
  } catch (error) {
    end();
    throw error;
  }
  return end;
}

async function acquire(
  connection: DedicatedConnection,
  name: string,
  signal: AbortSignal | undefined,
): Promise<AbortSignal> {
  for (let wait = pause.first; ; wait = Math.min(wait * 2, pause.longest)) {
    signal?.throwIfAborted();
    const lost = connection.lost();
    const { rows } = await connection.query('select pg_try_advisory_lock(hashtextextended($1, 0)) as taken', [name]);
    if (rows[0]?.['taken'] === true) return lost;
    const { promise, resolve } = promiseWithResolve();
    // Spread out, so that waiting replicas do not ask in step.
    const timer = setTimeout(resolve, wait * (0.5 + Math.random()));
    await orAborted(promise, signal).finally(() => clearTimeout(timer));
  }
}

async function release(connection: DedicatedConnection, name: string, lost: AbortSignal): Promise<void> {
  try {
    await connection.query('select pg_advisory_unlock(hashtextextended($1, 0))', [name]);
  } catch (error) {
    // The session ended meanwhile, and its locks with it.
    if (!lost.aborted) throw error;
  }
}

function promiseWithResolve(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

async function orAborted(promise: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) return promise;
  signal.throwIfAborted();
  const { promise: aborted, resolve: abort } = promiseWithResolve();
  signal.addEventListener('abort', abort, { once: true });
  try {
    await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
  signal.throwIfAborted();
}
