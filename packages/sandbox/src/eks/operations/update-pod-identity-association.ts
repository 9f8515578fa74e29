import type { UpdatePodIdentityAssociationRequest, UpdatePodIdentityAssociationResponse } from '@aws-sdk/client-eks';
import type { AssociationState } from '../../state/eks-state.ts';
import type { CallContext } from '../../world.ts';
import { setTargetRole } from '../associations/add-association.ts';
import { associationView } from '../associations/association-view.ts';
import { checkRole, checkRoleArn, requirePassRole } from '../associations/check-role.ts';
import { type AssociationSettings, checkSettings } from '../associations/check-settings.ts';
import { findAssociation } from '../associations/find-association.ts';
import { tellKubernetes } from '../associations/tell-kubernetes.ts';
import { invalidParameter } from '../errors.ts';
import { findOperableCluster } from '../find-cluster.ts';
import { madeBefore, remember } from '../request-token.ts';

type Wanted = AssociationSettings & { roleArn: string };

export function updatePodIdentityAssociation(
  input: UpdatePodIdentityAssociationRequest,
  call: CallContext,
): UpdatePodIdentityAssociationResponse {
  const cluster = findOperableCluster(call, input.clusterName);
  const association = findAssociation(cluster, input.associationId);
  if (madeBefore(call, input) !== undefined) {
    return { association: associationView(cluster, association) };
  }
  const wanted = wantedSettings(input, association);
  if (!differs(wanted, association)) {
    throw invalidParameter(
      'Nothing to update: at least one of roleArn, targetRoleArn, disableSessionTags and policy must change.',
      { clusterName: cluster.name },
    );
  }
  checkSettings(wanted);
  checkRoleArn(call, cluster, wanted.roleArn);
  if (input.roleArn !== undefined) {
    requirePassRole(call, wanted.roleArn);
  }
  const { namespace, serviceAccount } = association;
  const { roleArn, disableSessionTags } = wanted;
  checkRole(call, { cluster, namespace, serviceAccount, roleArn, disableSessionTags });

  association.roleArn = roleArn;
  association.disableSessionTags = disableSessionTags;
  setTargetRole(call, cluster, association, wanted.targetRoleArn);
  setPolicy(association, wanted.policy);
  association.modifiedAt = call.world.now();
  tellKubernetes(call.world, cluster, association);
  remember(call, input, association.id);
  return { association: associationView(cluster, association) };
}

/** What is not in the request stays. How to clear the two optional texts is undocumented; here an empty text does. */
function wantedSettings(input: UpdatePodIdentityAssociationRequest, association: AssociationState): Wanted {
  return {
    roleArn: input.roleArn ?? association.roleArn,
    disableSessionTags: input.disableSessionTags ?? association.disableSessionTags,
    targetRoleArn: input.targetRoleArn === '' ? undefined : (input.targetRoleArn ?? association.targetRoleArn),
    policy: input.policy === '' ? undefined : (input.policy ?? association.policy),
  };
}

function differs(wanted: Wanted, association: AssociationState): boolean {
  return (
    wanted.roleArn !== association.roleArn ||
    wanted.disableSessionTags !== association.disableSessionTags ||
    wanted.targetRoleArn !== association.targetRoleArn ||
    wanted.policy !== association.policy
  );
}

function setPolicy(association: AssociationState, policy: string | undefined): void {
  if (policy === undefined) {
    delete association.policy;
  } else {
    association.policy = policy;
  }
}
