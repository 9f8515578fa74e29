import type { DescribeStackResourcesInput, DescribeStackResourcesOutput } from '@aws-sdk/client-cloudformation';
import type { AwsError, CallContext } from '../../world.ts';
import { noSuchStack, validationError } from '../errors.ts';
import { stackNamed, stacksOf } from '../find-stack.ts';
import { resourceView } from '../views/resource-view.ts';

/** The resources of a stack, which is named itself or by one of its resources. */
export function describeStackResources(
  { StackName, LogicalResourceId, PhysicalResourceId }: DescribeStackResourcesInput,
  call: CallContext,
): DescribeStackResourcesOutput {
  if ((StackName === undefined) === (PhysicalResourceId === undefined)) {
    throw validationError('You must specify either StackName or PhysicalResourceId, but not both');
  }
  const stack =
    StackName === undefined
      ? stacksOf(call).find(({ resources, status }) =>
          status === 'DELETE_COMPLETE'
            ? false
            : Object.values(resources).some(({ physicalId }) => physicalId === PhysicalResourceId),
        )
      : stackNamed(call, StackName);
  if (stack === undefined) throw noSuchResource(PhysicalResourceId);
  const wanted = Object.values(stack.resources).filter(
    ({ logicalId }) => LogicalResourceId === undefined || logicalId === LogicalResourceId,
  );
  return { StackResources: wanted.map((resource) => resourceView(stack, resource)) };
}

function noSuchResource(physicalId: string | undefined): AwsError {
  return physicalId === undefined ? noSuchStack('') : validationError(`Stack for ${physicalId} does not exist`);
}
