import type { ListNodegroupsRequest, ListNodegroupsResponse } from '@aws-sdk/client-eks';
import type { CallContext } from '../../world.ts';
import { findCluster } from '../find-cluster.ts';
import { page } from '../pages.ts';

export function listNodegroups(input: ListNodegroupsRequest, call: CallContext): ListNodegroupsResponse {
  const cluster = findCluster(call, input.clusterName);
  const names = Object.keys(cluster.nodegroups);
  const { items, ...rest } = page(names, (name) => name, ['nodegroups', cluster.name], input);
  return { nodegroups: items, ...rest };
}
