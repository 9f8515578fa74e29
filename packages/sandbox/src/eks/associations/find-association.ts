import type { AssociationState, ClusterState } from '../../state/eks-state.ts';
import { own } from '../../state/lookup.ts';
import { invalidParameter, resourceNotFound } from '../errors.ts';

/** `a-` and seventeen characters. */
export const ASSOCIATION_ID_LENGTH = 19;

/** @throws AwsError InvalidParameterException, ResourceNotFoundException */
export function findAssociation(cluster: ClusterState, id: string | undefined): AssociationState {
  const members = { clusterName: cluster.name };
  if (id?.length !== ASSOCIATION_ID_LENGTH) {
    throw invalidParameter(`associationId should be ${ASSOCIATION_ID_LENGTH} characters long`, members);
  }
  const association = own(cluster.associations, id);
  if (association === undefined) {
    throw resourceNotFound(`No pod identity association found with id: ${id}`, members);
  }
  return association;
}

/** The association of a service account; there is at most one. */
export function associationOf(
  cluster: ClusterState,
  namespace: string,
  serviceAccount: string,
): AssociationState | undefined {
  return Object.values(cluster.associations).find(
    (candidate) => candidate.namespace === namespace && candidate.serviceAccount === serviceAccount,
  );
}
