import type { ListAssociatedAccessPoliciesRequest, ListAssociatedAccessPoliciesResponse } from '@aws-sdk/client-eks';
import type { CallContext } from '../../world.ts';
import { associatedPolicyView } from '../access/access-entry-view.ts';
import { findAccessEntry, findEntryCluster } from '../access/find-access-entry.ts';
import { page } from '../pages.ts';

export function listAssociatedAccessPolicies(
  input: ListAssociatedAccessPoliciesRequest,
  call: CallContext,
): ListAssociatedAccessPoliciesResponse {
  const cluster = findEntryCluster(call, input.clusterName, 'read');
  const entry = findAccessEntry(cluster, input.principalArn);
  const scope = ['associated-access-policies', cluster.name, entry.principalArn];
  const { items, ...rest } = page(entry.policies, ({ policyArn }) => policyArn, scope, input);
  return {
    clusterName: cluster.name,
    principalArn: entry.principalArn,
    associatedAccessPolicies: items.map(associatedPolicyView),
    ...rest,
  };
}
