import { irsaAnnotations, type Cluster } from '@podpass/inventory';
import type { Environment } from '../environment.ts';
import { podUsage } from '../observe/pod-usage.ts';
import { orProblem, type SourceProblem } from '../observe/problem.ts';
import { observeAgent } from './agent-of.ts';

/** How much of what a cluster has. What cannot be asked is left out and named in `problems`. */
export async function countCluster(env: Environment, key: string) {
  const cluster = await env.eks.describeCluster(key);
  const problems: SourceProblem[] = [];
  const [associations, accessEntries, inventory, agent] = await Promise.all([
    orProblem('eks', problems, countAssociations(env, cluster)),
    orProblem('eks', problems, env.eks.listAccessEntries(cluster.ref)),
    orProblem('kubernetes', problems, env.observed.look(cluster)),
    observeAgent(env, cluster, problems),
  ]);
  return {
    agent: agent.state,
    nodes: agent.nodes.length,
    problems: withoutRepeats(problems),
    ...(associations === undefined ? {} : { associations }),
    ...(accessEntries === undefined ? {} : { accessEntries: accessEntries.length }),
    ...(inventory === undefined
      ? {}
      : {
          serviceAccounts: inventory.serviceAccounts.length,
          irsaLinks: inventory.serviceAccounts.filter((account) => account.annotations[irsaAnnotations.roleArn]).length,
          pods: podUsage(inventory.pods),
        }),
  };
}

async function countAssociations(env: Environment, cluster: Cluster): Promise<number> {
  let count = 0;
  for await (const page of env.eks.listAssociations(cluster.ref)) count += page.length;
  return count;
}

/** Several questions to one source that is down give one problem, not several. */
function withoutRepeats(problems: SourceProblem[]): SourceProblem[] {
  return [
    ...new Map(problems.map((problem) => [`${problem.source} ${problem.code} ${problem.why}`, problem])).values(),
  ];
}
