import type { DeletePolicyCommandInput, DeletePolicyCommandOutput } from '@aws-sdk/client-iam';
import type { Operation } from '../../world.ts';
import { deleteConflict } from '../errors.ts';
import { ownPolicy } from '../find-entity.ts';
import { policyUse } from '../policy-use.ts';

export const deletePolicy: Operation<DeletePolicyCommandInput, Omit<DeletePolicyCommandOutput, '$metadata'>> = (
  input,
  { world },
) => {
  const policy = ownPolicy(world, input.PolicyArn, 'DeletePolicy');
  const { roles, users, boundaryOf } = policyUse(world, policy.arn);
  if (roles.length + users.length + boundaryOf.length > 0) {
    throw deleteConflict('Cannot delete a policy attached to entities.');
  }
  if (Object.keys(policy.versions).length > 1) {
    throw deleteConflict(
      "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
    );
  }
  delete world.state.iam.policies[policy.arn];
  return {};
};
