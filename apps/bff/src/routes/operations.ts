import type { Operation } from '@podpass/inventory';
import {
  controlOperation,
  getOperation,
  listOperations,
  type OperationControl,
  watchOperation,
} from '@podpass/use-cases';
import { withEventMeta } from '@orpc/server';
import { api } from './api.ts';
import { actorOf, type RequestContext } from './context.ts';
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

  cancel: api.operations.cancel.handler(({ context, input }) => control(context, input.id, 'cancel')),
  retry: api.operations.retry.handler(({ context, input }) => control(context, input.id, 'retry')),
  undo: api.operations.undo.handler(({ context, input }) => control(context, input.id, 'undo')),
};

function control(context: RequestContext, id: string, word: OperationControl): Promise<Operation> {
  return controlOperation(context.environment, actorOf(context), id, word);
}

/** A browser that reconnects names the last event it got; what is not one of our numbers starts from the beginning. */
function seqOf(lastEventId: string | undefined): number {
  return lastEventId !== undefined && /^\d{1,9}$/.test(lastEventId) ? Number(lastEventId) : 0;
}
