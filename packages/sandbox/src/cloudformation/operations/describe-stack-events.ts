import type { DescribeStackEventsInput, DescribeStackEventsOutput } from '@aws-sdk/client-cloudformation';
import type { CallContext } from '../../world.ts';
import { stackNamed } from '../find-stack.ts';
import { pageOf } from '../pages.ts';
import { eventView } from '../views/resource-view.ts';

const PAGE = 100;

/** Newest first. */
export function describeStackEvents(input: DescribeStackEventsInput, call: CallContext): DescribeStackEventsOutput {
  const stack = stackNamed(call, input.StackName);
  const paging = { list: `events:${stack.id}`, token: input.NextToken, size: PAGE };
  const { items, ...rest } = pageOf(stack.events.toReversed(), ({ id }) => id, paging);
  return { StackEvents: items.map((event) => eventView(stack, event)), ...rest };
}
