import type { TrustPolicy } from './document.ts';
import type { ExplainedPolicy } from './explained.ts';

export interface ExplainOptions {
  /** OIDC provider ARNs known to be Kubernetes clusters (self-hosted issuers can't be told by their name). */
  readonly clusterProviders?: readonly string[];
  /** The account's trust policy quota where it is known; default 2048. */
  readonly limit?: number;
}

export function explainTrustPolicy(_policy: TrustPolicy, _options: ExplainOptions = {}): ExplainedPolicy {
  throw new Error('not built yet');
}
