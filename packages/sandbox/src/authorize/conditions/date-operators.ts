import { type Pattern, plainText } from '../pattern.ts';
import { type ConditionOperator, negative, type OperatorFamily, positive } from './operator.ts';

/** Comparison of times, given as ISO 8601 or as epoch seconds. A value that is not a time matches nothing. */
export const dateOperators: OperatorFamily = {
  DateEquals: positive(comparing((actual, expected) => actual === expected)),
  DateNotEquals: negative(comparing((actual, expected) => actual === expected)),
  DateLessThan: positive(comparing((actual, expected) => actual < expected)),
  DateLessThanEquals: positive(comparing((actual, expected) => actual <= expected)),
  DateGreaterThan: positive(comparing((actual, expected) => actual > expected)),
  DateGreaterThanEquals: positive(comparing((actual, expected) => actual >= expected)),
};

function comparing(compare: (actual: number, expected: number) => boolean): ConditionOperator['matches'] {
  return (expected: Pattern, actual: string) => {
    const [left, right] = [toMilliseconds(actual), toMilliseconds(plainText(expected))];
    return left !== undefined && right !== undefined && compare(left, right);
  };
}

function toMilliseconds(text: string): number | undefined {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}
