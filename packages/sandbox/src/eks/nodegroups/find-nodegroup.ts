import type { ClusterState, NodegroupState } from '../../state/eks-state.ts';
import { own } from '../../state/lookup.ts';
import { resourceInUse, resourceNotFound } from '../errors.ts';

/** @throws AwsError ResourceNotFoundException */
export function findNodegroup(cluster: ClusterState, name: string | undefined): NodegroupState {
  const nodegroupName = name ?? '';
  const nodegroup = own(cluster.nodegroups, nodegroupName);
  if (nodegroup === undefined) {
    const members = { clusterName: cluster.name, nodegroupName };
    throw resourceNotFound(`No node group found for name: ${nodegroupName}.`, members);
  }
  return nodegroup;
}

/** One that is through with what it was doing. @throws AwsError ResourceInUseException */
export function findSettledNodegroup(cluster: ClusterState, name: string | undefined): NodegroupState {
  const nodegroup = findNodegroup(cluster, name);
  const { status } = nodegroup;
  if (status === 'CREATING' || status === 'UPDATING' || status === 'DELETING') {
    const members = { clusterName: cluster.name, nodegroupName: nodegroup.name };
    throw resourceInUse(`Nodegroup cannot be updated as it is currently not in Active State: ${status}`, members);
  }
  return nodegroup;
}
