import type { ClusterState, NodegroupState, UpdateState } from '../../state/eks-state.ts';
import type { CallContext } from '../../world.ts';
import { addUpdate } from '../updates/add-update.ts';

/** The group is UPDATING for `transitions.nodegroup`; at 0 it has been. */
export function startNodegroupUpdate(
  call: CallContext,
  cluster: ClusterState,
  nodegroup: NodegroupState,
  { type, params }: Pick<UpdateState, 'type' | 'params'>,
): UpdateState {
  const { world } = call;
  const takes = world.state.settings.transitions.nodegroup;
  const update = addUpdate(call, cluster, { type, params, takes, nodegroupName: nodegroup.name });
  nodegroup.modifiedAt = world.now();
  if (takes > 0) nodegroup.status = 'UPDATING';
  world.clusterChanged(cluster.arn);
  return update;
}
