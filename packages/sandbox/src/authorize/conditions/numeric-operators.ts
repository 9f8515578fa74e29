import { type Pattern, plainText } from '../pattern.ts';
import { type ConditionOperator, negative, type OperatorFamily, positive } from './operator.ts';

/** Comparison of numbers. A value that is not a number matches nothing. */
export const numericOperators: OperatorFamily = {
  NumericEquals: positive(comparing((actual, expected) => actual === expected)),
  NumericNotEquals: negative(comparing((actual, expected) => actual === expected)),
  NumericLessThan: positive(comparing((actual, expected) => actual < expected)),
  NumericLessThanEquals: positive(comparing((actual, expected) => actual <= expected)),
  NumericGreaterThan: positive(comparing((actual, expected) => actual > expected)),
  NumericGreaterThanEquals: positive(comparing((actual, expected) => actual >= expected)),
};

function comparing(compare: (actual: number, expected: number) => boolean): ConditionOperator['matches'] {
  return (expected: Pattern, actual: string) => {
    const [left, right] = [toNumber(actual), toNumber(plainText(expected))];
    return left !== undefined && right !== undefined && compare(left, right);
  };
}

function toNumber(text: string): number | undefined {
  return /^\s*[+-]?\d+(\.\d+)?\s*$/.test(text) ? Number(text) : undefined;
}
