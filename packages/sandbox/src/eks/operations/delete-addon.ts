import type { DeleteAddonRequest, DeleteAddonResponse } from '@aws-sdk/client-eks';
import type { AddonState, ClusterState } from '../../state/eks-state.ts';
import { own } from '../../state/lookup.ts';
import type { CallContext } from '../../world.ts';
import { checkSettled, findAddon } from '../addons/find-addon.ts';
import { startAddonChange } from '../addons/start-addon-change.ts';
import { findOperableCluster } from '../find-cluster.ts';
import { addonView } from '../views/addon-view.ts';

/** With `preserve` the workload and the associations live on, without an owner. */
export function deleteAddon(input: DeleteAddonRequest, call: CallContext): DeleteAddonResponse {
  const cluster = findOperableCluster(call, input.clusterName);
  const addon = findAddon(cluster, input.addonName);
  checkSettled(cluster, addon, 'deleted');
  addon.modifiedAt = call.world.now();
  addon.status = 'DELETING';
  if (input.preserve) {
    release(cluster, addon);
  }
  const view = addonView(cluster, addon);
  startAddonChange(call, cluster, addon);
  return { addon: view };
}

/** Whether AWS keeps the owner of a preserved association is unknown; without one it can be edited and deleted. */
function release(cluster: ClusterState, addon: AddonState): void {
  for (const id of addon.associationIds) {
    const association = own(cluster.associations, id);
    if (association !== undefined) {
      delete association.ownerArn;
    }
  }
  addon.associationIds = [];
  cluster.preservedAddons = [...new Set([...(cluster.preservedAddons ?? []), addon.name])];
}
