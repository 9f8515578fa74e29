import { type Pattern, plainText } from '../pattern.ts';
import { type OperatorFamily, positive } from './operator.ts';

/** Byte by byte, both sides in base64. */
export const binaryOperators: OperatorFamily = { BinaryEquals: positive(sameBytes) };

function sameBytes(expected: Pattern, actual: string): boolean {
  return Buffer.from(plainText(expected), 'base64').equals(Buffer.from(actual, 'base64'));
}
