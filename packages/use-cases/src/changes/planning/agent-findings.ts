import type { AgentHealth } from '@podpass/inventory';
import type { PlanDraft } from './plan-draft.ts';

/**
 * An association without an agent makes every new pod of the account fail, without a way back to IRSA
 * (eks-and-iam §4.4 step 1). Where pods have credentials today, that blocks; elsewhere it warns.
 */
export function findAgentProblems(
  draft: PlanDraft,
  agent: AgentHealth,
  clusterName: string,
  breaksPods: boolean,
): void {
  const severity = breaksPods ? 'blocked' : 'warning';
  if (agent.state === 'missing') {
    draft.finding(
      severity,
      'agent-missing',
      clusterName,
      'The pod identity agent is not installed: new pods of an associated service account would get no credentials.',
      'Install the agent add-on first.',
    );
  }
  if (agent.state === 'partial' || agent.state === 'degraded' || agent.state === 'installing') {
    const waiting = agent.nodes.filter((node) => node.agent === 'not-ready').map((node) => node.name);
    draft.finding(
      severity,
      'agent-not-ready',
      clusterName,
      waiting.length > 0
        ? `The pod identity agent is not ready on ${waiting.length} of ${agent.nodes.length} nodes (${waiting.slice(0, 3).join(', ')}${waiting.length > 3 ? ', …' : ''}).`
        : 'The agent add-on is not active yet.',
      'Wait until the agent is ready on every node.',
    );
  }
}
