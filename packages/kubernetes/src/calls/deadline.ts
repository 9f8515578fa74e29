/** What an attempt ends with when it took too long. */
export class TookTooLong extends Error {
  constructor(ms: number) {
    super(`no answer within ${Math.ceil(ms / 1000)} seconds`);
    this.name = 'TookTooLong';
  }
}

/**
 * Runs work with a signal that fires when the caller gives up or the time is over; rejects with the caller's reason or
 * TookTooLong. (AbortSignal.any would do, but on Node 20 it holds on to signals that outlive the call.)
 */
export async function withDeadline<Result>(
  ms: number,
  outer: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  outer?.throwIfAborted();
  const inner = new AbortController();
  const giveUp = () => inner.abort(outer?.reason);
  const timer = setTimeout(() => inner.abort(new TookTooLong(ms)), ms);
  outer?.addEventListener('abort', giveUp, { once: true });
  try {
    return await work(inner.signal);
  } catch (error) {
    // The client wraps the reason of an abort; what counts is why it was aborted.
    throw inner.signal.aborted ? inner.signal.reason : error;
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener('abort', giveUp);
  }
}

/** Waits; rejects with the signal's reason when the caller gives up. */
export function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason instanceof Error ? signal.reason : new Error('aborted'));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal?.addEventListener('abort', stop, { once: true });
  });
}
