import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { ChangeState } from '@podpass/inventory';

const words: Record<ChangeState, { type: StatusIndicatorProps.Type; label: string }> = {
  running: { type: 'in-progress', label: 'Running' },
  done: { type: 'success', label: 'Done' },
  partial: { type: 'warning', label: 'Done in part' },
  undone: { type: 'warning', label: 'Failed, undone' },
  stuck: { type: 'error', label: 'Failed, not undone' },
  interrupted: { type: 'warning', label: 'Interrupted' },
};

export function ChangeStatus({ state }: { state: ChangeState }) {
  return <StatusIndicator type={words[state].type}>{words[state].label}</StatusIndicator>;
}
