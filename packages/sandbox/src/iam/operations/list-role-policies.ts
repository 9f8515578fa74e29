import type { ListRolePoliciesCommandInput, ListRolePoliciesCommandOutput } from '@aws-sdk/client-iam';
import type { Operation } from '../../world.ts';
import { roleNamed } from '../find-entity.ts';
import { page } from '../pages.ts';

export const listRolePolicies: Operation<
  ListRolePoliciesCommandInput,
  Omit<ListRolePoliciesCommandOutput, '$metadata'>
> = (input, { world }) => {
  const names = Object.keys(roleNamed(world, input.RoleName).inlinePolicies);
  const { items, end } = page(names, (name) => name, input);
  return { PolicyNames: items, ...end };
};
