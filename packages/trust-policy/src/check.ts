import type { TrustPolicy } from './document.ts';
import type { TrustReason } from './reason.ts';
import type { ServiceAccountName } from './service-account.ts';

/** The association that a role's trust is checked for. */
export interface PodIdentitySubject extends ServiceAccountName {
  readonly clusterArn: string;
  /** The twelve-digit account of the cluster. */
  readonly account: string;
  /** Whether the association sends session tags (`disableSessionTags` is false). */
  readonly sessionTags: boolean;
}

export interface TrustCheck {
  /** 'unknown' when it depends on something that cannot be known beforehand. */
  readonly status: 'ok' | 'missing' | 'unknown';
  readonly reasons: readonly TrustReason[];
}

export function checkPodIdentityTrust(_policy: TrustPolicy, _subject: PodIdentitySubject): TrustCheck {
  throw new Error('not built yet');
}
