import { readOperator } from './condition-operator.ts';
import { hasWildcard, matchesGlob } from './glob.ts';
import type { SubjectPattern } from './service-account.ts';
import type { ConditionTest, ReadStatement } from './statement.ts';

/** The values that a web identity statement asks of one claim of one issuer's tokens. */
export interface ClaimCondition {
  /** Values that can fit; empty when none can. */
  readonly values: readonly { readonly text: string; readonly pattern: boolean }[];
  /** `StringEquals` was given a `*` or `?`, which it takes literally. */
  readonly literalWildcard: boolean;
}

/**
 * What the readable tests of a claim let through; undefined when there is none. Tests are ANDed: the narrowest is kept,
 * and its exact values are held against the others.
 */
export function claimCondition(
  statement: ReadStatement,
  issuer: string,
  claim: 'sub' | 'aud',
): ClaimCondition | undefined {
  const tests = statement.conditions.filter((test) => isAboutClaim(test, issuer, claim) && isReadable(test));
  const [narrowest, ...others] = tests.toSorted((a, b) => breadth(a) - breadth(b));
  if (narrowest === undefined) return undefined;
  const values = narrowest.values
    .map((text) => ({ text, pattern: isLike(narrowest) && hasWildcard(text) }))
    .filter(({ text, pattern }) => pattern || others.every((test) => fits(test, text)));
  return {
    values,
    literalWildcard: tests.some((test) => !isLike(test) && test.values.some((text) => hasWildcard(text))),
  };
}

/** The service accounts that a `sub` condition names. Values that no service account token can have are left out. */
export function subjectsOf({ values }: ClaimCondition): readonly SubjectPattern[] {
  return values.flatMap(({ text, pattern }) => (pattern ? (likeSubject(text) ?? []) : (exactSubject(text) ?? [])));
}

/** Whether some `sub` of the statement has the form of a service account: how a self-hosted cluster can be told. */
export function namesServiceAccounts(statement: ReadStatement): boolean {
  return statement.conditions.some(
    ({ key, values }) => /:sub$/i.test(key) && values.some((value) => value.startsWith(PREFIX)),
  );
}

/** Condition keys ignore case. */
export function isAboutClaim({ key }: ConditionTest, issuer: string, claim: 'sub' | 'aud'): boolean {
  return key.toLowerCase() === `${issuer}:${claim}`.toLowerCase();
}

/**
 * Set operators, IfExists, negations and policy variables change the meaning: shown, never taken apart
 * (eks-and-iam §4.2).
 */
export function isReadable({ operator, values }: ConditionTest): boolean {
  const { comparison, negated, quantifier, ifExists } = readOperator(operator);
  const plain = !negated && !ifExists && quantifier === 'none' && !/^bool/i.test(operator);
  return plain && ['equal', 'like', 'arn'].includes(comparison) && !values.some((value) => value.includes('${'));
}

const PREFIX = 'system:serviceaccount:';

function exactSubject(text: string): SubjectPattern | undefined {
  const [, namespace, serviceAccount] = /^system:serviceaccount:([^:*?]+):([^:*?]+)$/.exec(text) ?? [];
  if (namespace === undefined || serviceAccount === undefined) return undefined;
  return { namespace, serviceAccount, exact: true };
}

function likeSubject(text: string): SubjectPattern | undefined {
  const fixed = text.slice(0, text.search(/[*?]/));
  if (!fixed.startsWith(PREFIX) && !PREFIX.startsWith(fixed)) return undefined;
  const [, namespace, serviceAccount] = /^system:serviceaccount:([^:]+):(.+)$/.exec(text) ?? [];
  if (namespace !== undefined && serviceAccount !== undefined) return { namespace, serviceAccount, exact: false };
  // `*:name` ends in a name. In everything else the star takes namespace and name: `*`, `system:serviceaccount:*`.
  const [, name] = /^\*.*:([^:]+)$/.exec(text) ?? [];
  if (name !== undefined) return { namespace: '*', serviceAccount: name, exact: false };
  const open = text.startsWith(PREFIX) ? text.slice(PREFIX.length) : '*';
  return { namespace: open, serviceAccount: '*', exact: false };
}

function isLike({ operator }: ConditionTest): boolean {
  return readOperator(operator).comparison === 'like';
}

function fits(test: ConditionTest, text: string): boolean {
  return test.values.some((value) => (isLike(test) ? matchesGlob(value, text) : value === text));
}

function breadth(test: ConditionTest): number {
  const wild = isLike(test) ? test.values.filter((value) => hasWildcard(value)).length : 0;
  return wild * 10_000 + test.values.length;
}
