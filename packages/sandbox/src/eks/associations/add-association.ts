import type { AssociationState, ClusterState, EksState } from '../../state/eks-state.ts';
import type { CallContext } from '../../world.ts';
import { resourceInUse, resourceLimitExceeded } from '../errors.ts';
import { associationOf, ASSOCIATION_ID_LENGTH } from './find-association.ts';
import { tellKubernetes } from './tell-kubernetes.ts';

export interface NewAssociation {
  namespace: string;
  serviceAccount: string;
  roleArn: string;
  disableSessionTags: boolean;
  targetRoleArn?: string | undefined;
  policy?: string | undefined;
  ownerArn?: string | undefined;
  tags: Record<string, string>;
}

/** One association per service account. @throws AwsError ResourceInUseException with the id of the other one */
export function checkUnique(cluster: ClusterState, namespace: string, serviceAccount: string): void {
  const existing = associationOf(cluster, namespace, serviceAccount);
  if (existing !== undefined) {
    throw resourceInUse(`Association already exists: ${existing.id}`, { clusterName: cluster.name });
  }
}

/** @throws AwsError ResourceLimitExceededException */
export function checkQuota({ quotas }: EksState, cluster: ClusterState, more: number): void {
  if (Object.keys(cluster.associations).length + more > quotas.associationsPerCluster) {
    const message = `The cluster has reached the limit of ${quotas.associationsPerCluster} pod identity associations.`;
    throw resourceLimitExceeded(message, { clusterName: cluster.name });
  }
}

/** Puts a checked association into the cluster; the webhook and EKS Auth know it a little later. */
export function addAssociation(call: CallContext, cluster: ClusterState, made: NewAssociation): AssociationState {
  const { world } = call;
  const { partition, account, settings } = world.state;
  const now = world.now();
  const id = `a-${world.id(ASSOCIATION_ID_LENGTH - 2)}`;
  const association: AssociationState = {
    id,
    arn: `arn:${partition}:eks:${call.region}:${account}:podidentityassociation/${cluster.name}/${id}`,
    namespace: made.namespace,
    serviceAccount: made.serviceAccount,
    roleArn: made.roleArn,
    disableSessionTags: made.disableSessionTags,
    tags: made.tags,
    createdAt: now,
    modifiedAt: now,
    visibleAt: now + settings.transitions.association,
    ...(made.policy !== undefined && { policy: made.policy }),
    ...(made.ownerArn !== undefined && { ownerArn: made.ownerArn }),
  };
  setTargetRole(call, cluster, association, made.targetRoleArn);
  cluster.associations[id] = association;
  announce(call, cluster, association);
  return association;
}

/** The external id comes and goes with the target role: EKS user guide, "cross-account access". */
export function setTargetRole(
  call: CallContext,
  cluster: ClusterState,
  association: AssociationState,
  targetRoleArn: string | undefined,
): void {
  if (targetRoleArn === undefined) {
    delete association.targetRoleArn;
    delete association.externalId;
    return;
  }
  const { namespace, serviceAccount } = association;
  association.targetRoleArn = targetRoleArn;
  association.externalId = [call.region, call.world.state.account, cluster.name, namespace, serviceAccount].join('/');
}

function announce({ world, region }: CallContext, cluster: ClusterState, association: AssociationState): void {
  if (association.visibleAt > world.now()) {
    world.schedule({
      kind: 'association-visible',
      at: association.visibleAt,
      region,
      cluster: cluster.name,
      associationId: association.id,
    });
  }
  tellKubernetes(world, cluster, association);
}
