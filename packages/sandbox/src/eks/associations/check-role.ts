import { decideAssumeRole } from '../../authorize/index.ts';
import type { ClusterState } from '../../state/eks-state.ts';
import { requirePermission } from '../../wire/permission.ts';
import type { CallContext } from '../../world.ts';
import { invalidParameter } from '../errors.ts';
import { parseRoleArn } from '../role-arn.ts';
import { podIdentityContext } from './session-tags.ts';

export const POD_IDENTITY_SERVICE = 'pods.eks.amazonaws.com';

export interface RoleUse {
  cluster: ClusterState;
  namespace: string;
  serviceAccount: string;
  roleArn: string;
  disableSessionTags: boolean;
}

/** The caller hands the role to EKS, so it needs iam:PassRole for it. @throws AwsError AccessDeniedException */
export function requirePassRole(call: CallContext, roleArn: string, passedTo: string = POD_IDENTITY_SERVICE): void {
  requirePermission(call, { action: 'iam:PassRole', resource: roleArn, context: { 'iam:PassedToService': passedTo } });
}

/**
 * EKS's own look at a role when an association is made or changed: it must be a role of the cluster's account, be
 * visible, and let EKS Pod Identity assume it and tag the session. Whether AWS evaluates conditions at this point is
 * unknown; here they are, with the tags that a pod of this association would have, which is the stricter answer.
 * sts:TagSession is wanted even when session tags are disabled.
 *
 * @throws AwsError InvalidParameterException
 */
export function checkRole(call: CallContext, use: RoleUse): void {
  const { world } = call;
  const { cluster, roleArn } = use;
  checkRoleArn(call, cluster, roleArn);
  const pod = {
    clusterArn: cluster.arn,
    clusterName: cluster.name,
    namespace: use.namespace,
    serviceAccount: use.serviceAccount,
    // No pod exists yet. A trust policy that asks for a pod's name or uid is not satisfied by any constant.
    podName: '*',
    podUid: '*',
  };
  const decision = decideAssumeRole(world, {
    roleArn,
    principal: { service: POD_IDENTITY_SERVICE },
    actions: ['sts:AssumeRole', 'sts:TagSession'],
    context: podIdentityContext(pod, world.state.account, use.disableSessionTags),
  });
  if (decision.allowed) {
    return;
  }
  const members = { clusterName: cluster.name };
  if (decision.code === 'role-missing' || decision.code === 'role-not-visible') {
    throw invalidParameter('Role provided in the request does not exist.', members);
  }
  throw invalidParameter(`Trust policy of the role provided is invalid: ${decision.reason}.`, members);
}

/** The role's ARN must be one, and of the cluster's account. */
export function checkRoleArn(call: CallContext, cluster: ClusterState, roleArn: string): void {
  const role = parseRoleArn(roleArn);
  const { partition, account } = call.world.state;
  if (role === undefined || role.partition !== partition) {
    throw invalidParameter(`roleArn is not the ARN of an IAM role: ${roleArn}`, { clusterName: cluster.name });
  }
  if (role.account !== account) {
    const message = `The role must belong to the account of the cluster, ${account}: ${roleArn}`;
    throw invalidParameter(message, { clusterName: cluster.name });
  }
}
