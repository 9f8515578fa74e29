import type { DescribeKeyPairsRequest, DescribeKeyPairsResult } from '@aws-sdk/client-ec2';
import type { CallContext } from '../../world.ts';
import { type Selection, select } from '../select.ts';

const selection: Selection<string> = {
  missing: 'InvalidKeyPair.NotFound',
  kind: 'key pair',
  idOf: (name) => name,
  tagsOf: () => ({}),
  filters: { 'key-name': (name) => [name], 'key-pair-id': () => [], fingerprint: () => [] },
};

/** The sandbox's nodes take no logins: there are no key pairs. */
export function describeKeyPairs(input: DescribeKeyPairsRequest, _call: CallContext): DescribeKeyPairsResult {
  const ids = [...(input.KeyNames ?? []), ...(input.KeyPairIds ?? [])];
  select([], selection, { DryRun: input.DryRun, ids, filters: input.Filters });
  return { KeyPairs: [] };
}
