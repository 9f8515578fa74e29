import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { ErrorReport, OperationState } from '@podpass/inventory';

const words: Record<OperationState, { type: StatusIndicatorProps.Type; label: string }> = {
  waiting: { type: 'pending', label: 'Waiting' },
  running: { type: 'in-progress', label: 'Running' },
  cancelling: { type: 'in-progress', label: 'Cancelling' },
  cancelled: { type: 'stopped', label: 'Cancelled' },
  done: { type: 'success', label: 'Done' },
  partial: { type: 'warning', label: 'Done in part' },
  failed: { type: 'error', label: 'Failed' },
  undoing: { type: 'in-progress', label: 'Undoing' },
  undone: { type: 'stopped', label: 'Undone' },
  stuck: { type: 'error', label: 'Not all undone' },
  interrupted: { type: 'warning', label: 'Interrupted' },
};
const afterFailure: Partial<Record<OperationState, { type: StatusIndicatorProps.Type; label: string }>> = {
  undone: { type: 'warning', label: 'Failed, undone' },
  stuck: { type: 'error', label: 'Failed, not undone' },
};

interface OperationOutcome {
  state: OperationState;
  /** What made it end so; one that a person had undone has none. */
  error?: Pick<ErrorReport, 'code'> | undefined;
}

export function OperationStatus(outcome: OperationOutcome) {
  return <StatusIndicator type={looksOf(outcome).type}>{looksOf(outcome).label}</StatusIndicator>;
}

/** The state in a word or two. */
export function operationStateInWords(outcome: OperationOutcome): string {
  return looksOf(outcome).label;
}

/** Its sign and colour. */
export function operationSign(outcome: OperationOutcome): StatusIndicatorProps.Type {
  return looksOf(outcome).type;
}

function looksOf({ state, error }: OperationOutcome) {
  return (error === undefined ? undefined : afterFailure[state]) ?? words[state];
}
