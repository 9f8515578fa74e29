import { own } from '../../state/lookup.ts';
import type { Transition } from '../../state/transition.ts';
import type { World } from '../../world.ts';
import { nodesChanged } from '../addons/nodes-changed.ts';
import { orderedFailure } from '../ordered-failure.ts';

type NodegroupGone = Omit<Extract<Transition, { kind: 'nodegroup-gone' }>, 'at' | 'kind'>;

/** A deletion is through, or has failed because a test ordered it (`DELETE Nodegroup`). */
export function nodegroupGone(world: World, { region, cluster: clusterName, nodegroup: name }: NodegroupGone): void {
  const cluster = own(own(world.state.eks, region)?.clusters, clusterName);
  const nodegroup = own(cluster?.nodegroups, name);
  if (cluster === undefined || nodegroup?.status !== 'DELETING') return;
  const failure = orderedFailure(world, 'DELETE Nodegroup', name);
  if (failure === undefined) {
    delete cluster.nodegroups[name];
    for (const update of Object.values(cluster.updates)) {
      if (update.nodegroupName === name) delete cluster.updates[update.id];
    }
  } else {
    nodegroup.status = 'DELETE_FAILED';
    nodegroup.issues = [failure];
  }
  nodesChanged(world, cluster);
  world.clusterChanged(cluster.arn);
}
