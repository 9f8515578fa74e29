import type { CallContext } from '../../world.ts';

/** `vpc-0…`: the prefix, a zero and sixteen hex digits out of the account's sequence. */
export function newId({ world }: Pick<CallContext, 'world'>, prefix: string): string {
  return `${prefix}-0${world.id(16, '0123456789abcdef')}`;
}
