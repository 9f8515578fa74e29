import type { DescribeStackResourceInput, DescribeStackResourceOutput } from '@aws-sdk/client-cloudformation';
import { own } from '../../state/lookup.ts';
import type { CallContext } from '../../world.ts';
import { validationError } from '../errors.ts';
import { stackNamed } from '../find-stack.ts';
import { resourceDetail } from '../views/resource-view.ts';

export function describeStackResource(
  { StackName, LogicalResourceId = '' }: DescribeStackResourceInput,
  call: CallContext,
): DescribeStackResourceOutput {
  const stack = stackNamed(call, StackName);
  const resource = own(stack.resources, LogicalResourceId);
  if (resource === undefined) {
    throw validationError(`Resource ${LogicalResourceId} does not exist for stack ${stack.name}`);
  }
  return { StackResourceDetail: resourceDetail(stack, resource) };
}
