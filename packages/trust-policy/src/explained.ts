import type { SubjectPattern } from './service-account.ts';

/** What a statement is for. Deny statements and everything foreign are 'other'. */
export type StatementKind = 'irsa' | 'pod-identity' | 'other';

/**
 * How far an IRSA or Pod Identity statement reaches, from narrow to wide.
 *
 * - `nobody`            its conditions can never be met together
 * - `service-account`   exactly one service account
 * - `service-accounts`  a closed list of several service accounts
 * - `namespace`         service accounts that can't be listed, all within named namespaces
 * - `cluster`           service accounts that can't be listed, in any namespace of the cluster(s)
 * - `account`           any cluster of the AWS account (Pod Identity only)
 * - `any`               every principal
 * - `unclear`           it uses operators whose reach we do not read (negations, dates, addresses …)
 * - `other`             not an IRSA or Pod Identity statement
 */
export type TrustScope =
  | 'nobody'
  | 'service-account'
  | 'service-accounts'
  | 'namespace'
  | 'cluster'
  | 'account'
  | 'any'
  | 'unclear'
  | 'other';

/** Things worth knowing about one statement. Words for each are in `noteMessage`. */
export type NoteCode =
  | 'several-providers'
  | 'no-subject-condition'
  | 'no-audience-condition'
  | 'wildcard-subject'
  | 'literal-wildcard'
  | 'unread-conditions'
  | 'conditions-contradict'
  | 'mixed-principals'
  | 'mixed-actions'
  | 'tag-session-missing'
  | 'assume-role-missing'
  | 'unconditioned'
  | 'any-cluster'
  | 'lists-multiply'
  | 'needs-session-tags'
  | 'made-here'
  | 'deny'
  | 'denies-pod-identity'
  | 'denies-web-identity'
  | 'not-action'
  | 'not-principal'
  | 'foreign-oidc'
  | 'saml'
  | 'aws-principal'
  | 'service-principal'
  | 'everyone'
  | 'deleted-principal'
  | 'unknown-fields'
  | 'malformed';

export interface ExplainedStatement {
  /** Position in the document, from 0. */
  readonly index: number;
  readonly sid?: string;
  readonly effect: 'Allow' | 'Deny' | 'unknown';
  readonly kind: StatementKind;
  /** The OIDC provider ARN, when the statement names exactly one. */
  readonly provider?: string;
  /** Every OIDC provider ARN that the statement names. */
  readonly providers: readonly string[];
  /** The issuer (no scheme) of `provider`, e.g. oidc.eks.eu-west-1.amazonaws.com/id/0123ABCD. */
  readonly issuer?: string;
  /** Clusters that a Pod Identity statement names: cluster ARNs, or names or patterns as written. */
  readonly clusters?: readonly string[];
  /** Service accounts named; absent where the statement doesn't limit them or isn't about them. */
  readonly subjects?: readonly SubjectPattern[];
  readonly scope: TrustScope;
  readonly notes: readonly NoteCode[];
}

export type TrustFindingCode =
  | 'irsa-any-service-account'
  | 'irsa-wildcard'
  | 'irsa-no-audience'
  | 'pod-identity-any-cluster'
  | 'pod-identity-incomplete'
  | 'pod-identity-lists-multiply'
  | 'pod-identity-denied'
  | 'web-identity-denied'
  | 'never-matches'
  | 'trusts-everyone'
  | 'deleted-principal'
  | 'duplicate-sid'
  | 'malformed-statement'
  | 'no-statements'
  | 'size-near-limit'
  | 'size-over-limit';

export interface TrustFinding {
  readonly code: TrustFindingCode;
  readonly severity: 'info' | 'warning' | 'manual' | 'blocked';
  /** Index of the statement that it is about, where it is about one. */
  readonly statement?: number;
  readonly message: string;
}

export interface ExplainedPolicy {
  readonly statements: readonly ExplainedStatement[];
  /** Characters without whitespace. */
  readonly size: number;
  readonly limit: number;
  readonly findings: readonly TrustFinding[];
}
