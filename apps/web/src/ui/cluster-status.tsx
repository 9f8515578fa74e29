import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';

const types: Record<string, StatusIndicatorProps.Type> = {
  ACTIVE: 'success',
  CREATING: 'in-progress',
  UPDATING: 'in-progress',
  PENDING: 'pending',
  DELETING: 'in-progress',
  FAILED: 'error',
  CREATE_FAILED: 'error',
  DELETE_FAILED: 'error',
  DEGRADED: 'warning',
};

/** The status of a cluster, node group or Fargate profile: `CREATE_FAILED` reads "Create failed". */
export function EksStatus({ status }: { status: string }) {
  return <StatusIndicator type={types[status] ?? 'info'}>{eksStatusInWords(status)}</StatusIndicator>;
}

export function eksStatusInWords(status: string): string {
  const words = status.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
