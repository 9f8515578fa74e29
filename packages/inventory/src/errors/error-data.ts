import type { Finding } from '../change/finding.ts';
import type { ConfigDiagnostic } from '../configuration/diagnostic.ts';

/**
 * Every way in which Podpass can refuse or fail, with the facts that its message needs. A code exists only if
 * {@link errorCatalogue} has its words; a raw error of a library never leaves the package that called the library.
 */
export interface ErrorData {
  // The request
  'invalid-input': { issues: InputIssue[] };
  'not-signed-in': Record<never, never>;
  'sign-in-code-invalid': Record<never, never>;
  'too-many-attempts': { retryAfterSeconds: number };
  'not-allowed': { permission: string; role: string };
  'cross-site-request': Record<never, never>;
  'too-large': { limit: string };
  'route-not-found': { method: string; path: string };

  // What was named does not exist, or exists already
  'cluster-not-found': { cluster: string };
  'association-not-found': { cluster: string; associationId: string };
  'association-exists': { namespace: string; serviceAccount: string; associationId?: string; roleArn?: string };
  'association-owned-by-addon': { associationId: string; addon: string };
  'role-not-found': { role: string };
  'role-exists': { role: string };
  'role-in-use': { role: string };
  'policy-not-found': { policy: string };
  'addon-not-found': { cluster: string; addon: string };
  'addon-version-not-found': { region: string; addon: string; version: string };
  'addon-exists': { cluster: string; addon: string };
  'addon-failed': { cluster: string; addon: string; issues: string[] };
  'cluster-exists': { cluster: string };
  'cluster-failed': { cluster: string; status: string; issues?: string[] };
  'cluster-protected': { cluster: string };
  /** `by`: what has to go before the cluster can, each with its kind and name. */
  'cluster-in-use': { cluster: string; by: string[] };
  'stack-failed': { stack: string; status: string; reasons: string[] };
  'node-group-failed': { cluster: string; nodeGroup: string; issues: string[] };
  'fargate-profile-failed': { cluster: string; profile: string; status: string; issues?: string[] };
  'component-failed': { cluster: string; component: string; issues: string[] };
  'operation-not-found': { id: string };

  // What IAM and EKS refuse
  'role-trust-invalid': { role: string; detail: string };
  'role-not-visible-yet': { role: string };
  'role-unmodifiable': { role: string };
  'policy-malformed': { detail: string };
  'trust-policy-too-large': { role: string; size?: number; limit?: number };
  'aws-quota-exceeded': { service: string; detail: string };
  'aws-conflict': { service: string; operation: string; detail: string };
  'aws-access-denied': { service: string; operation: string; detail: string };
  'aws-credentials-missing': { detail: string };
  'aws-credentials-expired': Record<never, never>;
  'aws-throttled': { service: string; operation: string };
  'aws-unavailable': { service: string; operation: string; detail: string };
  'aws-invalid-request': { service: string; operation: string; detail: string };
  'aws-not-found': { service: string; operation: string; detail: string };

  // What the cluster's Kubernetes API answers
  'kubernetes-unreachable': { cluster: string; detail: string };
  'kubernetes-unauthorized': { cluster: string };
  'kubernetes-forbidden': { cluster: string; verb: string; resource: string; detail: string };
  'kubernetes-not-admitted': { cluster: string; verb: string; resource: string; detail: string };
  'kubernetes-not-found': { cluster: string; resource: string; name: string };
  'kubernetes-exists': { cluster: string; resource: string; name: string };
  'kubernetes-conflict': { cluster: string; resource: string; name: string };
  'kubernetes-invalid': { cluster: string; detail: string };

  // Changes
  'plan-blocked': { findings: Finding[] };
  'plan-outdated': { detail: string };
  'changed-since': { what: string };
  'operation-interrupted': { id: string };
  'operation-over': { id: string; state: string };
  'operation-not-retryable': { id: string; state: string };
  'operation-not-undoable': { id: string; state: string };
  'undo-not-confirmed': { cluster: string };
  'operation-superseded': { title: string; startedAt: string };
  'cluster-there-again': { cluster: string; target: string };
  'operation-version-unknown': { id: string; version: string };

  // Cluster configurations and blueprints
  'config-not-found': { id: string };
  'config-revision-not-found': { id: string; number: number };
  /** `version` is what there is now: 0 for a draft that is gone. */
  'config-conflict': { what: 'draft' | 'revision'; version: number; by: string; at: string };
  'config-invalid': { diagnostics: ConfigDiagnostic[]; errors: number };
  'config-too-large': { bytes: number; limit: string };
  'config-check-timeout': { seconds: number };
  'blueprint-not-found': { blueprint: string };
  'blueprint-exists': { blueprint: string };
  'blueprint-read-only': { blueprint: string };

  // Ourselves
  'store-unavailable': { detail: string };
  internal: { reference: string };
}

export type ErrorCode = keyof ErrorData;

/** `path` is the field as a dotted path (`association.role.roleArn`), empty for the input as a whole. */
export interface InputIssue {
  path: string;
  message: string;
}
