import { isOperationOver, type Operation, type OperationEvent } from '@podpass/inventory';
import { useEffect, useState } from 'react';
import { client } from '../api/client.ts';
import { type Failure, isTransient, toFailure } from '../api/failure.ts';
import { operationProgress, type OperationProgress } from './operation-progress-state.ts';

export interface FollowedOperation {
  progress: OperationProgress | undefined;
  /** The operation could not be read at all, or the connection is lost and being tried again. */
  failure: Failure | undefined;
}

/** Between two tries after the connection was lost. */
const retryMs = 1_500;

/** Follows an operation until its end, over lost connections and restarts of the server. */
export function useOperation(id: string | undefined): FollowedOperation {
  const [followed, setFollowed] = useState<FollowedOperation & { id?: string }>(nothingYet);
  useEffect(() => {
    if (id === undefined) return undefined;
    const abort = new AbortController();
    void follow(id, abort.signal, (seen) => setFollowed({ ...seen, id }));
    return () => abort.abort();
  }, [id]);
  // What was seen of another operation is not of this one.
  return followed.id === id ? followed : nothingYet;
}

const nothingYet: FollowedOperation = { progress: undefined, failure: undefined };

async function follow(id: string, signal: AbortSignal, tell: (followed: FollowedOperation) => void): Promise<void> {
  let known: { operation: Operation; events: OperationEvent[] } | undefined;
  const show = (failure?: Failure) => {
    if (!signal.aborted) tell({ progress: known && operationProgress(known.operation, known.events), failure });
  };
  while (!signal.aborted) {
    try {
      known = await client.operations.get({ id }, { signal });
      show();
      if (isOperationOver(known.operation.state)) return;
      const live = await client.operations.events(
        { id },
        { signal, lastEventId: String(known.events.at(-1)?.seq ?? 0) },
      );
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
