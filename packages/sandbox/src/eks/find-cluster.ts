import type { ClusterState, EksState } from '../state/eks-state.ts';
import { own } from '../state/lookup.ts';
import type { CallContext } from '../world.ts';
import { emptyRegion } from '../world/empty-state.ts';
import { invalidRequest, resourceNotFound } from './errors.ts';

/** EKS of the region that the request is signed for. A region in which nothing was made is empty. */
export function regionOf(call: CallContext): EksState {
  return own(call.world.state.eks, call.region) ?? emptyRegion();
}

/** @throws AwsError ResourceNotFoundException */
export function findCluster(call: CallContext, name: string | undefined): ClusterState {
  const cluster = own(regionOf(call).clusters, name ?? '');
  if (cluster === undefined) {
    throw resourceNotFound(`No cluster found for name: ${name}.`, { clusterName: name ?? '' });
  }
  return cluster;
}

/** A cluster whose parts may be changed. @throws AwsError ResourceNotFoundException, InvalidRequestException */
export function findOperableCluster(call: CallContext, name: string | undefined): ClusterState {
  const cluster = findCluster(call, name);
  if (cluster.status === 'CREATING' || cluster.status === 'DELETING' || cluster.status === 'FAILED') {
    const message = `Cluster '${cluster.name}' is in ${cluster.status} status, the operation is not possible now`;
    throw invalidRequest(message, { clusterName: cluster.name });
  }
  return cluster;
}
