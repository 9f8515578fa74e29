import type { Principal, World } from '../world.ts';
import { findRole } from './find-role.ts';
import type { ContextValues } from './request-context.ts';

/** The global condition keys that follow from who calls and when. */
export function principalContext(world: World, principal: Principal): ContextValues {
  const now = world.now();
  const time = { 'aws:CurrentTime': new Date(now).toISOString(), 'aws:EpochTime': String(Math.floor(now / 1000)) };
  if (principal.kind === 'anonymous') return { ...time, 'aws:PrincipalType': 'Anonymous' };
  const common = { ...time, 'aws:PrincipalAccount': principal.account };
  if (principal.kind === 'user') {
    return {
      ...common,
      'aws:PrincipalArn': principal.arn,
      'aws:PrincipalType': 'User',
      'aws:username': principal.userName,
      'aws:userid': world.state.iam.users[principal.userName]?.id ?? principal.userName,
    };
  }
  const role = findRole(world.state.iam, principal.roleArn);
  return {
    ...common,
    // For a session aws:PrincipalArn is the role's ARN, not the session's.
    'aws:PrincipalArn': principal.roleArn,
    'aws:PrincipalType': 'AssumedRole',
    'aws:userid': `${role?.id ?? ''}:${principal.sessionName}`,
    // Session tags win over the role's own tags of the same key.
    ...tagKeys('aws:PrincipalTag', { ...role?.tags, ...principal.tags }),
  };
}

/** Tags as condition keys, for example `aws:RequestTag/team`. */
export function tagKeys(prefix: string, tags: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [`${prefix}/${key}`, value]));
}
