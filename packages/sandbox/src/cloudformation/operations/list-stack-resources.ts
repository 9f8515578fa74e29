import type { ListStackResourcesInput, ListStackResourcesOutput } from '@aws-sdk/client-cloudformation';
import type { CallContext } from '../../world.ts';
import { stackNamed } from '../find-stack.ts';
import { pageOf } from '../pages.ts';
import { resourceSummary } from '../views/resource-view.ts';

const PAGE = 100;

export function listStackResources(
  { StackName, NextToken }: ListStackResourcesInput,
  call: CallContext,
): ListStackResourcesOutput {
  const stack = stackNamed(call, StackName);
  const paging = { list: `resources:${stack.id}`, token: NextToken, size: PAGE };
  const { items, ...rest } = pageOf(Object.values(stack.resources), ({ logicalId }) => logicalId, paging);
  return { StackResourceSummaries: items.map(resourceSummary), ...rest };
}
