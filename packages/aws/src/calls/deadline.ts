/**
 * Runs `work` with a signal that fires when the caller's does or when the time is up.
 * AbortSignal.any would do, but on Node 20 it holds on to signals that outlive the call.
 */
export async function withDeadline<Result>(
  ms: number,
  outer: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  outer?.throwIfAborted();
  const inner = new AbortController();
  const passOn = () => inner.abort(outer?.reason);
  const timer = setTimeout(() => inner.abort(new DOMException(`no answer within ${ms} ms`, 'TimeoutError')), ms);
  outer?.addEventListener('abort', passOn, { once: true });
  try {
    return await work(inner.signal);
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener('abort', passOn);
  }
}
