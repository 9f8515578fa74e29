import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { AgentState } from '@podpass/inventory';

interface Wording {
  type: StatusIndicatorProps.Type;
  label: string;
  /** What it means for pods, in one sentence. */
  meaning: string;
}

export const agentWords: Record<AgentState, Wording> = {
  'built-in': { type: 'success', label: 'Built in', meaning: 'Auto Mode runs the agent on every node by itself.' },
  ready: { type: 'success', label: 'Ready', meaning: 'The agent is ready on every node that can run it.' },
  partial: {
    type: 'warning',
    label: 'On some nodes',
    meaning: 'The agent is not ready on every node: pods on the others get no credentials from their association.',
  },
  installing: {
    type: 'in-progress',
    label: 'Installing',
    meaning: 'The agent add-on is being installed or updated. New pods get credentials once it is ready on their node.',
  },
  degraded: {
    type: 'error',
    label: 'Degraded',
    meaning: 'The agent is installed but not healthy: pods may not get credentials from their association.',
  },
  missing: {
    type: 'error',
    label: 'Missing',
    meaning:
      'The pod identity agent is not installed. Associations can be made, but no pod gets credentials from them until it is.',
  },
  unknown: {
    type: 'warning',
    label: 'Unknown',
    meaning: 'The nodes of the cluster could not be asked, so it is not known whether the agent runs on them.',
  },
};

export function AgentStatus({ state }: { state: AgentState }) {
  const { type, label } = agentWords[state];
  return <StatusIndicator type={type}>{label}</StatusIndicator>;
}
