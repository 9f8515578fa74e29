import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { OperationState } from '@podpass/inventory';

const words: Record<OperationState, { type: StatusIndicatorProps.Type; label: string }> = {
  waiting: { type: 'pending', label: 'Waiting' },
  running: { type: 'in-progress', label: 'Running' },
  cancelling: { type: 'in-progress', label: 'Cancelling' },
  cancelled: { type: 'stopped', label: 'Cancelled' },
  done: { type: 'success', label: 'Done' },
  partial: { type: 'warning', label: 'Done in part' },
  failed: { type: 'error', label: 'Failed' },
  undoing: { type: 'in-progress', label: 'Undoing' },
  undone: { type: 'warning', label: 'Failed, undone' },
  stuck: { type: 'error', label: 'Failed, not undone' },
  interrupted: { type: 'warning', label: 'Interrupted' },
};

export function OperationStatus({ state }: { state: OperationState }) {
  return <StatusIndicator type={words[state].type}>{words[state].label}</StatusIndicator>;
}
