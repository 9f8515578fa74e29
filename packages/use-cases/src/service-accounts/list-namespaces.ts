import type { Environment } from '../environment.ts';

/** Names of the cluster's namespaces, in alphabetical order. */
export async function listNamespaces(env: Environment, key: string) {
  const cluster = await env.eks.describeCluster(key);
  const { namespaces } = await env.observed.look(cluster);
  return { items: namespaces.toSorted() };
}
