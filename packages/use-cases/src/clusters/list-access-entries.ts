import type { Environment } from '../environment.ts';

/** Access entries of a cluster with their policies. */
export async function listAccessEntries(env: Environment, key: string) {
  const cluster = await env.eks.describeCluster(key);
  return { items: await env.eks.listAccessEntries(cluster.ref) };
}
