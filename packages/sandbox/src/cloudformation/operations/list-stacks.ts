import type { ListStacksInput, ListStacksOutput } from '@aws-sdk/client-cloudformation';
import { AwsError } from '../../world.ts';

/** Nothing makes a stack here yet, so there is one page, and no token is one of ours. */
export function listStacks({ NextToken }: ListStacksInput): ListStacksOutput {
  if (NextToken !== undefined) throw new AwsError('ValidationError', 400, 'The provided token is not valid');
  return { StackSummaries: [] };
}
