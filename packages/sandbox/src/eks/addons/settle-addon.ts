import type { AddonState, ClusterState, NodegroupState } from '../../state/eks-state.ts';
import { own } from '../../state/lookup.ts';
import type { Transition } from '../../state/transition.ts';
import type { World } from '../../world.ts';
import { orderedFailure } from '../ordered-failure.ts';
import { catalogueAddon } from '../catalogue/index.ts';

type AddonSettles = Extract<Transition, { kind: 'addon-settles' }>;

/** A creation or update is through: the add-on is healthy, or degraded when its pods have no node to run on. */
export function settleAddon(world: World, { region, cluster: clusterName, addon: addonName }: AddonSettles): void {
  const cluster = own(own(world.state.eks, region)?.clusters, clusterName);
  const addon = own(cluster?.addons, addonName);
  if (cluster !== undefined && addon !== undefined && isUnsettled(addon)) {
    const failure = addon.status === 'CREATING' ? orderedFailure(world, 'CREATE Addon', addonName) : undefined;
    if (failure === undefined) setHealth(cluster, addon);
    else Object.assign(addon, { status: 'CREATE_FAILED', issues: [failure] });
    addon.modifiedAt = world.now();
    world.clusterChanged(cluster.arn);
  }
}

/** A degraded add-on may be looked at again when nodes came. */
function isUnsettled({ status }: AddonState): boolean {
  return status === 'CREATING' || status === 'UPDATING' || status === 'DEGRADED';
}

/** CoreDNS on a cluster without nodes is the well-known case. */
export function setHealth(cluster: ClusterState, addon: AddonState): void {
  const needsNodes = catalogueAddon(addon.name)?.needsNodes ?? false;
  if (!needsNodes || hasNodes(cluster)) {
    addon.status = 'ACTIVE';
    addon.issues = [];
    return;
  }
  addon.status = 'DEGRADED';
  addon.issues = [
    {
      code: 'InsufficientNumberOfReplicas',
      message: "The add-on is unhealthy because it doesn't have the desired number of replicas.",
      resourceIds: [],
    },
  ];
}

const WITHOUT_NODES: NodegroupState['status'][] = ['CREATING', 'CREATE_FAILED', 'DELETING'];

function hasNodes(cluster: ClusterState): boolean {
  const groups = Object.values(cluster.nodegroups);
  return (
    cluster.autoMode ||
    Object.keys(cluster.fargateProfiles).length > 0 ||
    groups.some(({ status, scaling }) => !WITHOUT_NODES.includes(status) && scaling.desired > 0)
  );
}
