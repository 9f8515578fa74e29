import type { Cluster } from '@podpass/inventory';
import { type ExplainedStatement, explainTrustPolicy, parseTrustPolicy } from '@podpass/trust-policy';

/**
 * Whom a role that was made for a cluster lets in beside its pods, in words that go after "its trust policy"; undefined if
 * nobody. What cannot be read counts as somebody. Pure.
 */
export function letsInOthers(trustPolicy: string, cluster: Pick<Cluster, 'ref' | 'oidcIssuer'>): string | undefined {
  const parsed = parseTrustPolicy(trustPolicy);
  if (!parsed.ok) return 'cannot be read';
  const { statements } = explainTrustPolicy(parsed.policy);
  if (statements.some(({ scope }) => scope === 'account')) return 'lets in every cluster of the account';
  return statements.every((statement) => isOfCluster(statement, cluster)) ? undefined : 'lets in others, too';
}

function isOfCluster(
  { effect, kind, scope, clusters, issuer }: ExplainedStatement,
  { ref, oidcIssuer }: Pick<Cluster, 'ref' | 'oidcIssuer'>,
): boolean {
  if (effect === 'Deny' || scope === 'nobody') return true;
  if (kind === 'irsa') return issuer !== undefined && issuer === oidcIssuer?.replace('https://', '');
  return kind === 'pod-identity' && clusters !== undefined && clusters.every((cluster) => cluster === ref.arn);
}
