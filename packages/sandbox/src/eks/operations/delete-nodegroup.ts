import type { DeleteNodegroupRequest, DeleteNodegroupResponse } from '@aws-sdk/client-eks';
import type { CallContext } from '../../world.ts';
import { resourceInUse } from '../errors.ts';
import { findOperableCluster } from '../find-cluster.ts';
import { findNodegroup } from '../nodegroups/find-nodegroup.ts';
import { nodegroupGone } from '../nodegroups/nodegroup-gone.ts';
import { nodegroupView } from '../views/nodegroup-view.ts';

/** The nodes go at once, the group after `transitions.nodegroup`. */
export function deleteNodegroup(input: DeleteNodegroupRequest, call: CallContext): DeleteNodegroupResponse {
  const { world, region } = call;
  const cluster = findOperableCluster(call, input.clusterName);
  const nodegroup = findNodegroup(cluster, input.nodegroupName);
  if (nodegroup.status === 'UPDATING' || nodegroup.status === 'CREATING') {
    const members = { clusterName: cluster.name, nodegroupName: nodegroup.name };
    throw resourceInUse(`Nodegroup cannot be deleted while it is ${nodegroup.status}`, members);
  }
  const already = nodegroup.status === 'DELETING';
  nodegroup.status = 'DELETING';
  const view = nodegroupView(cluster, nodegroup);
  if (already) return { nodegroup: view };
  delete nodegroup.issues;
  nodegroup.modifiedAt = world.now();
  const takes = world.state.settings.transitions.nodegroup;
  const subject = { region, cluster: cluster.name, nodegroup: nodegroup.name };
  if (takes > 0) world.schedule({ kind: 'nodegroup-gone', at: world.now() + takes, ...subject });
  else nodegroupGone(world, subject);
  world.clusterChanged(cluster.arn);
  return { nodegroup: view };
}
