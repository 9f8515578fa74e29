import { type Pattern, plainText } from '../pattern.ts';
import { type OperatorFamily, positive } from './operator.ts';

/** `true` or `false`, in any case. */
export const boolOperators: OperatorFamily = { Bool: positive(sameTruth) };

function sameTruth(expected: Pattern, actual: string): boolean {
  const value = actual.toLowerCase();
  return (value === 'true' || value === 'false') && plainText(expected).toLowerCase() === value;
}
