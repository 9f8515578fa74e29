import type { Answer } from './aws-cli.ts';

/** Names and ids that later rows need from the answers of earlier ones. */
export type Kept = Record<string, string>;

/** One operation, called through the AWS CLI. Rows of a table run in order on one account. */
export interface OperationRow {
  operation: string;
  args: readonly string[] | ((kept: Kept) => readonly string[]);
  /** Looks at the answer; fails the test when it is not as expected. */
  shows: (answer: Answer, kept: Kept) => void;
}

export function json(value: unknown): string {
  return JSON.stringify(value);
}
