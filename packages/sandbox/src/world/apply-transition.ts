import { addonGone } from '../eks/addons/addon-gone.ts';
import { settleAddon } from '../eks/addons/settle-addon.ts';
import { endUpdate } from '../eks/updates/end-update.ts';
import type { KubernetesServers } from '../kubernetes/index.ts';
import type { Transition } from '../state/transition.ts';
import type { World } from '../world.ts';

/** Lets one due transition happen. A transition whose subject is gone meanwhile does nothing. */
export function applyTransition(world: World, transition: Transition, kubernetes: KubernetesServers | undefined): void {
  switch (transition.kind) {
    case 'addon-settles':
      return settleAddon(world, transition);
    case 'addon-gone':
      return addonGone(world, transition);
    case 'update-ends':
      return endUpdate(world, transition);
    case 'association-visible':
      return associationVisible(world, transition);
    case 'trust-visible':
      return trustVisible(world, transition.roleName);
    case 'kubernetes-reconcile':
      return kubernetes?.reconcile(transition.clusterArn);
  }
}

/** The webhook reads `visibleAt` itself; it only has to be told that there is something new to see. */
function associationVisible(world: World, { region, cluster }: { region: string; cluster: string }): void {
  const found = world.state.eks[region]?.clusters[cluster];
  if (found !== undefined) {
    world.clusterChanged(found.arn);
  }
}

/** Readers compare `trustChangedAt` themselves; forgetting the old document just keeps the exported state small. */
function trustVisible(world: World, roleName: string): void {
  const role = world.state.iam.roles[roleName];
  if (role !== undefined && role.trustChangedAt <= world.now()) {
    delete role.previousTrustPolicy;
  }
}
