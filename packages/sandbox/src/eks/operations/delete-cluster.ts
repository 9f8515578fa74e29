import type { DeleteClusterRequest, DeleteClusterResponse } from '@aws-sdk/client-eks';
import type { CallContext } from '../../world.ts';
import { clusterGone } from '../clusters/cluster-gone.ts';
import { invalidRequest, resourceInUse } from '../errors.ts';
import { findCluster } from '../find-cluster.ts';
import { clusterView } from '../views/cluster-view.ts';

/** Add-ons, associations and access entries go with the cluster; node groups and Fargate profiles must be gone before. */
export function deleteCluster(input: DeleteClusterRequest, call: CallContext): DeleteClusterResponse {
  const { world, region } = call;
  const cluster = findCluster(call, input.name);
  const members = { clusterName: cluster.name };
  if (cluster.status === 'DELETING') return { cluster: clusterView(world, cluster) };
  if (cluster.status === 'CREATING' || cluster.status === 'UPDATING') {
    const doing = cluster.status === 'CREATING' ? 'being created' : 'being updated';
    throw resourceInUse(`Cannot delete because cluster ${cluster.name} is ${doing}`, members);
  }
  if (cluster.deletionProtection) {
    throw invalidRequest(`Cluster ${cluster.name} has deletion protection, which must be turned off first`, members);
  }
  if (Object.keys(cluster.nodegroups).length > 0) {
    throw resourceInUse('Cluster has nodegroups attached', members);
  }
  if (Object.keys(cluster.fargateProfiles).length > 0) {
    throw resourceInUse('Cluster has Fargate profiles attached', members);
  }
  cluster.status = 'DELETING';
  const view = clusterView(world, cluster);
  const takes = world.state.settings.transitions.cluster;
  const subject = { region, cluster: cluster.name };
  if (takes > 0) world.schedule({ kind: 'cluster-gone', at: world.now() + takes, ...subject });
  else clusterGone(world, subject);
  return { cluster: view };
}
