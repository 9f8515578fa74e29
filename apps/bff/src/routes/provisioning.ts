import { planProvision, previewProvision, startProvision } from '@podpass/use-cases';
import { api } from './api.ts';
import { actorOf } from './context.ts';

export const provisioning = {
  plan: api.provisioning.plan.handler(({ context, input }) => planProvision(context.environment, input)),
  preview: api.provisioning.preview.handler(({ context, input }) => previewProvision(context.environment, input.text)),
  start: api.provisioning.start.handler(({ context, input }) =>
    startProvision(context.environment, actorOf(context), input),
  ),
};
