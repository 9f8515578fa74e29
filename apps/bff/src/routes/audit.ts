import { listAudit } from '@podpass/use-cases';
import { api } from './api.ts';

export const audit = {
  list: api.audit.list.handler(({ context, input }) => listAudit(context.environment, input)),
};
