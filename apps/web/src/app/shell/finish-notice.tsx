import Button from '@cloudscape-design/components/button';
import { isOperationOver, type Operation, type OperationState } from '@podpass/inventory';
import { client } from '../../api/client.ts';
import { queryClient } from '../../api/query-client.ts';
import { isEndTold } from '../../api/seen-ends.ts';
import { operationStateInWords } from '../../ui/operation-state.tsx';
import { notify, type Notification } from '../notifications.ts';
import { paths } from '../paths.ts';

const types: Partial<Record<OperationState, Notification['type']>> = {
  done: 'success',
  cancelled: 'info',
  failed: 'error',
  stuck: 'error',
};

/** Tells how an operation that was on its way has ended, and asks again for what it may have made untrue. */
export async function tellFinish(id: string): Promise<void> {
  const { operation } = await client.operations.get({ id });
  if (!isOperationOver(operation.state) || isEndTold(id, operation.attempt)) return;
  notify(finishNotice(operation));
  await queryClient.invalidateQueries();
}

/** How it has ended, with the way to its page. */
function finishNotice({ id, state, error, plan, clusterKey, attempt }: Operation): Notification {
  return {
    id: `operation-${id}-${attempt}`,
    type: types[state] ?? (error === undefined ? 'info' : 'warning'),
    header: `${operationStateInWords({ state, error })}: ${plan.title}`,
    content: error === undefined ? `On ${clusterKey}.` : `On ${clusterKey}. ${error.what} ${error.remedy}`,
    action: <Button href={paths.operation(id)}>Open the operation</Button>,
  };
}
