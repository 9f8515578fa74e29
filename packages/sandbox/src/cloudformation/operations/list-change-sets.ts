import type { ListChangeSetsInput, ListChangeSetsOutput } from '@aws-sdk/client-cloudformation';
import type { CallContext } from '../../world.ts';
import { stackNamed } from '../find-stack.ts';
import { pageOf } from '../pages.ts';
import { changeSetSummary } from '../views/change-set-view.ts';

const PAGE = 100;

/** The change sets of a stack that have not been executed. */
export function listChangeSets({ StackName, NextToken }: ListChangeSetsInput, call: CallContext): ListChangeSetsOutput {
  const stack = stackNamed(call, StackName);
  const open = Object.values(stack.changeSets).filter(
    ({ status, executionStatus }) => status !== 'DELETE_COMPLETE' && executionStatus !== 'EXECUTE_COMPLETE',
  );
  const paging = { list: `change-sets:${stack.id}`, token: NextToken, size: PAGE };
  const { items, ...rest } = pageOf(open, ({ id }) => id, paging);
  return { Summaries: items.map((changeSet) => changeSetSummary(stack, changeSet)), ...rest };
}
