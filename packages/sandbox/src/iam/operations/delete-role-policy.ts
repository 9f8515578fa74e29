import type { DeleteRolePolicyCommandInput, DeleteRolePolicyCommandOutput } from '@aws-sdk/client-iam';
import type { Operation } from '../../world.ts';
import { changeableRole } from '../find-entity.ts';
import { inlinePolicy } from '../inline-policy.ts';

export const deleteRolePolicy: Operation<
  DeleteRolePolicyCommandInput,
  Omit<DeleteRolePolicyCommandOutput, '$metadata'>
> = (input, { world }) => {
  const role = changeableRole(world, input.RoleName);
  const { name } = inlinePolicy(role, input.PolicyName);
  delete role.inlinePolicies[name];
  return {};
};
