import { z } from 'zod';

/** `manual`: a person has to do it elsewhere. `blocked`: the change cannot start. */
export const Severity = z.enum(['info', 'warning', 'manual', 'blocked']);
export type Severity = z.infer<typeof Severity>;

export const findingCodes = [
  'agent-missing',
  'agent-not-ready',
  'kubernetes-unavailable',
  'namespace-missing',
  'namespace-will-be-created',
  'service-account-missing',
  'service-account-exists',
  'service-account-has-irsa-link',
  'association-exists-equal',
  'association-exists-different',
  'association-owned-by-addon',
  'association-not-found',
  'duplicate-in-request',
  'role-not-found',
  'role-in-other-account',
  'role-exists',
  'role-exists-equal',
  'policy-not-found',
  'trust-missing',
  'trust-unknown',
  'trust-will-be-fixed',
  'trust-too-large',
  'trust-denied',
  'session-policy-needs-tags-off',
  'request-tags-needed-by-trust',
  'target-role-needs-trust',
  'nothing-to-change',
  'pods-keep-old-credentials',
  'pods-lose-credentials',
  'pods-on-unsupported-nodes',
  'addon-exists',
  'workload-not-restartable',
  'config-invalid',
  'config-not-supported',
  'confirmation-missing',
  'cluster-busy',
  'cluster-exists',
  'cluster-resumed',
  'kept-as-is',
  'deletion-protected',
  'left-in-place',
  'stack-unfit',
  'network-unfit',
  'nodes-missing',
  'no-effect',
  'version-not-offered',
  'quota-reached',
  'instance-type-unfit',
  'instance-types-unknown',
  'permissions-missing',
  'undo-permissions-missing',
  'permissions-unknown',
] as const;

/** A fact about one item of a change, with a severity. `subject` names the item: `app/reader`, a role ARN, a cluster. */
export const Finding = z.object({
  code: z.enum(findingCodes),
  severity: Severity,
  subject: z.string(),
  message: z.string(),
  remedy: z.string().optional(),
  /** What the remedy needs, ready to be copied: a policy as JSON text. */
  document: z.object({ title: z.string(), text: z.string() }).optional(),
});
export type Finding = z.infer<typeof Finding>;
export type FindingCode = Finding['code'];
