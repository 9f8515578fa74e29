import type { SetDefaultPolicyVersionCommandInput, SetDefaultPolicyVersionCommandOutput } from '@aws-sdk/client-iam';
import type { Operation } from '../../world.ts';
import { ownPolicy } from '../find-entity.ts';
import { existingVersion } from '../policy-versions.ts';

export const setDefaultPolicyVersion: Operation<
  SetDefaultPolicyVersionCommandInput,
  Omit<SetDefaultPolicyVersionCommandOutput, '$metadata'>
> = (input, { world }) => {
  const policy = ownPolicy(world, input.PolicyArn, 'SetDefaultPolicyVersion');
  policy.defaultVersionId = existingVersion(policy, input.VersionId);
  policy.updatedAt = world.now();
  return {};
};
