import { advanceStack } from '../cloudformation/engine/advance-stack.ts';
import { addonGone } from '../eks/addons/addon-gone.ts';
import { settleAddon } from '../eks/addons/settle-addon.ts';
import { tellKubernetes } from '../eks/associations/tell-kubernetes.ts';
import { clusterGone } from '../eks/clusters/cluster-gone.ts';
import { settleCluster } from '../eks/clusters/settle-cluster.ts';
import { fargateProfileGone } from '../eks/fargate/fargate-profile-gone.ts';
import { settleFargateProfile } from '../eks/fargate/settle-fargate-profile.ts';
import { nodegroupGone } from '../eks/nodegroups/nodegroup-gone.ts';
import { settleNodegroup } from '../eks/nodegroups/settle-nodegroup.ts';
import { endUpdate } from '../eks/updates/end-update.ts';
import type { KubernetesServers } from '../kubernetes/index.ts';
import { own } from '../state/lookup.ts';
import type { Transition } from '../state/transition.ts';
import type { World } from '../world.ts';

/** Lets one due transition happen. A transition whose subject is gone meanwhile does nothing. */
export function applyTransition(world: World, transition: Transition, kubernetes: KubernetesServers | undefined): void {
  switch (transition.kind) {
    case 'cluster-settles':
      return settleCluster(world, transition);
    case 'cluster-gone':
      return clusterGone(world, transition);
    case 'nodegroup-settles':
      return settleNodegroup(world, transition);
    case 'nodegroup-gone':
      return nodegroupGone(world, transition);
    case 'fargate-settles':
      return settleFargateProfile(world, transition);
    case 'fargate-gone':
      return fargateProfileGone(world, transition);
    case 'addon-settles':
      return settleAddon(world, transition);
    case 'addon-gone':
      return addonGone(world, transition);
    case 'update-ends':
      return endUpdate(world, transition);
    case 'association-visible':
      return associationVisible(world, transition);
    case 'stack-advances':
      return advanceStack(world, transition.region, transition.stackId);
    case 'trust-visible':
      return trustVisible(world, transition.roleName);
    case 'kubernetes-reconcile':
      return kubernetes?.reconcile(transition.clusterArn);
  }
}

/** What reads associations compares `visibleAt` itself; only an add-on's pods have to be replaced. */
function associationVisible(
  world: World,
  { region, cluster: clusterName, associationId }: Extract<Transition, { kind: 'association-visible' }>,
): void {
  const cluster = own(own(world.state.eks, region)?.clusters, clusterName);
  const association = own(cluster?.associations, associationId);
  if (cluster !== undefined && association !== undefined) {
    tellKubernetes(world, cluster, association);
  }
}

/** Readers compare `trustChangedAt` themselves; forgetting the old document just keeps the exported state small. */
function trustVisible(world: World, roleName: string): void {
  const role = world.state.iam.roles[roleName];
  if (role !== undefined && role.trustChangedAt <= world.now()) {
    delete role.previousTrustPolicy;
  }
}
