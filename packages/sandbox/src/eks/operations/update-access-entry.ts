import type { UpdateAccessEntryRequest, UpdateAccessEntryResponse } from '@aws-sdk/client-eks';
import type { CallContext } from '../../world.ts';
import { accessEntryView } from '../access/access-entry-view.ts';
import { checkIdentity, isStandard } from '../access/entry-identity.ts';
import { findAccessEntry, findEntryCluster } from '../access/find-access-entry.ts';
import { invalidRequest } from '../errors.ts';

/** Setting the same values again is no change, so repeated tokens need no memory. */
export function updateAccessEntry(input: UpdateAccessEntryRequest, call: CallContext): UpdateAccessEntryResponse {
  const cluster = findEntryCluster(call, input.clusterName, 'change');
  const entry = findAccessEntry(cluster, input.principalArn);
  if (!isStandard(entry.type)) {
    throw invalidRequest(`Access entries of type ${entry.type} cannot be updated.`, { clusterName: cluster.name });
  }
  checkIdentity(input);
  entry.username = input.username ?? entry.username;
  entry.kubernetesGroups = input.kubernetesGroups ?? entry.kubernetesGroups;
  entry.modifiedAt = call.world.now();
  return { accessEntry: accessEntryView(cluster, entry) };
}
