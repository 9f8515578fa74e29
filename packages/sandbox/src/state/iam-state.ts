/** IAM of the account. Policy documents are kept as the text that was sent. Times are epoch milliseconds. */
export interface IamState {
  roles: Record<string, RoleState>;
  /** Managed policies by ARN: the account's own and those of AWS that the sandbox knows. */
  policies: Record<string, ManagedPolicyState>;
  oidcProviders: Record<string, OidcProviderState>;
  users: Record<string, UserState>;
  quotas: IamQuotas;
}

export interface RoleState {
  name: string;
  path: string;
  id: string;
  arn: string;
  createdAt: number;
  description?: string;
  maxSessionDuration: number;
  trustPolicy: string;
  /** The role (or its newest trust policy) is invisible to other services until this time. */
  trustChangedAt: number;
  /** Trust policy that other services still see while the newest one propagates; absent for a role just made. */
  previousTrustPolicy?: string;
  attachedPolicyArns: string[];
  inlinePolicies: Record<string, string>;
  permissionsBoundaryArn?: string;
  tags: Record<string, string>;
  /** Service-linked roles cannot be changed. */
  serviceLinked?: boolean;
  lastUsedAt?: number;
}

export interface ManagedPolicyState {
  arn: string;
  name: string;
  path: string;
  id: string;
  createdAt: number;
  updatedAt: number;
  description?: string;
  defaultVersionId: string;
  versions: Record<string, { document: string; createdAt: number }>;
  tags: Record<string, string>;
  awsManaged: boolean;
}

export interface OidcProviderState {
  arn: string;
  /** Issuer without `https://`. */
  url: string;
  clientIds: string[];
  thumbprints: string[];
  createdAt: number;
  tags: Record<string, string>;
}

/** A user with long-lived keys: who the callers of the sandbox are. Without policies a user may do everything. */
export interface UserState {
  name: string;
  arn: string;
  id: string;
  accessKeys: Record<string, { secretAccessKey: string }>;
  attachedPolicyArns: string[];
  inlinePolicies: Record<string, string>;
}

export interface IamQuotas {
  trustPolicyLength: number;
  rolesPerAccount: number;
  oidcProvidersPerAccount: number;
  managedPoliciesPerRole: number;
}
