import { type Cluster, type ClusterRef, hasCode, PodpassError } from '@podpass/inventory';
import type { StepContext } from './step-runner.ts';

/** The cluster as it is now, not as it was when the operation began. */
export async function liveCluster({ env, cluster }: StepContext): Promise<Cluster | undefined> {
  try {
    return await env.eks.describeCluster(cluster.ref.key);
  } catch (error) {
    if (hasCode(error, 'cluster-not-found')) return undefined;
    throw error;
  }
}

/** For what serves a cluster and is deleted after it. Rejects with `cluster-there-again`. */
export async function mustBeGone(context: StepContext, target: string): Promise<void> {
  if ((await liveCluster(context)) === undefined) return;
  throw new PodpassError('cluster-there-again', { cluster: context.cluster.ref.name, target });
}

/** What `look` finds in the cluster; nothing in one that is gone. */
export async function ifClusterLives<Found>(
  context: StepContext,
  look: (ref: ClusterRef) => Promise<Found | undefined>,
): Promise<Found | undefined> {
  return (await liveCluster(context)) === undefined ? undefined : await look(context.cluster.ref);
}
