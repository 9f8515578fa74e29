import type { TagRoleCommandInput, TagRoleCommandOutput } from '@aws-sdk/client-iam';
import type { Operation } from '../../world.ts';
import { roleNamed } from '../find-entity.ts';
import { withTags } from '../tags.ts';

export const tagRole: Operation<TagRoleCommandInput, Omit<TagRoleCommandOutput, '$metadata'>> = (input, { world }) => {
  const role = roleNamed(world, input.RoleName);
  role.tags = withTags(role.tags, input.Tags);
  return {};
};
