import type { UpdateRoleCommandInput, UpdateRoleCommandOutput } from '@aws-sdk/client-iam';
import type { Operation } from '../../world.ts';
import { changeableRole } from '../find-entity.ts';
import { defaultSessionSeconds } from '../quotas.ts';

export const updateRole: Operation<UpdateRoleCommandInput, Omit<UpdateRoleCommandOutput, '$metadata'>> = (
  input,
  { world },
) => {
  const role = changeableRole(world, input.RoleName);
  if (input.Description !== undefined) role.description = input.Description;
  // Left out, it goes back to the default (UpdateRole reference).
  role.maxSessionDuration = input.MaxSessionDuration ?? defaultSessionSeconds;
  return {};
};
