import { AsyncLocalStorage } from 'node:async_hooks';
import type { CallTrace } from '@podpass/inventory';

/** One for the process, since every further one would cost every promise of it: what is traced now, by its trace. */
const current = new AsyncLocalStorage<ReadonlyMap<object, string[]>>();

/** A trace, and how the callers of the same account tell it what was answered. Works that run at once are kept apart. */
export function createCallTrace(): CallTrace & { answered: (change: { awsRequestId: string }) => void } {
  const trace = {};
  return {
    async during(work) {
      const changes: string[] = [];
      const result = await current.run(new Map(current.getStore()).set(trace, changes), work);
      return { result, changes };
    },
    answered: ({ awsRequestId }) => {
      current.getStore()?.get(trace)?.push(awsRequestId);
    },
  };
}
