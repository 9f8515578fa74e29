import type { DeleteRoleCommandInput, DeleteRoleCommandOutput } from '@aws-sdk/client-iam';
import type { Operation } from '../../world.ts';
import { deleteConflict } from '../errors.ts';
import { changeableRole } from '../find-entity.ts';
import { forgetPrincipal } from '../trust-documents.ts';

export const deleteRole: Operation<DeleteRoleCommandInput, Omit<DeleteRoleCommandOutput, '$metadata'>> = (
  input,
  { world },
) => {
  const role = changeableRole(world, input.RoleName);
  if (role.attachedPolicyArns.length > 0) {
    throw deleteConflict('Cannot delete entity, must detach all policies first.');
  }
  if (Object.keys(role.inlinePolicies).length > 0) {
    throw deleteConflict('Cannot delete entity, must delete policies first.');
  }
  delete world.state.iam.roles[role.name];
  forgetPrincipal(world, role.arn, role.id);
  return {};
};
