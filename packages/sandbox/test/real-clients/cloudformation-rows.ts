import { expect } from 'vitest';
import type { OperationRow } from './operation-row.ts';

export const CLOUDFORMATION_ROWS: OperationRow[] = [
  {
    operation: 'ListStacks',
    args: ['cloudformation', 'list-stacks', '--stack-status-filter', 'CREATE_COMPLETE', 'UPDATE_COMPLETE'],
    shows: (answer) => expect(answer).toEqual({ StackSummaries: [] }),
  },
  {
    operation: 'DescribeStacks',
    args: ['cloudformation', 'describe-stacks'],
    shows: (answer) => expect(answer).toEqual({ Stacks: [] }),
  },
];
