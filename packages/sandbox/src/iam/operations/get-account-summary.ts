import type { GetAccountSummaryCommandInput, GetAccountSummaryCommandOutput } from '@aws-sdk/client-iam';
import type { Operation } from '../../world.ts';
import { fixedQuotas } from '../quotas.ts';

export const getAccountSummary: Operation<
  GetAccountSummaryCommandInput,
  Omit<GetAccountSummaryCommandOutput, '$metadata'>
> = (_input, { world }) => {
  const { roles, policies, oidcProviders, users, quotas } = world.state.iam;
  const own = Object.values(policies).filter((policy) => !policy.awsManaged);
  return {
    SummaryMap: {
      Users: Object.keys(users).length,
      Roles: Object.keys(roles).length,
      RolesQuota: quotas.rolesPerAccount,
      Policies: own.length,
      PoliciesQuota: fixedQuotas.policiesPerAccount,
      PolicyVersionsInUse: own.reduce((sum, policy) => sum + Object.keys(policy.versions).length, 0),
      Providers: Object.keys(oidcProviders).length,
      AssumeRolePolicySizeQuota: quotas.trustPolicyLength,
      AttachedPoliciesPerRoleQuota: quotas.managedPoliciesPerRole,
      PolicySizeQuota: fixedQuotas.managedPolicyLength,
      RolePolicySizeQuota: fixedQuotas.inlinePoliciesLength,
      VersionsPerPolicyQuota: fixedQuotas.versionsPerPolicy,
      AccountMFAEnabled: 1,
    },
  };
};
