import type { AttachRolePolicyCommandInput, AttachRolePolicyCommandOutput } from '@aws-sdk/client-iam';
import type { Operation } from '../../world.ts';
import { noSuchEntity, policyNotAttachable } from '../errors.ts';
import { attachablePolicy, changeableRole } from '../find-entity.ts';
import { checkQuota } from '../quotas.ts';
import { required } from '../required.ts';

/** Attaching again is no error. */
export const attachRolePolicy: Operation<
  AttachRolePolicyCommandInput,
  Omit<AttachRolePolicyCommandOutput, '$metadata'>
> = (input, { world }) => {
  const role = changeableRole(world, input.RoleName);
  const arn = required(input.PolicyArn, 'PolicyArn');
  const policy = attachablePolicy(world, arn);
  if (!policy) throw noSuchEntity(`Policy ${arn} does not exist or is not attachable.`);
  if (policy.path.startsWith('/aws-service-role/')) throw policyNotAttachable();
  if (role.attachedPolicyArns.includes(arn)) return {};
  checkQuota('PoliciesPerRole', world.state.iam.quotas.managedPoliciesPerRole, role.attachedPolicyArns.length + 1);
  role.attachedPolicyArns.push(arn);
  return {};
};
