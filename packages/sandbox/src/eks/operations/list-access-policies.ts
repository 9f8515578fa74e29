import type { ListAccessPoliciesRequest, ListAccessPoliciesResponse } from '@aws-sdk/client-eks';
import type { CallContext } from '../../world.ts';
import { accessPolicies } from '../access/access-policies.ts';
import { page } from '../pages.ts';

export function listAccessPolicies(input: ListAccessPoliciesRequest, call: CallContext): ListAccessPoliciesResponse {
  const all = accessPolicies(call.world.state.partition);
  const { items, ...rest } = page(all, ({ name }) => name, ['access-policies'], input);
  return { accessPolicies: items, ...rest };
}
