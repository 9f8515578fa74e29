import type { ListPodIdentityAssociationsRequest, ListPodIdentityAssociationsResponse } from '@aws-sdk/client-eks';
import type { CallContext } from '../../world.ts';
import { associationSummary } from '../associations/association-view.ts';
import { findCluster } from '../find-cluster.ts';
import { page } from '../pages.ts';

export function listPodIdentityAssociations(
  input: ListPodIdentityAssociationsRequest,
  call: CallContext,
): ListPodIdentityAssociationsResponse {
  const cluster = findCluster(call, input.clusterName);
  const { namespace, serviceAccount } = input;
  const wanted = Object.values(cluster.associations).filter(
    (association) =>
      (namespace === undefined || association.namespace === namespace) &&
      (serviceAccount === undefined || association.serviceAccount === serviceAccount),
  );
  const scope = ['associations', cluster.name, namespace, serviceAccount];
  const { items, ...rest } = page(wanted, (association) => association.id, scope, input);
  return { associations: items.map((association) => associationSummary(cluster, association)), ...rest };
}
