import { ChangeRequest, type ChangeRequestInput } from '@podpass/inventory';
import { useState } from 'react';
import { type Failure, toFailure } from '../api/failure.ts';
import { useChangeDenial } from '../api/session.ts';
import { startChange } from './start-change.ts';
import { type FollowedOperation, useOperation } from './use-operation.ts';

export interface RunningChange {
  /** Undefined until it was started. */
  operationId: string | undefined;
  followed: FollowedOperation;
  starting: boolean;
  failure: Failure | undefined;
  /** Why the person may not start it; undefined if they may. */
  denial: string | undefined;
  start(): void;
  /** Back to before the start, to try again. */
  reset(): void;
}

/** Starting one change and following it. */
export function useRunningChange(cluster: string, request: ChangeRequestInput | undefined): RunningChange {
  const [operationId, setOperationId] = useState<string>();
  const [starting, setStarting] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  // One key for each attempt: a double click, or a request that the browser sends again, is the same attempt.
  const [key, setKey] = useState(() => crypto.randomUUID());
  const denialOf = useChangeDenial();
  const followed = useOperation(operationId);

  const start = async (asked: ChangeRequestInput) => {
    setStarting(true);
    setFailure(undefined);
    try {
      setOperationId((await startChange(cluster, asked, key)).id);
    } catch (error) {
      setFailure(toFailure(error));
      setKey(crypto.randomUUID());
    } finally {
      setStarting(false);
    }
  };
  const parsed = request && ChangeRequest.safeParse(request);
  return {
    operationId,
    followed,
    starting,
    failure,
    denial: parsed?.success ? denialOf(parsed.data) : undefined,
    start: () => {
      if (request) void start(request);
    },
    reset: () => {
      setOperationId(undefined);
      setFailure(undefined);
      setKey(crypto.randomUUID());
    },
  };
}
