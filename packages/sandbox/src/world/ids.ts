import type { SandboxState } from '../state/sandbox-state.ts';

const LOWER_CASE_AND_DIGITS = 'abcdefghijklmnopqrstuvwxyz0123456789';
const HEX = '0123456789abcdef';

/** `length` characters of `alphabet`, the next in the sequence that `state.idSeed` begins. */
export function nextId(state: SandboxState, length: number, alphabet: string = LOWER_CASE_AND_DIGITS): string {
  let id = '';
  for (let index = 0; index < length; index += 1) {
    id += alphabet.charAt(Math.floor(nextFraction(state) * alphabet.length));
  }
  return id;
}

/** A version 4 UUID out of the same sequence. */
export function nextUuid(state: SandboxState): string {
  const hex = nextId(state, 30, HEX);
  const variant = nextId(state, 1, '89ab');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(12, 15)}`,
    `${variant}${hex.slice(15, 18)}`,
    hex.slice(18, 30),
  ].join('-');
}

/**
 * The splitmix32 generator. Its whole memory is one integer that lives in the state, so an exported state goes on with
 * the ids that it would have given.
 */
function nextFraction(state: SandboxState): number {
  state.idSeed = (state.idSeed + 0x9e3779b9) | 0;
  let mixed = state.idSeed ^ (state.idSeed >>> 16);
  mixed = Math.imul(mixed, 0x21f0aaad);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0x735a2d97);
  mixed ^= mixed >>> 15;
  return (mixed >>> 0) / 0x1_0000_0000;
}
