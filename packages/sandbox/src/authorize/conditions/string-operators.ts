import { matchesPattern, type Pattern, plainText } from '../pattern.ts';
import { negative, type OperatorFamily, positive } from './operator.ts';

/** Exact, case-blind and wildcard comparison of text. Only the Like operators know `*` and `?`. */
export const stringOperators: OperatorFamily = {
  StringEquals: positive(equals),
  StringNotEquals: negative(equals),
  StringEqualsIgnoreCase: positive(equalsIgnoringCase),
  StringNotEqualsIgnoreCase: negative(equalsIgnoringCase),
  StringLike: positive(matchesPattern),
  StringNotLike: negative(matchesPattern),
};

function equals(expected: Pattern, actual: string): boolean {
  return plainText(expected) === actual;
}

function equalsIgnoringCase(expected: Pattern, actual: string): boolean {
  return plainText(expected).toLowerCase() === actual.toLowerCase();
}
