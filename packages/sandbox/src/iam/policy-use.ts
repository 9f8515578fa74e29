import type { RoleState, UserState } from '../state/iam-state.ts';
import type { World } from '../world.ts';

/** Who uses a managed policy: attached as permissions, or as a permissions boundary. */
export interface PolicyUse {
  roles: RoleState[];
  users: UserState[];
  boundaryOf: RoleState[];
}

export function policyUse({ state }: World, arn: string): PolicyUse {
  const roles = Object.values(state.iam.roles);
  return {
    roles: roles.filter((role) => role.attachedPolicyArns.includes(arn)),
    users: Object.values(state.iam.users).filter((user) => user.attachedPolicyArns.includes(arn)),
    boundaryOf: roles.filter((role) => role.permissionsBoundaryArn === arn),
  };
}
