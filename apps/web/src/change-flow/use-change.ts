import type { Change, ChangeEvent } from '@podpass/inventory';
import { useEffect, useState } from 'react';
import { client } from '../api/client.ts';
import { type Failure, isTransient, toFailure } from '../api/failure.ts';
import { changeProgress, type ChangeProgress } from './change-progress-state.ts';

export interface FollowedChange {
  progress: ChangeProgress | undefined;
  /** The change could not be read at all, or the connection is lost and being tried again. */
  failure: Failure | undefined;
}

/** Between two tries after the connection was lost. */
const retryMs = 1_500;

/** Follows a change until its end, over lost connections and restarts of the server. */
export function useChange(id: string | undefined): FollowedChange {
  const [followed, setFollowed] = useState<FollowedChange & { id?: string }>(nothingYet);
  useEffect(() => {
    if (id === undefined) return undefined;
    const abort = new AbortController();
    void follow(id, abort.signal, (seen) => setFollowed({ ...seen, id }));
    return () => abort.abort();
  }, [id]);
  // What was seen of another change is not of this one.
  return followed.id === id ? followed : nothingYet;
}

const nothingYet: FollowedChange = { progress: undefined, failure: undefined };

async function follow(id: string, signal: AbortSignal, tell: (followed: FollowedChange) => void): Promise<void> {
  let known: { change: Change; events: ChangeEvent[] } | undefined;
  const show = (failure?: Failure) => {
    if (!signal.aborted) tell({ progress: known && changeProgress(known.change, known.events), failure });
  };
  while (!signal.aborted) {
    try {
      known = await client.changes.get({ id }, { signal });
      show();
      if (known.change.state !== 'running') return;
      const live = await client.changes.events({ id }, { signal, lastEventId: String(known.events.at(-1)?.seq ?? 0) });
      for await (const event of live) {
        known.events = [...known.events.filter(({ seq }) => seq !== event.seq), event];
        show();
      }
    } catch (error) {
      if (signal.aborted) return;
      const failure = toFailure(error);
      show(failure);
      if (known === undefined && !isTransient(failure)) return;
      await pause(retryMs, signal);
    }
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
