import {
  authorize,
  type Decision,
  decideAssumeRole,
  principalContext,
  type RequestPrincipal,
  tagKeys,
} from '../authorize/index.ts';
import type { RoleState } from '../state/iam-state.ts';
import type { CallContext, Principal } from '../world.ts';
import { notAuthorized } from './errors.ts';
import { type SessionTags, tagContext } from './session-tags.ts';

export interface AssumeRoleQuestion {
  roleArn: string;
  sessionName: string;
  tags: SessionTags;
  externalId?: string | undefined;
  sourceIdentity?: string | undefined;
}

/**
 * Decides AssumeRole by the role's trust policy and the caller's own policies. The trust policy must allow every
 * action that the request amounts to. Where it names the caller themselves and the account is the same, that is
 * enough; where it names the account, or the caller is from another one, the caller's policies must allow it too. What
 * they deny stays denied.
 *
 * @throws AwsError `AccessDenied`, which also stands for a role that does not exist
 */
export function authorizeAssumeRole(call: CallContext, question: AssumeRoleQuestion): RoleState {
  const { world, principal } = call;
  const { roleArn } = question;
  const requester = requestPrincipal(principal);
  if (!requester) throw notAuthorized(principal, 'sts:AssumeRole', roleArn, 'the request is not signed');
  let role: RoleState | undefined;
  for (const action of actionsOf(question)) {
    const context = requestContext(call, question);
    const trust = decideAssumeRole(world, { roleArn, principal: requester, actions: [action], context });
    if (!trust.allowed || !trust.role) throw notAuthorized(principal, action, roleArn, trust.reason);
    role = trust.role;
    const resourceContext = { ...context, ...tagKeys('aws:ResourceTag', role.tags) };
    const identity = authorize(world, principal, { action, resource: roleArn, context: resourceContext });
    const sameAccount = requester.account === role.arn.split(':')[4];
    const trustSuffices = sameAccount && trust.matched?.principal === 'direct';
    if (!identity.allowed && !(trustSuffices && isOnlyUnmentioned(identity))) {
      throw notAuthorized(principal, action, roleArn, identity.reason);
    }
  }
  if (!role) throw notAuthorized(principal, 'sts:AssumeRole', roleArn, 'nothing was asked');
  return role;
}

/** Tags of the calling session that are handed on count as tags of the request, and so need sts:TagSession. */
function actionsOf({ tags, sourceIdentity }: AssumeRoleQuestion): string[] {
  return [
    'sts:AssumeRole',
    ...(Object.keys(tags.tags).length > 0 ? ['sts:TagSession'] : []),
    ...(sourceIdentity === undefined ? [] : ['sts:SetSourceIdentity']),
  ];
}

function requestContext({ world, principal, region }: CallContext, question: AssumeRoleQuestion) {
  return {
    ...principalContext(world, principal),
    ...tagContext(question.tags),
    'aws:RequestedRegion': region,
    'aws:SourceIp': '127.0.0.1',
    'sts:RoleSessionName': question.sessionName,
    ...(question.externalId === undefined ? {} : { 'sts:ExternalId': question.externalId }),
    ...(question.sourceIdentity === undefined ? {} : { 'sts:SourceIdentity': question.sourceIdentity }),
  };
}

function requestPrincipal(principal: Principal): Extract<RequestPrincipal, { aws: string }> | undefined {
  if (principal.kind === 'anonymous') return undefined;
  const { arn, account } = principal;
  return { aws: arn, account, ...(principal.kind === 'assumed-role' ? { roleArn: principal.roleArn } : {}) };
}

/** No policy speaks for it, none against it: a boundary or a session policy would limit even a direct grant. */
function isOnlyUnmentioned({ code }: Decision): boolean {
  return code === 'implicit-deny';
}
