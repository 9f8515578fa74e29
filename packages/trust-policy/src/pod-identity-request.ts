import type { TrustPolicy } from './document.ts';
import type { TrustReason } from './reason.ts';
import type { ServiceAccountName } from './service-account.ts';

/**
 * How narrow a Pod Identity statement is made. Each includes the ones before it:
 * the AWS account, the cluster, the service accounts.
 */
export type PodIdentityScope = 'account' | 'cluster' | 'service-account';

/** Whom a role shall trust, or no longer trust, through Pod Identity. */
export interface PodIdentityRequest {
  /** ARN of the EKS cluster, any partition. */
  readonly clusterArn: string;
  /** The twelve-digit account of the cluster (and so of the role). */
  readonly account: string;
  readonly scope: PodIdentityScope;
  /** Needed for scope 'service-account'; ignored by the wider scopes. */
  readonly serviceAccounts: readonly ServiceAccountName[];
  /** Whether associations send session tags; default true. Without them the cluster is told by aws:SourceArn. */
  readonly sessionTags?: boolean;
  /** The account's trust policy quota where it is known; default 2048. */
  readonly limit?: number;
}

export interface TrustEdit {
  /** The document after the edit; the very same value when nothing changed. */
  readonly policy: TrustPolicy;
  readonly changed: boolean;
  /** True when the edit was asked for, is needed and was not made; `reasons` says why. False for a no-op. */
  readonly blocked: boolean;
  /** Characters without whitespace after the edit. */
  readonly size: number;
  readonly limit: number;
  readonly reasons: readonly TrustReason[];
  /** The service accounts that this edit added or removed (scope 'service-account'): what its inverse must name. */
  readonly serviceAccounts: readonly ServiceAccountName[];
}
