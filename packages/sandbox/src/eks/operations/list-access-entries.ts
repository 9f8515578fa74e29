import type { ListAccessEntriesRequest, ListAccessEntriesResponse } from '@aws-sdk/client-eks';
import type { CallContext } from '../../world.ts';
import { findEntryCluster } from '../access/find-access-entry.ts';
import { page } from '../pages.ts';

export function listAccessEntries(input: ListAccessEntriesRequest, call: CallContext): ListAccessEntriesResponse {
  const cluster = findEntryCluster(call, input.clusterName, 'read');
  const { associatedPolicyArn: asked } = input;
  const arns = Object.values(cluster.accessEntries)
    .filter((entry) => asked === undefined || entry.policies.some(({ policyArn }) => policyArn === asked))
    .map(({ principalArn }) => principalArn);
  const { items, ...rest } = page(arns, (arn) => arn, ['access-entries', cluster.name, asked], input);
  return { accessEntries: items, ...rest };
}
