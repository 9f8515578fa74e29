import type { ClusterRef, OperationSummary } from '@podpass/inventory';
import type { Environment } from '../environment.ts';
import { asProblem } from '../observe/problem.ts';
import { openLifecycle } from './open-lifecycle.ts';

/**
 * Clusters of all regions, each described, with the operation that makes it or takes it away where that is on its way
 * or did not end well. One that EKS does not list is there for its operation: its network comes before it, and goes
 * after it. A region or a cluster that fails is told apart and hides nothing else.
 */
export async function listClusters(env: Environment) {
  const [{ clusters, failures }, open] = await Promise.all([env.eks.listClusters(), openLifecycle(env)]);
  const operations = new Map(open.map(({ cluster, operation }) => [cluster.key, operation]));
  const listed = new Set(clusters.map(({ key }) => key));
  const others = open.filter(({ cluster }) => !listed.has(cluster.key));
  return {
    clusters: [
      ...(await Promise.all(clusters.map((ref) => summarise(env, ref, operations.get(ref.key))))),
      ...others.map(({ cluster: ref, operation }) => ({ ref, operation })),
    ],
    problems: failures.map(({ region, error }) => ({ region, ...asProblem('eks', error) })),
  };
}

async function summarise(env: Environment, ref: ClusterRef, operation: OperationSummary | undefined) {
  const own = { ref, ...(operation && { operation }) };
  try {
    const { status, kubernetesVersion, autoMode, createdAt } = await env.eks.describeCluster(ref.key);
    return { ...own, status, kubernetesVersion, autoMode, createdAt };
  } catch (error) {
    return { ...own, problem: asProblem('eks', error) };
  }
}
