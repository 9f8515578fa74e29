import type {
  PutRolePermissionsBoundaryCommandInput,
  PutRolePermissionsBoundaryCommandOutput,
} from '@aws-sdk/client-iam';
import type { Operation } from '../../world.ts';
import { changeableRole } from '../find-entity.ts';
import { checkBoundary } from '../permissions-boundary.ts';
import { required } from '../required.ts';

export const putRolePermissionsBoundary: Operation<
  PutRolePermissionsBoundaryCommandInput,
  Omit<PutRolePermissionsBoundaryCommandOutput, '$metadata'>
> = (input, { world }) => {
  const role = changeableRole(world, input.RoleName);
  const arn = required(input.PermissionsBoundary, 'PermissionsBoundary');
  checkBoundary(world, arn);
  role.permissionsBoundaryArn = arn;
  return {};
};
