import type { AddonState, ClusterState } from '../../state/eks-state.ts';
import type { CallContext } from '../../world.ts';
import { addonGone } from './addon-gone.ts';
import { settleAddon } from './settle-addon.ts';

/**
 * The add-on is in an in-between state now and leaves it after `transitions.addon`; at 0 it has left it before the
 * answer is written, so that a waiter which sleeps first has nothing to wait for.
 */
export function startAddonChange({ world, region }: CallContext, cluster: ClusterState, addon: AddonState): void {
  const at = world.now() + world.state.settings.transitions.addon;
  const subject = { at, region, cluster: cluster.name, addon: addon.name };
  const leave =
    addon.status === 'DELETING'
      ? { ...subject, kind: 'addon-gone' as const }
      : { ...subject, kind: 'addon-settles' as const };
  if (at > world.now()) {
    world.schedule(leave);
    world.clusterChanged(cluster.arn);
  } else if (leave.kind === 'addon-gone') {
    addonGone(world, leave);
  } else {
    settleAddon(world, leave);
  }
}
