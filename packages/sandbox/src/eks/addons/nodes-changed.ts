import type { ClusterState } from '../../state/eks-state.ts';
import type { World } from '../../world.ts';
import { catalogueAddon } from '../catalogue/index.ts';
import { setHealth } from './settle-addon.ts';

/** Nodes came or went: add-ons whose pods need them become healthy, or degraded. */
export function nodesChanged(world: World, cluster: ClusterState): void {
  for (const addon of Object.values(cluster.addons)) {
    const settled = addon.status === 'ACTIVE' || addon.status === 'DEGRADED';
    if (!settled || !catalogueAddon(addon.name)?.needsNodes) continue;
    const before = addon.status;
    setHealth(cluster, addon);
    if (addon.status !== before) addon.modifiedAt = world.now();
  }
}
