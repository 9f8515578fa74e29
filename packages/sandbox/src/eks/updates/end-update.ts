import type { Transition } from '../../state/transition.ts';
import { own } from '../../state/lookup.ts';
import type { World } from '../../world.ts';

type UpdateEnds = Extract<Transition, { kind: 'update-ends' }>;

/** An update is through. Updates of the sandbox succeed; a change that cannot be made is refused before it begins. */
export function endUpdate(world: World, { region, cluster: clusterName, updateId }: UpdateEnds): void {
  const cluster = own(own(world.state.eks, region)?.clusters, clusterName);
  const update = own(cluster?.updates, updateId);
  if (cluster === undefined || update?.status !== 'InProgress') {
    return;
  }
  update.status = 'Successful';
  const nodegroup = own(cluster.nodegroups, update.nodegroupName ?? '');
  if (nodegroup?.status === 'UPDATING') nodegroup.status = 'ACTIVE';
  const concernsCluster = update.addonName === undefined && update.nodegroupName === undefined;
  if (concernsCluster && cluster.status === 'UPDATING') {
    cluster.status = 'ACTIVE';
  }
  world.clusterChanged(cluster.arn);
}
