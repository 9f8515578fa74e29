import type { DescribeStacksInput, DescribeStacksOutput } from '@aws-sdk/client-cloudformation';
import { AwsError } from '../../world.ts';

/** Nothing makes a stack here yet. Clients know a missing stack by the code, not by an empty list. */
export function describeStacks({ StackName }: DescribeStacksInput): DescribeStacksOutput {
  if (StackName !== undefined) {
    throw new AwsError('ValidationError', 400, `Stack with id ${StackName} does not exist`);
  }
  return { Stacks: [] };
}
