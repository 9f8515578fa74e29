import type { AssociationState, ClusterState } from '../../state/eks-state.ts';
import type { World } from '../../world.ts';

/**
 * Kubernetes reads an association when it makes a pod, so there is nothing to tell; only the pods of an add-on are
 * replaced when an association of the add-on changes.
 */
export function tellKubernetes(world: World, cluster: ClusterState, association: AssociationState): void {
  if (association.ownerArn !== undefined) {
    world.clusterChanged(cluster.arn);
  }
}
