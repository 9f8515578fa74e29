import type { ListPolicyVersionsCommandInput, ListPolicyVersionsCommandOutput } from '@aws-sdk/client-iam';
import type { Operation } from '../../world.ts';
import { policyWithArn } from '../find-entity.ts';
import { page } from '../pages.ts';
import { policyVersion } from '../policy-view.ts';

export const listPolicyVersions: Operation<
  ListPolicyVersionsCommandInput,
  Omit<ListPolicyVersionsCommandOutput, '$metadata'>
> = (input, { world }) => {
  const policy = policyWithArn(world, input.PolicyArn);
  // Newest first: numbers grow, so the distance to a number beyond all of them falls.
  const newestFirst = (id: string) => String(1_000_000 - Number(id.slice(1))).padStart(7, '0');
  const { items, end } = page(Object.keys(policy.versions), newestFirst, input);
  return { Versions: items.map((id) => policyVersion(policy, id, false)), ...end };
};
