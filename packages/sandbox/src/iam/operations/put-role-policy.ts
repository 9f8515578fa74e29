import type { PutRolePolicyCommandInput, PutRolePolicyCommandOutput } from '@aws-sdk/client-iam';
import type { Operation } from '../../world.ts';
import { limitExceeded } from '../errors.ts';
import { changeableRole } from '../find-entity.ts';
import { checkPermissionsPolicy } from '../permissions-documents.ts';
import { countedLength, fixedQuotas } from '../quotas.ts';
import { required } from '../required.ts';

export const putRolePolicy: Operation<PutRolePolicyCommandInput, Omit<PutRolePolicyCommandOutput, '$metadata'>> = (
  input,
  { world },
) => {
  const role = changeableRole(world, input.RoleName);
  const name = required(input.PolicyName, 'PolicyName');
  const document = required(input.PolicyDocument, 'PolicyDocument');
  checkPermissionsPolicy(document);
  const policies = { ...role.inlinePolicies, [name]: document };
  const length = Object.values(policies).reduce((sum, text) => sum + countedLength(text), 0);
  if (length > fixedQuotas.inlinePoliciesLength) {
    throw limitExceeded(
      `Maximum policy size of ${fixedQuotas.inlinePoliciesLength} bytes exceeded for role ${role.name}`,
    );
  }
  role.inlinePolicies = policies;
  return {};
};
