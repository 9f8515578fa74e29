import { addClientIDToOpenIDConnectProvider } from './operations/add-client-id-to-open-id-connect-provider.ts';
import { attachRolePolicy } from './operations/attach-role-policy.ts';
import { createOpenIDConnectProvider } from './operations/create-open-id-connect-provider.ts';
import { createPolicyVersion } from './operations/create-policy-version.ts';
import { createPolicy } from './operations/create-policy.ts';
import { createRole } from './operations/create-role.ts';
import { deleteOpenIDConnectProvider } from './operations/delete-open-id-connect-provider.ts';
import { deletePolicyVersion } from './operations/delete-policy-version.ts';
import { deletePolicy } from './operations/delete-policy.ts';
import { deleteRolePermissionsBoundary } from './operations/delete-role-permissions-boundary.ts';
import { deleteRolePolicy } from './operations/delete-role-policy.ts';
import { deleteRole } from './operations/delete-role.ts';
import { detachRolePolicy } from './operations/detach-role-policy.ts';
import { getAccountSummary } from './operations/get-account-summary.ts';
import { getOpenIDConnectProvider } from './operations/get-open-id-connect-provider.ts';
import { getPolicyVersion } from './operations/get-policy-version.ts';
import { getPolicy } from './operations/get-policy.ts';
import { getRolePolicy } from './operations/get-role-policy.ts';
import { getRole } from './operations/get-role.ts';
import { getUser } from './operations/get-user.ts';
import { listAccountAliases } from './operations/list-account-aliases.ts';
import { listAttachedRolePolicies } from './operations/list-attached-role-policies.ts';
import { listEntitiesForPolicy } from './operations/list-entities-for-policy.ts';
import { listOpenIDConnectProviderTags } from './operations/list-open-id-connect-provider-tags.ts';
import { listOpenIDConnectProviders } from './operations/list-open-id-connect-providers.ts';
import { listPolicies } from './operations/list-policies.ts';
import { listPolicyVersions } from './operations/list-policy-versions.ts';
import { listRolePolicies } from './operations/list-role-policies.ts';
import { listRoleTags } from './operations/list-role-tags.ts';
import { listRoles } from './operations/list-roles.ts';
import { putRolePermissionsBoundary } from './operations/put-role-permissions-boundary.ts';
import { putRolePolicy } from './operations/put-role-policy.ts';
import { removeClientIDFromOpenIDConnectProvider } from './operations/remove-client-id-from-open-id-connect-provider.ts';
import { setDefaultPolicyVersion } from './operations/set-default-policy-version.ts';
import { simulatePrincipalPolicy } from './operations/simulate-principal-policy.ts';
import { tagOpenIDConnectProvider } from './operations/tag-open-id-connect-provider.ts';
import { tagRole } from './operations/tag-role.ts';
import { untagOpenIDConnectProvider } from './operations/untag-open-id-connect-provider.ts';
import { untagRole } from './operations/untag-role.ts';
import { updateAssumeRolePolicy } from './operations/update-assume-role-policy.ts';
import { updateOpenIDConnectProviderThumbprint } from './operations/update-open-id-connect-provider-thumbprint.ts';
import { updateRoleDescription } from './operations/update-role-description.ts';
import { updateRole } from './operations/update-role.ts';

export { awsManagedPolicies } from './managed-policies/index.ts';

/** The operations of IAM by their names on the wire. */
export const iamOperations = {
  AddClientIDToOpenIDConnectProvider: addClientIDToOpenIDConnectProvider,
  AttachRolePolicy: attachRolePolicy,
  CreateOpenIDConnectProvider: createOpenIDConnectProvider,
  CreatePolicyVersion: createPolicyVersion,
  CreatePolicy: createPolicy,
  CreateRole: createRole,
  DeleteOpenIDConnectProvider: deleteOpenIDConnectProvider,
  DeletePolicyVersion: deletePolicyVersion,
  DeletePolicy: deletePolicy,
  DeleteRolePermissionsBoundary: deleteRolePermissionsBoundary,
  DeleteRolePolicy: deleteRolePolicy,
  DeleteRole: deleteRole,
  DetachRolePolicy: detachRolePolicy,
  GetAccountSummary: getAccountSummary,
  GetOpenIDConnectProvider: getOpenIDConnectProvider,
  GetPolicyVersion: getPolicyVersion,
  GetPolicy: getPolicy,
  GetRolePolicy: getRolePolicy,
  GetRole: getRole,
  GetUser: getUser,
  ListAccountAliases: listAccountAliases,
  ListAttachedRolePolicies: listAttachedRolePolicies,
  ListEntitiesForPolicy: listEntitiesForPolicy,
  ListOpenIDConnectProviderTags: listOpenIDConnectProviderTags,
  ListOpenIDConnectProviders: listOpenIDConnectProviders,
  ListPolicies: listPolicies,
  ListPolicyVersions: listPolicyVersions,
  ListRolePolicies: listRolePolicies,
  ListRoleTags: listRoleTags,
  ListRoles: listRoles,
  PutRolePermissionsBoundary: putRolePermissionsBoundary,
  PutRolePolicy: putRolePolicy,
  RemoveClientIDFromOpenIDConnectProvider: removeClientIDFromOpenIDConnectProvider,
  SetDefaultPolicyVersion: setDefaultPolicyVersion,
  SimulatePrincipalPolicy: simulatePrincipalPolicy,
  TagOpenIDConnectProvider: tagOpenIDConnectProvider,
  TagRole: tagRole,
  UntagOpenIDConnectProvider: untagOpenIDConnectProvider,
  UntagRole: untagRole,
  UpdateAssumeRolePolicy: updateAssumeRolePolicy,
  UpdateOpenIDConnectProviderThumbprint: updateOpenIDConnectProviderThumbprint,
  UpdateRoleDescription: updateRoleDescription,
  UpdateRole: updateRole,
};
