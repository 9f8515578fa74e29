import type { ListPoliciesCommandInput, ListPoliciesCommandOutput } from '@aws-sdk/client-iam';
import type { ManagedPolicyState } from '../../state/iam-state.ts';
import type { Operation, World } from '../../world.ts';
import { page } from '../pages.ts';
import { listedPolicy } from '../policy-view.ts';
import { policyUse } from '../policy-use.ts';

export const listPolicies: Operation<ListPoliciesCommandInput, Omit<ListPoliciesCommandOutput, '$metadata'>> = (
  input,
  { world },
) => {
  const policies = Object.values(world.state.iam.policies).filter((policy) => isAsked(world, policy, input));
  const { items, end } = page(policies, (policy) => policy.arn, input);
  return { Policies: items.map((policy) => listedPolicy(world, policy)), ...end };
};

function isAsked(world: World, policy: ManagedPolicyState, input: ListPoliciesCommandInput): boolean {
  if (input.Scope === 'AWS' && !policy.awsManaged) return false;
  if (input.Scope === 'Local' && policy.awsManaged) return false;
  if (!policy.path.startsWith(input.PathPrefix ?? '/')) return false;
  const { roles, users, boundaryOf } = policyUse(world, policy.arn);
  const permissions = roles.length + users.length;
  const used = input.PolicyUsageFilter === 'PermissionsBoundary' ? boundaryOf.length : permissions;
  if (input.PolicyUsageFilter !== undefined && used === 0) return false;
  return input.OnlyAttached !== true || permissions + boundaryOf.length > 0;
}
