import type { UpdateRoleDescriptionCommandInput, UpdateRoleDescriptionCommandOutput } from '@aws-sdk/client-iam';
import type { Operation } from '../../world.ts';
import { changeableRole } from '../find-entity.ts';
import { required } from '../required.ts';
import { wholeRole } from '../role-view.ts';

export const updateRoleDescription: Operation<
  UpdateRoleDescriptionCommandInput,
  Omit<UpdateRoleDescriptionCommandOutput, '$metadata'>
> = (input, { world, region }) => {
  const role = changeableRole(world, input.RoleName);
  role.description = required(input.Description, 'Description');
  return { Role: wholeRole(role, region) };
};
