import type { GetRolePolicyCommandInput, GetRolePolicyCommandOutput } from '@aws-sdk/client-iam';
import type { Operation } from '../../world.ts';
import { encodeDocument } from '../encode-document.ts';
import { roleNamed } from '../find-entity.ts';
import { inlinePolicy } from '../inline-policy.ts';

export const getRolePolicy: Operation<GetRolePolicyCommandInput, Omit<GetRolePolicyCommandOutput, '$metadata'>> = (
  input,
  { world },
) => {
  const role = roleNamed(world, input.RoleName);
  const { name, document } = inlinePolicy(role, input.PolicyName);
  return { RoleName: role.name, PolicyName: name, PolicyDocument: encodeDocument(document) };
};
