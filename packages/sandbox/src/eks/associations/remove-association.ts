import type { AssociationState, ClusterState } from '../../state/eks-state.ts';
import type { World } from '../../world.ts';
import { tellKubernetes } from './tell-kubernetes.ts';

/** Takes an association out of the cluster, and off the list of the add-on that owns it. Sessions live on. */
export function removeAssociation(world: World, cluster: ClusterState, association: AssociationState): void {
  delete cluster.associations[association.id];
  for (const addon of Object.values(cluster.addons)) {
    addon.associationIds = addon.associationIds.filter((id) => id !== association.id);
  }
  tellKubernetes(world, cluster, association);
}
