import type { UntagRoleCommandInput, UntagRoleCommandOutput } from '@aws-sdk/client-iam';
import type { Operation } from '../../world.ts';
import { roleNamed } from '../find-entity.ts';
import { withoutTags } from '../tags.ts';

export const untagRole: Operation<UntagRoleCommandInput, Omit<UntagRoleCommandOutput, '$metadata'>> = (
  input,
  { world },
) => {
  const role = roleNamed(world, input.RoleName);
  role.tags = withoutTags(role.tags, input.TagKeys ?? []);
  return {};
};
