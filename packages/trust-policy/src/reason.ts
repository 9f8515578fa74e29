/** The two actions that EKS needs on a role to hand it to pods. */
export type PodIdentityAction = 'sts:AssumeRole' | 'sts:TagSession';

/**
 * Why a check or an edit came out as it did. A closed union: one code, its data, and one message (`reasonMessage`).
 * `statement` is an index into the policy's statements, counted from 0.
 */
export type TrustReason =
  /** No statement lets pods.eks.amazonaws.com assume the role. */
  | { readonly code: 'no-statement' }
  /** Assuming is allowed, tagging the session is not. `neededFor` is 'create' when only EKS's own check needs it. */
  | {
      readonly code: 'tag-session-missing';
      readonly statement: number;
      readonly neededFor: 'session-tags' | 'create';
    }
  /** Only tagging is allowed; assuming is not. */
  | { readonly code: 'assume-role-missing'; readonly statement: number }
  /** A condition refuses this service account. `actual` is null when the request doesn't carry the key. */
  | {
      readonly code: 'condition-not-met';
      readonly statement: number;
      readonly key: string;
      readonly operator: string;
      readonly expected: readonly string[];
      readonly actual: string | null;
    }
  /** A condition on something that cannot be known beforehand. */
  | { readonly code: 'condition-unknown'; readonly statement: number; readonly key: string; readonly operator: string }
  /** The role trusts every principal; whether EKS accepts that is not documented. */
  | { readonly code: 'principal-wildcard'; readonly statement: number }
  /** A Deny statement refuses pods.eks.amazonaws.com. */
  | { readonly code: 'denied'; readonly statement: number; readonly action: PodIdentityAction }
  /** A Deny statement may refuse it: it depends on a condition that cannot be known beforehand. */
  | { readonly code: 'deny-unknown'; readonly statement: number; readonly key: string }
  /** IAM would not accept this statement, so no document that holds it can be written. */
  | { readonly code: 'malformed'; readonly statement: number; readonly problem: string }
  /** The request itself makes no sense. */
  | { readonly code: 'invalid-request'; readonly field: string; readonly problem: string }
  /** The scope needs session tags, and they are switched off. */
  | { readonly code: 'session-tags-needed' }
  /** The policy says it already; nothing to add. */
  | { readonly code: 'already-trusted'; readonly statement: number }
  /** Nothing of ours names it; nothing to remove. */
  | { readonly code: 'nothing-to-remove' }
  /** A statement that we did not write still trusts it. */
  | { readonly code: 'still-trusted'; readonly statement: number }
  /** Removing would leave no statement, which IAM refuses. */
  | { readonly code: 'last-statement'; readonly statement: number }
  /** The document names a principal that no longer exists; IAM refuses to write it back. */
  | { readonly code: 'deleted-principal'; readonly statement: number; readonly principal: string }
  /** Longer than the quota. `raisable` when a higher quota would do. */
  | { readonly code: 'size-over-limit'; readonly size: number; readonly limit: number; readonly raisable: boolean };

export type TrustReasonCode = TrustReason['code'];

/** One plain sentence for people: what is so, and where it helps, what to do. */
export function reasonMessage(reason: TrustReason): string {
  switch (reason.code) {
    case 'no-statement':
      return 'The trust policy has no statement that lets pods.eks.amazonaws.com assume the role.';
    case 'tag-session-missing':
      return reason.neededFor === 'create'
        ? `${statementNumber(reason.statement)} allows sts:AssumeRole but not sts:TagSession. Pods would not need it with session tags off, but EKS refuses the association without it.`
        : `${statementNumber(reason.statement)} allows sts:AssumeRole but not sts:TagSession, which EKS needs to pass session tags.`;
    case 'assume-role-missing':
      return `${statementNumber(reason.statement)} allows sts:TagSession but not sts:AssumeRole.`;
    case 'condition-not-met':
      return `${statementNumber(reason.statement)} asks for ${reason.key} ${reason.operator} ${listed(reason.expected)}, but ${
        reason.actual === null ? 'EKS does not send this key here' : `the value is ${quoted(reason.actual)}`
      }.`;
    case 'condition-unknown':
      return `${statementNumber(reason.statement)} depends on ${reason.key} (${reason.operator}), which cannot be known before a pod asks.`;
    case 'principal-wildcard':
      return `${statementNumber(reason.statement)} trusts every principal. Whether EKS accepts this instead of pods.eks.amazonaws.com is not documented.`;
    case 'denied':
      return `${statementNumber(reason.statement)} denies ${reason.action} to pods.eks.amazonaws.com. A Deny wins over every Allow: change it first.`;
    case 'deny-unknown':
      return `${statementNumber(reason.statement)} may deny pods.eks.amazonaws.com: it depends on ${reason.key}, which cannot be known before a pod asks.`;
    case 'malformed':
      return `${statementNumber(reason.statement)} is not valid: ${reason.problem}. IAM refuses a document that holds it.`;
    case 'invalid-request':
      return `${reason.field}: ${reason.problem}.`;
    case 'session-tags-needed':
      return 'Limiting trust to service accounts needs session tags, and they are switched off. Choose the cluster scope, or leave session tags on.';
    case 'already-trusted':
      return `${statementNumber(reason.statement)} already says so. Nothing to change.`;
    case 'nothing-to-remove':
      return 'No statement made here names it. Nothing to change.';
    case 'still-trusted':
      return `${statementNumber(reason.statement)} was not made here and still trusts it.`;
    case 'last-statement':
      return `${statementNumber(reason.statement)} is the only one. A trust policy needs at least one statement, so it stays.`;
    case 'deleted-principal':
      return `${statementNumber(reason.statement)} names ${reason.principal}, the id of a principal that was deleted. IAM refuses to write it back: remove it first.`;
    case 'size-over-limit':
      return `The document has ${reason.size} characters without whitespace; the quota is ${reason.limit}. ${
        reason.raisable
          ? 'Ask for a higher quota (role trust policy length), widen the scope, or use a role per cluster.'
          : 'No quota is high enough: widen the scope, or use a role per cluster.'
      }`;
  }
}

function statementNumber(index: number): string {
  return `Statement ${index + 1}`;
}

function listed(values: readonly string[]): string {
  const [first, ...rest] = values.map(quoted);
  if (first === undefined) return 'nothing';
  return rest.length === 0 ? first : `one of ${[first, ...rest].join(', ')}`;
}

function quoted(value: string): string {
  return `"${value}"`;
}
