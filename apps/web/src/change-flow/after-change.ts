import type { ChangeState } from '@podpass/inventory';
import { useEffect, useRef } from 'react';
import { queryClient } from '../api/query-client.ts';
import type { FollowedChange } from './use-change.ts';

/** Asks again for everything that a change may have made untrue, once it has ended, and tells how it ended. */
export function useAfterChange(followed: FollowedChange, onEnd?: (state: ChangeState) => void): void {
  const told = useRef<string>(undefined);
  const { progress } = followed;
  useEffect(() => {
    if (!progress || progress.state === 'running' || told.current === progress.change.id) return;
    told.current = progress.change.id;
    void queryClient.invalidateQueries();
    onEnd?.(progress.state);
  }, [progress, onEnd]);
}
