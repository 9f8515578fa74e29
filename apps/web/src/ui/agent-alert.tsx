import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import type { AgentHealth } from '@podpass/inventory';
import { agentWords } from './agent-state.tsx';
import { disabledFor } from './disabled-for.ts';

interface AgentAlertProps {
  health: AgentHealth;
  /** Why this person may not install it, if so. */
  denied: string | undefined;
  onInstall: () => void;
  /** Where the agent is shown node by node. */
  nodesHref: string;
}

/** Says at the top of a page that associations do not work, or not everywhere, and offers the way out. */
export function AgentAlert({ health, denied, onInstall, nodesHref }: AgentAlertProps) {
  const { state, nodes, issues } = health;
  if (state === 'ready' || state === 'built-in') return null;
  const { meaning, type } = agentWords[state];
  const lacking = nodes.filter(({ agent }) => agent === 'not-ready');
  return (
    <Alert
      type={type === 'error' ? 'error' : type === 'in-progress' ? 'info' : 'warning'}
      header={headers[state]}
      action={
        state === 'missing' ? (
          <Button variant="primary" onClick={onInstall} {...disabledFor(denied)}>
            Install the agent add-on
          </Button>
        ) : (
          <Button href={nodesHref}>Show the nodes</Button>
        )
      }
    >
      {meaning}
      {lacking.length > 0 && state !== 'missing' && ` Not ready on ${namesOf(lacking.map(({ name }) => name))}.`}
      {issues.length > 0 && ` EKS reports: ${issues.join('; ')}.`}
    </Alert>
  );
}

const headers = {
  partial: 'The pod identity agent is not on every node',
  installing: 'The pod identity agent is being installed',
  degraded: 'The pod identity agent is not healthy',
  missing: 'The pod identity agent is missing',
  unknown: 'It is not known whether the pod identity agent runs',
};

function namesOf(names: readonly string[]): string {
  return names.length <= 3 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
}
