import type { ListAttachedRolePoliciesCommandInput, ListAttachedRolePoliciesCommandOutput } from '@aws-sdk/client-iam';
import type { Operation } from '../../world.ts';
import { roleNamed } from '../find-entity.ts';
import { page } from '../pages.ts';

export const listAttachedRolePolicies: Operation<
  ListAttachedRolePoliciesCommandInput,
  Omit<ListAttachedRolePoliciesCommandOutput, '$metadata'>
> = (input, { world }) => {
  const prefix = input.PathPrefix ?? '/';
  const attached = roleNamed(world, input.RoleName).attachedPolicyArns.filter((arn) => pathOf(arn).startsWith(prefix));
  const { items, end } = page(attached, (arn) => arn, input);
  return {
    AttachedPolicies: items.map((PolicyArn) => ({
      PolicyArn,
      PolicyName: PolicyArn.slice(PolicyArn.lastIndexOf('/') + 1),
    })),
    ...end,
  };
};

/** `/service-role/` of `arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy`. */
function pathOf(arn: string): string {
  return arn.slice(arn.indexOf('/'), arn.lastIndexOf('/') + 1);
}
