import { permissionsFor } from '@podpass/contract';
import { planChange, startChange } from '@podpass/use-cases';
import { requireAll } from '../auth/authorize.ts';
import { api } from './api.ts';
import { signedIn } from './context.ts';

export const changes = {
  plan: api.changes.plan.handler(({ context, input }) => planChange(context.environment, input.cluster, input.request)),

  start: api.changes.start.handler(({ context, input: { cluster, request, key } }) => {
    const person = signedIn(context);
    requireAll(person, permissionsFor(request));
    return startChange(context.environment, { name: person.user, role: person.role }, cluster, request, key);
  }),
};
