import { associationOf } from '../../eks/associations/find-association.ts';
import { resourceNotFound } from '../../eks/errors.ts';
import { findCluster } from '../../eks/find-cluster.ts';
import type { AssociationState, ClusterState } from '../../state/eks-state.ts';
import type { CallContext } from '../../world.ts';
import { assumeAssociationRole } from '../assume-association-role.ts';
import type { AssumeRoleForPodIdentityRequest, AssumeRoleForPodIdentityResponse } from '../schema.ts';
import { POD_IDENTITY_AUDIENCE, type TokenBearer, tokenBearer } from '../token-bearer.ts';

/** What the agent on a node asks for each pod: the pod's token in, credentials of its association out. */
export function assumeRoleForPodIdentity(
  input: AssumeRoleForPodIdentityRequest,
  call: CallContext,
): AssumeRoleForPodIdentityResponse {
  const cluster = findCluster(call, input.clusterName);
  const bearer = tokenBearer(call.world, cluster, input.token);
  const association = visibleAssociation(call, cluster, bearer);
  const pod = { clusterArn: cluster.arn, clusterName: cluster.name, ...bearer };
  const { credentials, assumedRoleUser } = assumeAssociationRole(call, association, pod);
  return {
    subject: { namespace: bearer.namespace, serviceAccount: bearer.serviceAccount },
    audience: POD_IDENTITY_AUDIENCE,
    podIdentityAssociation: { associationArn: association.arn, associationId: association.id },
    assumedRoleUser: { arn: assumedRoleUser.Arn, assumeRoleId: assumedRoleUser.AssumedRoleId },
    credentials: {
      sessionToken: credentials.SessionToken,
      secretAccessKey: credentials.SecretAccessKey,
      accessKeyId: credentials.AccessKeyId,
      expiration: credentials.Expiration,
    },
  };
}

/** An association is not known here for the first moments of its life. */
function visibleAssociation({ world }: CallContext, cluster: ClusterState, bearer: TokenBearer): AssociationState {
  const { namespace, serviceAccount } = bearer;
  const association = associationOf(cluster, namespace, serviceAccount);
  if (association === undefined || association.visibleAt > world.now()) {
    throw resourceNotFound(`No pod identity association found for service account ${namespace}/${serviceAccount}`);
  }
  return association;
}
