import { describeStacks } from './operations/describe-stacks.ts';
import { listStacks } from './operations/list-stacks.ts';

/** The operations of CloudFormation by their names on the wire: those that look whether there are stacks. */
export const cloudFormationOperations = {
  DescribeStacks: describeStacks,
  ListStacks: listStacks,
};
