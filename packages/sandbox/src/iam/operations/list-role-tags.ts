import type { ListRoleTagsCommandInput, ListRoleTagsCommandOutput } from '@aws-sdk/client-iam';
import type { Operation } from '../../world.ts';
import { roleNamed } from '../find-entity.ts';
import { page } from '../pages.ts';
import { toSdkTags } from '../tags.ts';

export const listRoleTags: Operation<ListRoleTagsCommandInput, Omit<ListRoleTagsCommandOutput, '$metadata'>> = (
  input,
  { world },
) => {
  const { items, end } = page(toSdkTags(roleNamed(world, input.RoleName).tags), (tag) => tag.Key ?? '', input);
  return { Tags: items, ...end };
};
