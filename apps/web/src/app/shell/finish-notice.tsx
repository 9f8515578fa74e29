import Button from '@cloudscape-design/components/button';
import type { Operation, OperationState } from '@podpass/inventory';
import { operationStateInWords } from '../../ui/operation-state.tsx';
import { notify, type Notification } from '../notifications.ts';
import { paths } from '../paths.ts';

const types: Partial<Record<OperationState, Notification['type']>> = {
  done: 'success',
  cancelled: 'info',
  failed: 'error',
  stuck: 'error',
};

/** How an operation has ended, with the way to its page. */
export function finishNotice({ id, state, error, plan, clusterKey, attempt }: Operation): void {
  const type = types[state] ?? (error === undefined ? 'info' : 'warning');
  notify({
    id: `operation-${id}-${attempt}`,
    type,
    header: `${operationStateInWords({ state, error })}: ${plan.title}`,
    content: error === undefined ? `On ${clusterKey}.` : `On ${clusterKey}. ${error.what} ${error.remedy}`,
    action: <Button href={paths.operation(id)}>Open the operation</Button>,
  });
}
