import type { Environment } from '../environment.ts';

/** What makes a cluster or takes it away. */
const kinds = ['provision', 'delete-cluster'];

/** Of each cluster, or of one, the operation that makes it or takes it away: on its way, or not ended well. */
export async function openLifecycle({ operations }: Pick<Environment, 'operations'>, clusterKey?: string) {
  return await operations.openByCluster({ kinds, clusterKey });
}
