import type { ListRolesCommandInput, ListRolesCommandOutput } from '@aws-sdk/client-iam';
import type { Operation } from '../../world.ts';
import { page } from '../pages.ts';
import { listedRole } from '../role-view.ts';

export const listRoles: Operation<ListRolesCommandInput, Omit<ListRolesCommandOutput, '$metadata'>> = (
  input,
  { world },
) => {
  const prefix = input.PathPrefix ?? '/';
  const roles = Object.values(world.state.iam.roles).filter((role) => role.path.startsWith(prefix));
  const { items, end } = page(roles, (role) => role.name, input);
  return { Roles: items.map(listedRole), ...end };
};
