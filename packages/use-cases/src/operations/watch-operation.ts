import { isOperationOver, type Operation, type OperationEvent, PodpassError } from '@podpass/inventory';
import type { Environment } from '../environment.ts';

/** The events of an operation after `afterSeq`, then live, until it has ended. Rejects with `operation-not-found`. */
export async function* watchOperation(
  env: Environment,
  id: string,
  afterSeq: number,
  signal?: AbortSignal,
): AsyncGenerator<OperationEvent> {
  await getOperationOrReject(env, id);
  let wake = () => {};
  let news = Promise.resolve();
  const sleepUntilNews = () => {
    news = new Promise<void>((resolve) => (wake = resolve));
  };
  const ring = () => wake();
  const unsubscribe = env.operations.subscribe(id, ring);
  signal?.addEventListener('abort', ring, { once: true });
  try {
    let last = afterSeq;
    while (!signal?.aborted) {
      sleepUntilNews();
      for (const event of await env.operations.events(id, last)) {
        last = event.seq;
        yield event;
      }
      // An operation that was retried goes on after the line with which it had ended.
      const over = isOperationOver((await getOperationOrReject(env, id)).state);
      if (over && (await env.operations.events(id, last)).length === 0) return;
      if (over) continue;
      await news;
    }
  } finally {
    unsubscribe();
    signal?.removeEventListener('abort', ring);
  }
}

/** An operation with its events so far. Rejects with `operation-not-found`. */
export async function getOperation(env: Environment, id: string) {
  const events = await env.operations.events(id, 0);
  return { operation: await getOperationOrReject(env, id), events };
}

async function getOperationOrReject(env: Environment, id: string): Promise<Operation> {
  const operation = await env.operations.get(id);
  if (!operation) throw new PodpassError('operation-not-found', { id });
  return operation;
}
