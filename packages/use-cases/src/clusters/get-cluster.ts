import type { Environment } from '../environment.ts';
import { orProblem, type SourceProblem } from '../observe/problem.ts';
import { openLifecycle } from './open-lifecycle.ts';

/** One cluster with its node groups and Fargate profiles, and what makes it or takes it away if that is still open. */
export async function getCluster(env: Environment, key: string) {
  const cluster = await env.eks.describeCluster(key);
  const problems: SourceProblem[] = [];
  const [nodeGroups, fargateProfiles, [open]] = await Promise.all([
    orProblem('eks', problems, env.eks.listNodeGroups(cluster.ref)),
    orProblem('eks', problems, env.eks.listFargateProfiles(cluster.ref)),
    openLifecycle(env, cluster.ref.key),
  ]);
  return {
    cluster,
    nodeGroups: nodeGroups ?? [],
    fargateProfiles: fargateProfiles ?? [],
    ...(open && { operation: open.operation }),
    problems,
  };
}
