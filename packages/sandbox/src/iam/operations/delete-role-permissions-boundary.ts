import type {
  DeleteRolePermissionsBoundaryCommandInput,
  DeleteRolePermissionsBoundaryCommandOutput,
} from '@aws-sdk/client-iam';
import type { Operation } from '../../world.ts';
import { changeableRole } from '../find-entity.ts';

export const deleteRolePermissionsBoundary: Operation<
  DeleteRolePermissionsBoundaryCommandInput,
  Omit<DeleteRolePermissionsBoundaryCommandOutput, '$metadata'>
> = (input, { world }) => {
  delete changeableRole(world, input.RoleName).permissionsBoundaryArn;
  return {};
};
