import { agentAddonName, agentHealth, type AgentHealth, type Cluster } from '@podpass/inventory';
import type { Environment, StepEnvironment } from '../environment.ts';
import { orProblem, type SourceProblem } from '../observe/problem.ts';

/** Health of the pod identity agent, node by node. */
export async function agentOf(env: Environment, key: string) {
  const cluster = await env.eks.describeCluster(key);
  const problems: SourceProblem[] = [];
  return { health: await observeAgent(env, cluster, problems), problems };
}

export async function observeAgent(
  env: StepEnvironment,
  cluster: Cluster,
  problems: SourceProblem[],
): Promise<AgentHealth> {
  const [addon, observed] = await Promise.all([
    orProblem('eks', problems, env.eks.describeAddon(cluster.ref, agentAddonName)),
    orProblem('kubernetes', problems, observeNodes(env, cluster)),
  ]);
  return agentHealth({ cluster, addon, observed });
}

async function observeNodes(env: StepEnvironment, cluster: Cluster) {
  const port = env.kubernetes(cluster);
  const [nodes, daemonSet] = await Promise.all([port.listNodes(), port.agentDaemonSet()]);
  return { nodes, daemonSet };
}
