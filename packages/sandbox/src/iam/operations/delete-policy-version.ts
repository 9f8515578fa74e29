import type { DeletePolicyVersionCommandInput, DeletePolicyVersionCommandOutput } from '@aws-sdk/client-iam';
import type { Operation } from '../../world.ts';
import { deleteConflict } from '../errors.ts';
import { ownPolicy } from '../find-entity.ts';
import { existingVersion } from '../policy-versions.ts';

export const deletePolicyVersion: Operation<
  DeletePolicyVersionCommandInput,
  Omit<DeletePolicyVersionCommandOutput, '$metadata'>
> = (input, { world }) => {
  const policy = ownPolicy(world, input.PolicyArn, 'DeletePolicyVersion');
  const versionId = existingVersion(policy, input.VersionId);
  if (versionId === policy.defaultVersionId) throw deleteConflict('Cannot delete the default version of a policy.');
  delete policy.versions[versionId];
  policy.updatedAt = world.now();
  return {};
};
