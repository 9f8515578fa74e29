import type { ListEntitiesForPolicyCommandInput, ListEntitiesForPolicyCommandOutput } from '@aws-sdk/client-iam';
import type { RoleState, UserState } from '../../state/iam-state.ts';
import type { Operation } from '../../world.ts';
import { policyWithArn } from '../find-entity.ts';
import { page } from '../pages.ts';
import { policyUse } from '../policy-use.ts';

type Entity = { kind: 'role'; entity: RoleState } | { kind: 'user'; entity: UserState };

export const listEntitiesForPolicy: Operation<
  ListEntitiesForPolicyCommandInput,
  Omit<ListEntitiesForPolicyCommandOutput, '$metadata'>
> = (input, { world }) => {
  const use = policyUse(world, policyWithArn(world, input.PolicyArn).arn);
  const permissions = input.PolicyUsageFilter !== 'PermissionsBoundary';
  const boundaries = input.PolicyUsageFilter !== 'PermissionsPolicy';
  const roles = new Set([...(permissions ? use.roles : []), ...(boundaries ? use.boundaryOf : [])]);
  const entities = [
    ...[...roles].map((entity): Entity => ({ kind: 'role', entity })),
    ...(permissions ? use.users : []).map((entity): Entity => ({ kind: 'user', entity })),
  ].filter((found) => isAsked(found, input));
  const { items, end } = page(entities, ({ kind, entity }) => `${kind}/${entity.name}`, input);
  return {
    PolicyRoles: items
      .filter(({ kind }) => kind === 'role')
      .map(({ entity }) => ({ RoleName: entity.name, RoleId: entity.id })),
    PolicyUsers: items
      .filter(({ kind }) => kind === 'user')
      .map(({ entity }) => ({ UserName: entity.name, UserId: entity.id })),
    PolicyGroups: [],
    ...end,
  };
};

function isAsked(found: Entity, { EntityFilter, PathPrefix = '/' }: ListEntitiesForPolicyCommandInput): boolean {
  const kindAsked =
    EntityFilter === undefined ||
    (EntityFilter === 'Role' && found.kind === 'role') ||
    (EntityFilter === 'User' && found.kind === 'user');
  return kindAsked && (found.kind === 'role' ? found.entity.path : '/').startsWith(PathPrefix);
}
