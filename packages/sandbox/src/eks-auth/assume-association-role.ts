import { decideAssumeRole } from '../authorize/index.ts';
import { POD_IDENTITY_SERVICE } from '../eks/associations/check-role.ts';
import { type PodIdentity, podIdentityContext, sessionTags } from '../eks/associations/session-tags.ts';
import type { AssociationState } from '../state/eks-state.ts';
import type { RoleState } from '../state/iam-state.ts';
import { authorizeAssumeRole } from '../sts/authorize-assume-role.ts';
import { type IssuedSession, issueSession } from '../sts/index.ts';
import { AwsError, type CallContext, type Principal } from '../world.ts';

const PLAIN_SECONDS = 6 * 3600;
/** Role chaining allows an hour at most; EKS stays a minute below. */
const CHAINED_SECONDS = 59 * 60;

interface SessionOfPod {
  association: AssociationState;
  sessionName: string;
  /** Empty when session tags are disabled. */
  tags: Record<string, string>;
}

/**
 * Credentials of an association for a pod: the role's, or those of the target role that the role assumes in turn.
 *
 * @throws AwsError AccessDeniedException
 */
export function assumeAssociationRole(
  call: CallContext,
  association: AssociationState,
  pod: PodIdentity,
): IssuedSession {
  const tags = association.disableSessionTags ? {} : sessionTags(pod);
  const asked = { association, sessionName: sessionNameOf(call, pod), tags };
  const role = podRole(call, association, pod);
  if (association.targetRoleArn !== undefined) {
    return assumeTargetRole(call, role, association.targetRoleArn, asked);
  }
  return issue(call, role, PLAIN_SECONDS, asked);
}

/** The first hop: EKS itself assumes the role, which its trust policy has to allow. */
function podRole(call: CallContext, association: AssociationState, pod: PodIdentity): RoleState {
  const { world } = call;
  const { roleArn, disableSessionTags } = association;
  const decision = decideAssumeRole(world, {
    roleArn,
    principal: { service: POD_IDENTITY_SERVICE },
    actions: disableSessionTags ? ['sts:AssumeRole'] : ['sts:AssumeRole', 'sts:TagSession'],
    context: podIdentityContext(pod, world.state.account, disableSessionTags),
  });
  if (!decision.allowed || decision.role === undefined) {
    throw denied(`EKS does not have permissions to assume the associated role: ${decision.reason}`);
  }
  return decision.role;
}

/**
 * The second hop is an ordinary AssumeRole with the pod role's session: its policies and the target's trust policy have
 * to allow it. The session tags go along, being transitive; without them EKS sends the association's external id.
 */
function assumeTargetRole(
  call: CallContext,
  role: RoleState,
  targetRoleArn: string,
  asked: SessionOfPod,
): IssuedSession {
  const { association, sessionName, tags } = asked;
  const transitiveTagKeys = Object.keys(tags);
  const externalId = association.disableSessionTags ? association.externalId : undefined;
  role.lastUsedAt = call.world.now();
  const chained = { ...call, service: 'sts' as const, principal: sessionPrincipal(call, role, sessionName, tags) };
  try {
    const target = authorizeAssumeRole(chained, {
      roleArn: targetRoleArn,
      sessionName,
      tags: { tags, transitiveTagKeys },
      externalId,
    });
    return issue(call, target, CHAINED_SECONDS, asked);
  } catch (error) {
    if (error instanceof AwsError && error.code === 'AccessDenied') {
      throw denied(`The associated role does not have permissions to assume the target role: ${error.message}`);
    }
    throw error;
  }
}

function issue(call: CallContext, role: RoleState, seconds: number, asked: SessionOfPod): IssuedSession {
  const { association, sessionName, tags } = asked;
  return issueSession(call.world, {
    role,
    sessionName,
    seconds,
    sessionPolicies: association.policy === undefined ? [] : [association.policy],
    tags,
    transitiveTagKeys: Object.keys(tags),
  });
}

function sessionPrincipal(
  { world }: CallContext,
  role: RoleState,
  sessionName: string,
  tags: Record<string, string>,
): Principal {
  const { partition, account } = world.state;
  return {
    kind: 'assumed-role',
    arn: `arn:${partition}:sts::${account}:assumed-role/${role.name}/${sessionName}`,
    account,
    accessKeyId: '',
    roleArn: role.arn,
    sessionName,
    sessionPolicies: [],
    tags,
    transitiveTagKeys: Object.keys(tags),
  };
}

/** `eks-CLUSTER-POD-UUID`; the names are cut so that the whole keeps to the 64 characters of a session name. */
function sessionNameOf({ world }: CallContext, { clusterName, podName }: PodIdentity): string {
  return `eks-${clusterName.slice(0, 10)}-${podName.slice(0, 12)}-${world.uuid()}`;
}

/** EKS Auth answers its refusals with 400, unlike EKS. */
function denied(why: string): AwsError {
  return new AwsError('AccessDeniedException', 400, `Unauthorized Exception! ${why}`);
}
