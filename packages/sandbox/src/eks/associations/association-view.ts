import type { PodIdentityAssociation, PodIdentityAssociationSummary } from '@aws-sdk/client-eks';
import type { AssociationState, ClusterState } from '../../state/eks-state.ts';

/** An association as Describe shows it. */
export function associationView(cluster: ClusterState, association: AssociationState): PodIdentityAssociation {
  return {
    ...associationSummary(cluster, association),
    roleArn: association.roleArn,
    tags: association.tags,
    createdAt: new Date(association.createdAt),
    modifiedAt: new Date(association.modifiedAt),
    disableSessionTags: association.disableSessionTags,
    ...(association.targetRoleArn !== undefined && { targetRoleArn: association.targetRoleArn }),
    ...(association.externalId !== undefined && { externalId: association.externalId }),
    ...(association.policy !== undefined && { policy: association.policy }),
  };
}

/** An association as List shows it: without its role. */
export function associationSummary(
  cluster: ClusterState,
  association: AssociationState,
): PodIdentityAssociationSummary {
  return {
    clusterName: cluster.name,
    namespace: association.namespace,
    serviceAccount: association.serviceAccount,
    associationArn: association.arn,
    associationId: association.id,
    ...(association.ownerArn !== undefined && { ownerArn: association.ownerArn }),
  };
}
