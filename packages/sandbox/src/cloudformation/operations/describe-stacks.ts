import type { DescribeStacksInput, DescribeStacksOutput } from '@aws-sdk/client-cloudformation';
import type { CallContext } from '../../world.ts';
import { stackNamed, stacksOf } from '../find-stack.ts';
import { pageOf } from '../pages.ts';
import { stackView } from '../views/stack-view.ts';

const PAGE = 100;

/** Clients know a missing stack by the error's code, not by an empty list. Deleted ones are found by their id. */
export function describeStacks({ StackName, NextToken }: DescribeStacksInput, call: CallContext): DescribeStacksOutput {
  if (StackName !== undefined) return { Stacks: [stackView(stackNamed(call, StackName))] };
  const living = stacksOf(call)
    .filter(({ status }) => status !== 'DELETE_COMPLETE')
    .toReversed();
  const { items, ...rest } = pageOf(living, ({ id }) => id, { list: 'stacks', token: NextToken, size: PAGE });
  return { Stacks: items.map(stackView), ...rest };
}
