import { isOperationOver, type Operation, type OperationEvent } from '@podpass/inventory';
import { useCallback, useEffect, useState } from 'react';
import { client } from '../api/client.ts';
import { type Failure, isTransient, toFailure } from '../api/failure.ts';
import { untilLaterAttempt } from '../api/in-flight.ts';
import { tellEnd, watchHere } from '../api/seen-ends.ts';
import { operationProgress, type OperationProgress } from './operation-progress-state.ts';

export interface FollowedOperation {
  progress: OperationProgress | undefined;
  /** The operation could not be read at all, or the connection is lost and being tried again. */
  failure: Failure | undefined;
  /** Looks again at once, after it was told to do something. */
  refresh(): void;
}

/** Between two tries after the connection was lost. */
const retryMs = 1_500;
/** One that has ended is looked at again this often, should a later attempt have been too short to be noticed. */
const lookAgainMs = 20_000;

/** Follows an operation over lost connections and restarts of the server, and into its later attempts. */
export function useOperation(id: string | undefined): FollowedOperation {
  const [followed, setFollowed] = useState<Seen & { id?: string }>(nothingYet);
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (id === undefined) return undefined;
    const abort = new AbortController();
    const leave = watchHere(id);
    void follow(id, abort.signal, (seen) => setFollowed({ ...seen, id }));
    return () => {
      abort.abort();
      leave();
    };
  }, [id, round]);
  const refresh = useCallback(() => setRound((count) => count + 1), []);
  // What was seen of another operation is not of this one.
  const { progress, failure } = followed.id === id ? followed : nothingYet;
  return { progress, failure, refresh };
}

type Seen = Pick<FollowedOperation, 'progress' | 'failure'>;
const nothingYet: Seen = { progress: undefined, failure: undefined };

async function follow(id: string, signal: AbortSignal, tell: (seen: Seen) => void): Promise<void> {
  let known: { operation: Operation; events: OperationEvent[] } | undefined;
  const show = (failure?: Failure): OperationProgress | undefined => {
    const progress = known && operationProgress(known.operation, known.events);
    if (progress && isOperationOver(progress.state)) tellEnd(id, progress.attempt);
    if (!signal.aborted) tell({ progress, failure });
    return progress;
  };
  while (!signal.aborted) {
    try {
      known = await client.operations.get({ id }, { signal });
      show();
      if (isOperationOver(known.operation.state)) {
        await untilMaybeMoving(id, known.operation.attempt, signal);
        continue;
      }
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

async function untilMaybeMoving(id: string, attempt: number, signal: AbortSignal): Promise<void> {
  const done = new AbortController();
  const either = AbortSignal.any([signal, done.signal]);
  await Promise.race([untilLaterAttempt(id, attempt, either), pause(lookAgainMs, either)]);
  done.abort();
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
