import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { OperationState, OperationSummary } from '@podpass/inventory';

type LifecycleOperation = Pick<OperationSummary, 'kind' | 'state'>;

/** Whether it makes a cluster or takes it away; all other operations are about what is in it. */
export function isLifecycle({ kind }: Pick<OperationSummary, 'kind'>): boolean {
  return kind === 'provision' || kind === 'delete-cluster';
}

export interface LifecycleLooks {
  type: StatusIndicatorProps.Type;
  words: string;
}

/** How a cluster stands while it is made or taken away, and after that has not ended well. */
export function lifecycleLooks({ kind, state }: LifecycleOperation): LifecycleLooks {
  return (kind === 'delete-cluster' ? deleting : provisioning)[state];
}

/** Whether it still moves by itself. Read from its looks: the first page has no room for the package that knows states. */
export function isOnItsWay(operation: LifecycleOperation): boolean {
  const { type } = lifecycleLooks(operation);
  return type === 'pending' || type === 'in-progress';
}

const provisioning: Record<OperationState, LifecycleLooks> = {
  waiting: { type: 'pending', words: 'Waiting to be provisioned' },
  running: { type: 'in-progress', words: 'Provisioning' },
  cancelling: { type: 'in-progress', words: 'Provisioning, being cancelled' },
  undoing: { type: 'in-progress', words: 'Provisioning, being undone' },
  done: { type: 'success', words: 'Provisioned' },
  undone: { type: 'stopped', words: 'Provisioning undone' },
  cancelled: { type: 'stopped', words: 'Provisioning cancelled' },
  failed: { type: 'error', words: 'Provisioning failed' },
  partial: { type: 'error', words: 'Provisioned in part' },
  stuck: { type: 'error', words: 'Provisioning failed, not all undone' },
  interrupted: { type: 'warning', words: 'Provisioning interrupted' },
};

const deleting: Record<OperationState, LifecycleLooks> = {
  waiting: { type: 'pending', words: 'Waiting to be deleted' },
  running: { type: 'in-progress', words: 'Deleting' },
  cancelling: { type: 'in-progress', words: 'Deleting, being cancelled' },
  undoing: { type: 'in-progress', words: 'Deleting, being undone' },
  done: { type: 'success', words: 'Deleted' },
  undone: { type: 'stopped', words: 'Deletion undone' },
  cancelled: { type: 'stopped', words: 'Deletion cancelled' },
  failed: { type: 'error', words: 'Deletion failed' },
  partial: { type: 'error', words: 'Deleted in part' },
  stuck: { type: 'error', words: 'Deletion failed' },
  interrupted: { type: 'warning', words: 'Deletion interrupted' },
};
