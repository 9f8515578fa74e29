import { permissionsToControl } from '@podpass/contract';
import type { Operation } from '@podpass/inventory';
import {
  controlOperation,
  getOperation,
  listOperations,
  type OperationControl,
  watchOperation,
} from '@podpass/use-cases';
import { withEventMeta } from '@orpc/server';
import { requireAll } from '../auth/authorize.ts';
import { api } from './api.ts';
import { actorOf, type RequestContext, signedIn } from './context.ts';
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

  cancel: api.operations.cancel.handler(({ context, input }) => control(context, 'cancel', input)),
  retry: api.operations.retry.handler(({ context, input }) => control(context, 'retry', input)),
  undo: api.operations.undo.handler(({ context, input }) => control(context, 'undo', input)),
};

async function control(
  context: RequestContext,
  word: OperationControl,
  { id, confirm }: { id: string; confirm?: string | undefined },
): Promise<Operation> {
  const operation = await context.environment.operations.get(id);
  if (operation !== undefined) requireAll(signedIn(context), permissionsToControl(word, operation.plan));
  return await controlOperation(context.environment, actorOf(context), id, word, confirm);
}

/** A browser that reconnects names the last event it got; what is not one of our numbers starts from the beginning. */
function seqOf(lastEventId: string | undefined): number {
  return lastEventId !== undefined && /^\d{1,9}$/.test(lastEventId) ? Number(lastEventId) : 0;
}
