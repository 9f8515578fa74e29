import { agentOf, countCluster, getCluster, listAccessEntries, listAddons, listClusters } from '@podpass/use-cases';
import { api } from './api.ts';

export const clusters = {
  list: api.clusters.list.handler(({ context }) => listClusters(context.environment)),
  get: api.clusters.get.handler(({ context, input }) => getCluster(context.environment, input.cluster)),
  counts: api.clusters.counts.handler(({ context, input }) => countCluster(context.environment, input.cluster)),
  agent: api.clusters.agent.handler(({ context, input }) => agentOf(context.environment, input.cluster)),
  accessEntries: api.clusters.accessEntries.handler(({ context, input }) =>
    listAccessEntries(context.environment, input.cluster),
  ),
  addons: api.clusters.addons.handler(({ context, input }) => listAddons(context.environment, input.cluster)),
};
