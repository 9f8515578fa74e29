import type { OperationSummary } from '@podpass/inventory';
import { useEffect, useRef } from 'react';
import { isEndTold } from '../../api/seen-ends.ts';

/**
 * Says on whatever page is open that an operation has ended which was seen on its way here, unless the page itself
 * shows that, and asks again for what it may have made untrue.
 */
export function useFinishNotices(inFlight: readonly OperationSummary[] | undefined): void {
  const seen = useRef(new Map<string, OperationSummary>());
  useEffect(() => {
    if (inFlight === undefined) return;
    const now = new Map(inFlight.map((operation) => [operation.id, operation]));
    const gone = [...seen.current.values()].filter(({ id }) => !now.has(id));
    seen.current = now;
    for (const { id, attempt } of gone) {
      if (!isEndTold(id, attempt)) void tellEnd(id);
    }
  }, [inFlight]);
}

async function tellEnd(id: string): Promise<void> {
  try {
    // The words come with the first notice, not with the first page.
    const { tellFinish } = await import('./finish-notice.tsx');
    await tellFinish(id);
  } catch {
    // The notice is an extra: the list of operations says the same.
  }
}
