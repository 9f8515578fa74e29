import type { Environment } from '../environment.ts';

/** Kinds of operations that make a cluster or take it away. */
export const lifecycleKinds: readonly string[] = ['provision', 'delete-cluster'];

/** Of each cluster, or of one, the operation that makes it or takes it away: on its way, or not ended well. */
export async function openLifecycle({ operations }: Pick<Environment, 'operations'>, clusterKey?: string) {
  return await operations.openByCluster({ kinds: [...lifecycleKinds], clusterKey });
}
