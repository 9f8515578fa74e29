import { matchesPattern, type Pattern, plainText, splitPattern } from '../pattern.ts';
import { negative, type OperatorFamily, positive } from './operator.ts';

/** Comparison of ARNs. ArnEquals and ArnLike behave alike: both take wildcards (IAM user guide, ARN operators). */
export const arnOperators: OperatorFamily = {
  ArnEquals: positive(arnMatches),
  ArnNotEquals: negative(arnMatches),
  ArnLike: positive(arnMatches),
  ArnNotLike: negative(arnMatches),
};

const arnParts = 6;

/** Each of the six parts is compared on its own, so that a wildcard never reaches across a colon before the resource. */
function arnMatches(expected: Pattern, actual: string): boolean {
  const values = actual.split(':');
  if (values.length < arnParts || values[0] !== 'arn') return false;
  if (plainText(expected) === '*') return true;
  const patterns = splitPattern(expected, arnParts);
  if (patterns.length !== arnParts) return false;
  const parts = [...values.slice(0, arnParts - 1), values.slice(arnParts - 1).join(':')];
  return patterns.every((pattern, index) => matchesPattern(pattern, parts[index] ?? ''));
}
