import type { ClusterRef } from '@podpass/inventory';
import type { Environment } from '../environment.ts';
import { asProblem } from '../observe/problem.ts';

/** Clusters of all regions, each described; a region or a cluster that fails is told apart and hides nothing else. */
export async function listClusters(env: Environment) {
  const { clusters, failures } = await env.eks.listClusters();
  return {
    clusters: await Promise.all(clusters.map((ref) => summarise(env, ref))),
    problems: failures.map(({ region, error }) => ({ region, ...asProblem('eks', error) })),
  };
}

async function summarise(env: Environment, ref: ClusterRef) {
  try {
    const { status, kubernetesVersion, autoMode, createdAt } = await env.eks.describeCluster(ref.key);
    return { ref, status, kubernetesVersion, autoMode, createdAt };
  } catch (error) {
    return { ref, problem: asProblem('eks', error) };
  }
}
