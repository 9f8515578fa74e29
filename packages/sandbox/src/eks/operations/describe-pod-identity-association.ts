import type {
  DescribePodIdentityAssociationRequest,
  DescribePodIdentityAssociationResponse,
} from '@aws-sdk/client-eks';
import type { CallContext } from '../../world.ts';
import { associationView } from '../associations/association-view.ts';
import { findAssociation } from '../associations/find-association.ts';
import { findCluster } from '../find-cluster.ts';

export function describePodIdentityAssociation(
  input: DescribePodIdentityAssociationRequest,
  call: CallContext,
): DescribePodIdentityAssociationResponse {
  const cluster = findCluster(call, input.clusterName);
  return { association: associationView(cluster, findAssociation(cluster, input.associationId)) };
}
