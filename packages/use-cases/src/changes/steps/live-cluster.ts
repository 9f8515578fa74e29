import { type Cluster, type ClusterRef, hasCode } from '@podpass/inventory';
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

/** What `look` finds in the cluster; nothing in one that is gone. */
export async function ifClusterLives<Found>(
  context: StepContext,
  look: (ref: ClusterRef) => Promise<Found | undefined>,
): Promise<Found | undefined> {
  return (await liveCluster(context)) === undefined ? undefined : await look(context.cluster.ref);
}
