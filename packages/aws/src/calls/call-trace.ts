import type { CallTrace } from '@podpass/inventory';
import { AsyncLocalStorage } from 'node:async_hooks';

/** A trace, and how the callers of the same account tell it what was answered. Works that run at once are kept apart. */
export function createCallTrace(): CallTrace & { answered: (change: { awsRequestId: string }) => void } {
  const current = new AsyncLocalStorage<string[]>();
  return {
    async during(work) {
      const changes: string[] = [];
      const result = await current.run(changes, work);
      return { result, changes };
    },
    answered: ({ awsRequestId }) => {
      current.getStore()?.push(awsRequestId);
    },
  };
}
