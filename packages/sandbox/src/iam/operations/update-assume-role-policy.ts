import type { UpdateAssumeRolePolicyCommandInput, UpdateAssumeRolePolicyCommandOutput } from '@aws-sdk/client-iam';
import { trustAsSeen } from '../../authorize/index.ts';
import type { Operation } from '../../world.ts';
import { changeableRole } from '../find-entity.ts';
import { required } from '../required.ts';
import { checkTrustPolicy, scheduleVisibility } from '../trust-documents.ts';

/** Replaces the whole document; there is no compare-and-swap. */
export const updateAssumeRolePolicy: Operation<
  UpdateAssumeRolePolicyCommandInput,
  Omit<UpdateAssumeRolePolicyCommandOutput, '$metadata'>
> = (input, { world }) => {
  const role = changeableRole(world, input.RoleName);
  const document = required(input.PolicyDocument, 'PolicyDocument');
  checkTrustPolicy(world, document);
  // What others see now they go on seeing, whether that is the last document or, in a quick succession, one before it.
  const seen = trustAsSeen(role, world.now());
  delete role.previousTrustPolicy;
  if (seen !== undefined) role.previousTrustPolicy = seen;
  role.trustPolicy = document;
  role.trustChangedAt = scheduleVisibility(world, role.name);
  if (role.trustChangedAt <= world.now()) delete role.previousTrustPolicy;
  return {};
};
