import { type Operation, type OperationEvent, PodpassError } from '@podpass/inventory';
import type { Environment } from '../environment.ts';
import { joinTail } from './operation-tail.ts';

/**
 * The events of an operation after `afterSeq`, then live, until it has ended. All who watch the same operation share
 * one reader of its history. Rejects with `operation-not-found`.
 */
export async function* watchOperation(
  env: Pick<Environment, 'operations'>,
  id: string,
  afterSeq: number,
  signal?: AbortSignal,
): AsyncGenerator<OperationEvent> {
  const { tail, leave } = joinTail(env.operations, id);
  const left = new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true }));
  try {
    await Promise.race([tail.loaded, left]);
    // Numbers count from 1 without gaps: the next event's place is the last one's number.
    let next = afterSeq;
    while (!signal?.aborted) {
      const news = tail.news();
      for (let event = tail.at(next); event !== undefined && !signal?.aborted; event = tail.at(next)) {
        next += 1;
        yield event;
      }
      // An operation that was retried goes on after the line with which it had ended.
      if (tail.isOver() && tail.at(next) === undefined) return;
      await Promise.race([news, left]);
    }
  } finally {
    leave();
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
