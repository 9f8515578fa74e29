import { readServiceAccountToken } from '../kubernetes/index.ts';
import type { ClusterState } from '../state/eks-state.ts';
import { own } from '../state/lookup.ts';
import { AwsError, type World } from '../world.ts';

/** The audience of the token that the webhook mounts. */
export const POD_IDENTITY_AUDIENCE = 'pods.eks.amazonaws.com';

/** The pod that a token speaks for. */
export interface TokenBearer {
  namespace: string;
  serviceAccount: string;
  podName: string;
  podUid: string;
}

/**
 * Checks the token as EKS Auth does by a token review: signature, time, audience, and that its pod is still there.
 *
 * @throws AwsError ExpiredTokenException, InvalidTokenException
 */
export function tokenBearer(world: World, cluster: ClusterState, token: string): TokenBearer {
  const read = readServiceAccountToken(cluster, token, world.now());
  if (!read.ok) {
    const code = read.problem === 'expired' ? 'ExpiredTokenException' : 'InvalidTokenException';
    throw new AwsError(code, 400, `The token included in the request is not accepted: ${read.message}.`);
  }
  const { audiences, namespace, serviceAccount, podName, podUid } = read.claims;
  if (!audiences.includes(POD_IDENTITY_AUDIENCE)) {
    throw invalidToken(`its audience is ${audiences.join(', ')}, not ${POD_IDENTITY_AUDIENCE}`);
  }
  if (podName === undefined || podUid === undefined) {
    throw invalidToken('it is not bound to a pod');
  }
  const pods = world.state.kubernetes[cluster.arn]?.objects['v1/pods'];
  if (own(pods, `${namespace}/${podName}`)?.metadata.uid !== podUid) {
    throw invalidToken(`the pod ${namespace}/${podName} that it is bound to does not exist any more`);
  }
  return { namespace, serviceAccount, podName, podUid };
}

function invalidToken(why: string): AwsError {
  return new AwsError('InvalidTokenException', 400, `The token included in the request is not accepted: ${why}.`);
}
