import type { CallerIdentity, ManagedPolicy, Role, RoleSummary } from '../observed/role.ts';
import type { CallOptions } from './eks-port.ts';

/**
 * IAM of the account. Rejects with PodpassErrors only: `aws-access-denied`, `aws-throttled`, `aws-unavailable`,
 * `aws-credentials-*`, `aws-quota-exceeded`, and those named at the method.
 */
export interface IamPort {
  callerIdentity(options?: CallOptions): Promise<CallerIdentity>;

  /** Page by page, as they come; trust policies included, tags not. */
  listRoles(options?: CallOptions): AsyncIterable<RoleSummary[]>;
  /** Undefined if there is none of this name. */
  getRole(name: string, options?: CallOptions): Promise<Role | undefined>;
  /** Rejects with `role-exists`, `policy-malformed`, `trust-policy-too-large`, `policy-not-found` (boundary). */
  createRole(request: CreateRoleRequest, options?: CallOptions): Promise<Role>;
  /** Also detaches and deletes its policies first. Resolves if it is already gone. */
  deleteRole(name: string, options?: CallOptions): Promise<void>;
  /** Rejects with `role-not-found`, `policy-malformed`, `trust-policy-too-large`, `role-unmodifiable`. */
  updateTrustPolicy(roleName: string, document: string, options?: CallOptions): Promise<void>;

  listAttachedPolicies(roleName: string, options?: CallOptions): Promise<string[]>;
  /** Idempotent. Rejects with `role-not-found`, `policy-not-found`. */
  attachPolicy(roleName: string, policyArn: string, options?: CallOptions): Promise<void>;
  detachPolicy(roleName: string, policyArn: string, options?: CallOptions): Promise<void>;
  /** Undefined if the role has no inline policy of this name. */
  getInlinePolicy(roleName: string, policyName: string, options?: CallOptions): Promise<string | undefined>;
  putInlinePolicy(roleName: string, policyName: string, document: string, options?: CallOptions): Promise<void>;
  deleteInlinePolicy(roleName: string, policyName: string, options?: CallOptions): Promise<void>;

  /** Managed policies, the account's own first. */
  listPolicies(options?: CallOptions): AsyncIterable<ManagedPolicy[]>;
  /** Undefined if there is none of this ARN. */
  getPolicy(arn: string, options?: CallOptions): Promise<ManagedPolicy | undefined>;

  /** ARNs of the account's OIDC providers. */
  listOidcProviders(options?: CallOptions): Promise<string[]>;
}

export interface CreateRoleRequest {
  name: string;
  path: string;
  trustPolicy: string;
  description: string;
  permissionsBoundaryArn?: string | undefined;
  tags: Record<string, string>;
}
