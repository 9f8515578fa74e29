import { listNamespaces, listServiceAccounts } from '@podpass/use-cases';
import { api } from './api.ts';

export const serviceAccounts = {
  list: api.serviceAccounts.list.handler(({ context, input: { cluster, ...filter } }) =>
    listServiceAccounts(context.environment, cluster, filter),
  ),
  namespaces: api.serviceAccounts.namespaces.handler(({ context, input }) =>
    listNamespaces(context.environment, input.cluster),
  ),
};
