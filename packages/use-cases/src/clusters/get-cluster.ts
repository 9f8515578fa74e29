import type { Environment } from '../environment.ts';
import { orProblem, type SourceProblem } from '../observe/problem.ts';

/** One cluster with its node groups and Fargate profiles. */
export async function getCluster(env: Environment, key: string) {
  const cluster = await env.eks.describeCluster(key);
  const problems: SourceProblem[] = [];
  const [nodeGroups, fargateProfiles] = await Promise.all([
    orProblem('eks', problems, env.eks.listNodeGroups(cluster.ref)),
    orProblem('eks', problems, env.eks.listFargateProfiles(cluster.ref)),
  ]);
  return { cluster, nodeGroups: nodeGroups ?? [], fargateProfiles: fargateProfiles ?? [], problems };
}
