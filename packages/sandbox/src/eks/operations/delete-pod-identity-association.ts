import type { DeletePodIdentityAssociationRequest, DeletePodIdentityAssociationResponse } from '@aws-sdk/client-eks';
import type { CallContext } from '../../world.ts';
import { associationView } from '../associations/association-view.ts';
import { findAssociation } from '../associations/find-association.ts';
import { removeAssociation } from '../associations/remove-association.ts';
import { findOperableCluster } from '../find-cluster.ts';

export function deletePodIdentityAssociation(
  input: DeletePodIdentityAssociationRequest,
  call: CallContext,
): DeletePodIdentityAssociationResponse {
  const cluster = findOperableCluster(call, input.clusterName);
  const association = findAssociation(cluster, input.associationId);
  removeAssociation(call.world, cluster, association);
  return { association: associationView(cluster, association) };
}
