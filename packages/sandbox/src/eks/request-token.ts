import { createHash } from 'node:crypto';
import type { EksState } from '../state/eks-state.ts';
import { own, put } from '../state/lookup.ts';
import type { CallContext } from '../world.ts';
import { invalidParameter } from './errors.ts';
import { regionOf } from './find-cluster.ts';

/** About so many are kept, the oldest are forgotten; AWS forgets them after a day or so. */
const KEPT_TOKENS = 20_000;

interface TokenInput {
  clientRequestToken?: string | undefined;
}

/**
 * What a repeated request made the first time: SDKs send the same token again when an answer was lost.
 *
 * @returns the name of the resource; undefined for a first request
 * @throws AwsError InvalidParameterException when the token came with other parameters
 */
export function madeBefore(call: CallContext, input: TokenInput): string | undefined {
  const known = own(regionOf(call).requestTokens, keyOf(call, input));
  if (input.clientRequestToken === undefined || known === undefined) {
    return undefined;
  }
  if (known.fingerprint !== fingerprint(input)) {
    throw invalidParameter('The clientRequestToken was already used in a request with different parameters.');
  }
  return known.resource;
}

/** Remembers what a request made, under its token. */
export function remember(call: CallContext, input: TokenInput, resource: string): void {
  const region = regionOf(call);
  if (input.clientRequestToken !== undefined) {
    put(region.requestTokens, keyOf(call, input), { fingerprint: fingerprint(input), resource });
    forgetOldest(region);
  }
}

function keyOf(call: CallContext, input: TokenInput): string {
  return `${call.operation}:${input.clientRequestToken}`;
}

/** Counting many keys takes long, so it is done once in a while. */
const remembered = new WeakMap<EksState, number>();
const COUNTED_EVERY = 1000;

function forgetOldest(region: EksState): void {
  const since = (remembered.get(region) ?? 0) + 1;
  remembered.set(region, since % COUNTED_EVERY);
  if (since < COUNTED_EVERY) {
    return;
  }
  const keys = Object.keys(region.requestTokens);
  for (const key of keys.slice(0, Math.max(0, keys.length - KEPT_TOKENS))) {
    delete region.requestTokens[key];
  }
}

function fingerprint(input: TokenInput): string {
  const { clientRequestToken: _, ...rest } = input;
  return createHash('sha256').update(canonical(rest)).digest('base64url').slice(0, 22);
}

/** JSON with sorted members, so that the order in which a client writes a map does not count. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).toSorted(([left], [right]) => (left < right ? -1 : 1)))
      : member,
  );
}
