import { checkTrust, listWellKnownPolicies, searchPolicies, searchRoles } from '@podpass/use-cases';
import { api } from './api.ts';
import { findIamActions } from './iam-actions.ts';

export const iam = {
  roles: api.iam.roles.handler(({ context, input: { cluster, ...query } }) =>
    searchRoles(context.environment, cluster, query),
  ),
  trust: api.iam.trust.handler(({ context, input: { cluster, ...query } }) =>
    checkTrust(context.environment, cluster, query),
  ),
  policies: api.iam.policies.handler(({ context, input }) => searchPolicies(context.environment, input)),
  wellKnownPolicies: api.iam.wellKnownPolicies.handler(({ context }) => listWellKnownPolicies(context.environment)),
  actions: api.iam.actions.handler(async ({ input }) => ({ items: await findIamActions(input.prefix) })),
};
