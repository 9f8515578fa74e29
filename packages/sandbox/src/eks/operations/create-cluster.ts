import type { CreateClusterRequest, CreateClusterResponse } from '@aws-sdk/client-eks';
import { emptyRegion } from '../../world/empty-state.ts';
import { own, put } from '../../state/lookup.ts';
import type { CallContext } from '../../world.ts';
import { newCluster } from '../clusters/new-cluster.ts';
import { resourceInUse, resourceLimitExceeded } from '../errors.ts';
import { madeBefore, remember } from '../request-token.ts';
import { clusterView } from '../views/cluster-view.ts';

const DEFAULT_QUOTA = 100;

/** Begins to make a cluster. It is active once `transitions.cluster` is over and its Kubernetes API answers. */
export function createCluster(input: CreateClusterRequest, call: CallContext): CreateClusterResponse {
  const { world, region } = call;
  const { name = '' } = input;
  const { clusters, quotas } = (world.state.eks[region] ??= emptyRegion());
  const existing = own(clusters, name);
  if (existing !== undefined && madeBefore(call, input) === existing.arn) {
    return { cluster: clusterView(world, existing) };
  }
  if (existing !== undefined) {
    throw resourceInUse(`Cluster already exists with name: ${name}`, { clusterName: name });
  }
  if (Object.keys(clusters).length >= (quotas.clusters ?? DEFAULT_QUOTA)) {
    const message = 'You have reached the maximum number of clusters for this account in this region.';
    throw resourceLimitExceeded(message, { clusterName: name });
  }
  const cluster = newCluster(input, call);
  put(clusters, name, cluster);
  const at = cluster.readyAt ?? 0;
  if (at > world.now()) world.schedule({ kind: 'cluster-settles', at, region, cluster: name });
  remember(call, input, cluster.arn);
  world.clusterChanged(cluster.arn);
  return { cluster: clusterView(world, cluster) };
}
