import { isOperationOver, type OperationState } from '@podpass/inventory';
import { useEffect, useRef } from 'react';
import { queryClient } from '../api/query-client.ts';
import type { FollowedOperation } from './use-operation.ts';

/**
 * Asks again for everything that an operation may have made untrue, once it has ended, and tells how it ended. One that
 * is retried or undone ends again.
 */
export function useAfterOperation(followed: FollowedOperation, onEnd?: (state: OperationState) => void): void {
  const told = useRef<string>(undefined);
  const { progress } = followed;
  useEffect(() => {
    if (!progress || !isOperationOver(progress.state)) return;
    const end = `${progress.operation.id} ${progress.attempt}`;
    if (told.current === end) return;
    told.current = end;
    void queryClient.invalidateQueries();
    onEnd?.(progress.state);
  }, [progress, onEnd]);
}
