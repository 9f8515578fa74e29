import { statementsOf, TRUST_POLICY_DEFAULT_LIMIT, type TrustPolicy } from './document.ts';
import { explainStatement, type StatementReading } from './explain-statement.ts';
import type { ExplainedPolicy } from './explained.ts';
import { findingsOf } from './findings.ts';
import { trustPolicySize } from './print.ts';

export interface ExplainOptions {
  /** OIDC provider ARNs known to be Kubernetes clusters (self-hosted issuers can't be told by their name). */
  readonly clusterProviders?: readonly string[];
  /** The account's trust policy quota where it is known; default 2048. */
  readonly limit?: number;
}

/** Says what each statement is for, how far it reaches, and what is worth knowing about it and about the whole. */
export function explainTrustPolicy(policy: TrustPolicy, options: ExplainOptions = {}): ExplainedPolicy {
  const { clusterProviders = [], limit = TRUST_POLICY_DEFAULT_LIMIT } = options;
  const statements = readStatements(policy, (provider) => clusterProviders.includes(provider)).map(
    ({ explained }) => explained,
  );
  const size = trustPolicySize(policy);
  return { statements, size, limit, findings: findingsOf(policy, statements, size, limit) };
}

/** Every statement explained, with what only this package needs. */
export function readStatements(
  policy: TrustPolicy,
  isCluster: (providerArn: string) => boolean,
): readonly StatementReading[] {
  return statementsOf(policy).map((statement, index) => explainStatement(statement, index, isCluster));
}
