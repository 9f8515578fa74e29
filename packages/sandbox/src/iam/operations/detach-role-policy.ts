import type { DetachRolePolicyCommandInput, DetachRolePolicyCommandOutput } from '@aws-sdk/client-iam';
import type { Operation } from '../../world.ts';
import { noSuchEntity } from '../errors.ts';
import { changeableRole } from '../find-entity.ts';
import { required } from '../required.ts';

export const detachRolePolicy: Operation<
  DetachRolePolicyCommandInput,
  Omit<DetachRolePolicyCommandOutput, '$metadata'>
> = (input, { world }) => {
  const role = changeableRole(world, input.RoleName);
  const arn = required(input.PolicyArn, 'PolicyArn');
  if (!role.attachedPolicyArns.includes(arn)) throw noSuchEntity(`Policy ${arn} was not found.`);
  role.attachedPolicyArns = role.attachedPolicyArns.filter((attached) => attached !== arn);
  return {};
};
