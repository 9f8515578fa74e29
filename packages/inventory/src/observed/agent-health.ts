import { z } from 'zod';
import type { Addon, Cluster } from './cluster.ts';
import type { AgentDaemonSet, ClusterNode } from './kubernetes.ts';

export const agentAddonName = 'eks-pod-identity-agent';

/**
 * `built-in`: Auto Mode brings it. `ready`: on every schedulable Linux node. `partial`: missing on some.
 * `installing`, `degraded`: as the add-on says. `missing`: neither add-on nor DaemonSet. `unknown`: the nodes cannot be asked.
 */
export const AgentState = z.enum(['built-in', 'ready', 'partial', 'installing', 'degraded', 'missing', 'unknown']);
export type AgentState = z.infer<typeof AgentState>;

export const AgentHealth = z.object({
  state: AgentState,
  addonVersion: z.string().optional(),
  addonStatus: z.string().optional(),
  issues: z.array(z.string()),
  nodes: z.array(
    z.object({
      name: z.string(),
      nodeGroup: z.string().optional(),
      /** `unsupported`: Fargate and Windows nodes cannot run it. */
      agent: z.enum(['ready', 'not-ready', 'built-in', 'unsupported']),
    }),
  ),
});
export type AgentHealth = z.infer<typeof AgentHealth>;

export interface AgentFacts {
  cluster: Pick<Cluster, 'autoMode'>;
  addon: Addon | undefined;
  /** Undefined if the cluster could not be asked; `daemonSet` null if it has none. */
  observed: { nodes: ClusterNode[]; daemonSet: AgentDaemonSet | null } | undefined;
}

/** Whether pods can reach an agent wherever they run (eks-and-iam §2.2, §4.4 step 1). */
export function agentHealth({ cluster, addon, observed }: AgentFacts): AgentHealth {
  const nodes = (observed?.nodes ?? []).map((node) => ({
    name: node.name,
    ...(node.nodeGroup === undefined ? {} : { nodeGroup: node.nodeGroup }),
    agent: agentOn(node, observed?.daemonSet ?? null),
  }));
  return {
    state: overallState({ cluster, addon, observed }, nodes),
    ...(addon?.version === undefined ? {} : { addonVersion: addon.version }),
    ...(addon === undefined ? {} : { addonStatus: addon.status }),
    issues: (addon?.issues ?? []).map((issue) => `${issue.code}: ${issue.message}`),
    nodes,
  };
}

function agentOn(node: ClusterNode, daemonSet: AgentDaemonSet | null): AgentHealth['nodes'][number]['agent'] {
  if (node.compute === 'auto') return 'built-in';
  if (node.compute === 'fargate' || node.os !== 'linux') return 'unsupported';
  return daemonSet?.readyNodes.includes(node.name) ? 'ready' : 'not-ready';
}

function overallState({ cluster, addon, observed }: AgentFacts, nodes: AgentHealth['nodes']): AgentState {
  const cordoned = new Set(observed?.nodes.filter((node) => !node.schedulable).map((node) => node.name));
  // Nothing new is put on a cordoned node, so an agent that is missing there keeps nobody waiting.
  const needing = nodes.filter(
    ({ name, agent }) => agent === 'ready' || (agent === 'not-ready' && !cordoned.has(name)),
  );
  if (cluster.autoMode && needing.length === 0) return 'built-in';
  if (addon?.status === 'CREATING' || addon?.status === 'UPDATING') return 'installing';
  // Somebody may run the agent without the add-on: its DaemonSet counts as well.
  if (addon === undefined && (observed?.daemonSet ?? null) === null) return 'missing';
  if (observed === undefined) return 'unknown';
  const covered = needing.filter((node) => node.agent === 'ready').length;
  if (covered === needing.length) return addon && addon.status !== 'ACTIVE' ? 'degraded' : 'ready';
  return covered > 0 ? 'partial' : 'degraded';
}
