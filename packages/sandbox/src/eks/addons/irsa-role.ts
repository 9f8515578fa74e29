import type { ClusterState } from '../../state/eks-state.ts';
import type { CallContext } from '../../world.ts';
import { checkRoleArn, requirePassRole } from '../associations/check-role.ts';

/** The role of an add-on's IRSA. EKS does not look at its trust policy; whoever passes it must be allowed to. */
export function checkServiceAccountRole(call: CallContext, cluster: ClusterState, roleArn: string | undefined): void {
  if (roleArn !== undefined) {
    checkRoleArn(call, cluster, roleArn);
    requirePassRole(call, roleArn, 'eks.amazonaws.com');
  }
}
