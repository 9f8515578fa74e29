import type { NoteCode, TrustScope } from './explained.ts';
import type { SubjectPattern } from './service-account.ts';

/** How far a statement reaches: the part of its explanation that its conditions decide. */
export interface Reach {
  readonly scope: TrustScope;
  readonly subjects?: readonly SubjectPattern[];
  /** Provider ARNs whose tokens can meet the conditions (IRSA). */
  readonly effectiveProviders: readonly string[];
  readonly clusters?: readonly string[];
  readonly notes: readonly NoteCode[];
}

/** The scope of a list of service accounts. */
export function scopeOf(subjects: readonly SubjectPattern[]): TrustScope {
  if (subjects.length === 0) return 'nobody';
  if (subjects.every(({ exact }) => exact)) return subjects.length === 1 ? 'service-account' : 'service-accounts';
  return subjects.every(({ namespace }) => !/[*?]/.test(namespace)) ? 'namespace' : 'cluster';
}

/** The notes whose condition holds. */
export function notesFor(conditions: Readonly<Partial<Record<NoteCode, boolean>>>): readonly NoteCode[] {
  return NOTE_ORDER.filter((code) => conditions[code] === true);
}

const NOTE_ORDER: readonly NoteCode[] = [
  'malformed',
  'deny',
  'denies-pod-identity',
  'denies-web-identity',
  'everyone',
  'conditions-contradict',
  'literal-wildcard',
  'no-subject-condition',
  'no-audience-condition',
  'wildcard-subject',
  'several-providers',
  'unread-conditions',
  'assume-role-missing',
  'tag-session-missing',
  'unconditioned',
  'any-cluster',
  'lists-multiply',
  'needs-session-tags',
  'mixed-principals',
  'mixed-actions',
  'not-action',
  'not-principal',
  'foreign-oidc',
  'saml',
  'aws-principal',
  'service-principal',
  'deleted-principal',
  'unknown-fields',
  'made-here',
];
