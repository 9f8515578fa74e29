import type { IamState, RoleState, UserState } from '../state/iam-state.ts';
import { own } from '../state/lookup.ts';
import type { NamedPolicy } from './evaluate-policies.ts';

/** The policies that give a role or a user its permissions: inline ones, then managed ones in their default version. */
export function identityPolicies(iam: IamState, identity: RoleState | UserState): NamedPolicy[] {
  const inline = Object.entries(identity.inlinePolicies).map(
    ([id, text]): NamedPolicy => ({ id, type: 'inline', text }),
  );
  const managed = identity.attachedPolicyArns.flatMap((arn) => managedPolicy(iam, arn, 'managed'));
  return [...inline, ...managed];
}

/** The role's permissions boundary: no more than one policy, none when the role has no boundary. */
export function boundaryPolicies(iam: IamState, role: RoleState): NamedPolicy[] {
  return role.permissionsBoundaryArn === undefined ? [] : managedPolicy(iam, role.permissionsBoundaryArn, 'boundary');
}

/** Whether a user has no policy of any kind, which in the sandbox means that nothing limits them. */
export function isUnlimited(user: UserState | undefined): boolean {
  return user === undefined || (user.attachedPolicyArns.length === 0 && Object.keys(user.inlinePolicies).length === 0);
}

/** A managed policy in its default version. A boundary whose policy is gone still limits: to nothing. */
function managedPolicy(iam: IamState, arn: string, type: 'managed' | 'boundary'): NamedPolicy[] {
  const policy = own(iam.policies, arn);
  const text = policy && own(policy.versions, policy.defaultVersionId)?.document;
  if (text === undefined && type === 'managed') return [];
  return [{ id: arn, type, text: text ?? '' }];
}
