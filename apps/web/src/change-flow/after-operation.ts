import { isOperationOver, type OperationState } from '@podpass/inventory';
import { useEffect, useRef } from 'react';
import { queryClient } from '../api/query-client.ts';
import type { FollowedOperation } from './use-operation.ts';

/** Asks again for everything that an operation may have made untrue, once it has ended, and tells how it ended. */
export function useAfterOperation(followed: FollowedOperation, onEnd?: (state: OperationState) => void): void {
  const told = useRef<string>(undefined);
  const { progress } = followed;
  useEffect(() => {
    if (!progress || !isOperationOver(progress.state) || told.current === progress.operation.id) return;
    told.current = progress.operation.id;
    void queryClient.invalidateQueries();
    onEnd?.(progress.state);
  }, [progress, onEnd]);
}
