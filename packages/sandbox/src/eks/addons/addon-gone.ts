import { own } from '../../state/lookup.ts';
import type { Transition } from '../../state/transition.ts';
import type { World } from '../../world.ts';
import { removeAssociation } from '../associations/remove-association.ts';

type AddonGone = Extract<Transition, { kind: 'addon-gone' }>;

/** A deletion is through: the add-on and the associations that it owns are gone. */
export function addonGone(world: World, { region, cluster: clusterName, addon: addonName }: AddonGone): void {
  const cluster = own(own(world.state.eks, region)?.clusters, clusterName);
  const addon = own(cluster?.addons, addonName);
  if (cluster === undefined || addon?.status !== 'DELETING') {
    return;
  }
  for (const id of addon.associationIds) {
    const association = own(cluster.associations, id);
    if (association !== undefined) {
      removeAssociation(world, cluster, association);
    }
  }
  delete cluster.addons[addonName];
  world.clusterChanged(cluster.arn);
}
