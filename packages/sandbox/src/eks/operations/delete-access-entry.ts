import type { DeleteAccessEntryRequest, DeleteAccessEntryResponse } from '@aws-sdk/client-eks';
import type { CallContext } from '../../world.ts';
import { findAccessEntry, findEntryCluster } from '../access/find-access-entry.ts';

export function deleteAccessEntry(input: DeleteAccessEntryRequest, call: CallContext): DeleteAccessEntryResponse {
  const cluster = findEntryCluster(call, input.clusterName, 'change');
  const entry = findAccessEntry(cluster, input.principalArn);
  delete cluster.accessEntries[entry.principalArn];
  return {};
}
