import { planProvision, startProvision } from '@podpass/use-cases';
import { api } from './api.ts';
import { actorOf } from './context.ts';

export const provisioning = {
  plan: api.provisioning.plan.handler(({ context, input }) => planProvision(context.environment, input)),
  start: api.provisioning.start.handler(({ context, input }) =>
    startProvision(context.environment, actorOf(context), input),
  ),
};
