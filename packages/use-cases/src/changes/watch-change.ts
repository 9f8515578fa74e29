import { type Change, type ChangeEvent, PodpassError } from '@podpass/inventory';
import type { Environment } from '../environment.ts';

/** The events of a change after `afterSeq`, then live, until it has ended. Rejects with `change-not-found`. */
export async function* watchChange(
  env: Environment,
  id: string,
  afterSeq: number,
  signal?: AbortSignal,
): AsyncGenerator<ChangeEvent> {
  await getChangeOrReject(env, id);
  let wake = () => {};
  let news = Promise.resolve();
  const sleepUntilNews = () => {
    news = new Promise<void>((resolve) => (wake = resolve));
  };
  const ring = () => wake();
  const unsubscribe = env.changes.subscribe(id, ring);
  signal?.addEventListener('abort', ring, { once: true });
  try {
    let last = afterSeq;
    while (!signal?.aborted) {
      sleepUntilNews();
      for (const event of await env.changes.events(id, last)) {
        last = event.seq;
        yield event;
        if (event.changeState !== undefined && event.changeState !== 'running') return;
      }
      if ((await getChangeOrReject(env, id)).state !== 'running' && (await env.changes.events(id, last)).length === 0)
        return;
      await news;
    }
  } finally {
    unsubscribe();
    signal?.removeEventListener('abort', ring);
  }
}

/** A change with its events so far. Rejects with `change-not-found`. */
export async function getChange(env: Environment, id: string) {
  const events = await env.changes.events(id, 0);
  return { change: await getChangeOrReject(env, id), events };
}

async function getChangeOrReject(env: Environment, id: string): Promise<Change> {
  const change = await env.changes.get(id);
  if (!change) throw new PodpassError('change-not-found', { id });
  return change;
}
