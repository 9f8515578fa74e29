import type { GetPolicyVersionCommandInput, GetPolicyVersionCommandOutput } from '@aws-sdk/client-iam';
import type { Operation } from '../../world.ts';
import { policyWithArn } from '../find-entity.ts';
import { existingVersion } from '../policy-versions.ts';
import { policyVersion } from '../policy-view.ts';

export const getPolicyVersion: Operation<
  GetPolicyVersionCommandInput,
  Omit<GetPolicyVersionCommandOutput, '$metadata'>
> = (input, { world }) => {
  const policy = policyWithArn(world, input.PolicyArn);
  return { PolicyVersion: policyVersion(policy, existingVersion(policy, input.VersionId), true) };
};
