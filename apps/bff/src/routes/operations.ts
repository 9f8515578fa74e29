import { getOperation, listOperations, watchOperation } from '@podpass/use-cases';
import { withEventMeta } from '@orpc/server';
import { api } from './api.ts';
import { stream } from './stream.ts';

export const operations = {
  list: api.operations.list.handler(({ context, input }) => listOperations(context.environment, input)),
  get: api.operations.get.handler(({ context, input }) => getOperation(context.environment, input.id)),

  events: api.operations.events.handler(({ context, input, lastEventId, signal }) =>
    stream(
      async function* (ended) {
        for await (const event of watchOperation(context.environment, input.id, seqOf(lastEventId), ended)) {
          yield withEventMeta(event, { id: String(event.seq) });
        }
      },
      { ...context, signal },
    ),
  ),
};

/** A browser that reconnects names the last event it got; what is not one of our numbers starts from the beginning. */
function seqOf(lastEventId: string | undefined): number {
  return lastEventId !== undefined && /^\d{1,9}$/.test(lastEventId) ? Number(lastEventId) : 0;
}
