import { permissionsFor } from '@podpass/contract';
import { getChange, listChanges, planChange, startChange, watchChange } from '@podpass/use-cases';
import { withEventMeta } from '@orpc/server';
import { requireAll } from '../auth/authorize.ts';
import { api } from './api.ts';
import { signedIn } from './context.ts';
import { stream } from './stream.ts';

export const changes = {
  plan: api.changes.plan.handler(({ context, input }) => planChange(context.environment, input.cluster, input.request)),

  start: api.changes.start.handler(({ context, input: { cluster, request, key } }) => {
    const person = signedIn(context);
    requireAll(person, permissionsFor(request));
    return startChange(context.environment, { name: person.user, role: person.role }, cluster, request, key);
  }),

  list: api.changes.list.handler(({ context, input }) => listChanges(context.environment, input)),
  get: api.changes.get.handler(({ context, input }) => getChange(context.environment, input.id)),

  events: api.changes.events.handler(({ context, input, lastEventId, signal }) =>
    stream(
      async function* (ended) {
        for await (const event of watchChange(context.environment, input.id, seqOf(lastEventId), ended)) {
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
