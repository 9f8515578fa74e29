import { canonicalStatement, canonicalText } from './canonical.ts';
import { type JsonValue, statementsOf, type TrustPolicy } from './document.ts';
import { strings } from './statement.ts';

/** One difference by meaning. Indexes count from 0, in the policy that holds the statement. */
export type PolicyDifference =
  | { readonly kind: 'version'; readonly a: string; readonly b: string }
  | { readonly kind: 'field'; readonly field: string; readonly a?: JsonValue; readonly b?: JsonValue }
  | { readonly kind: 'only-in-a'; readonly statement: number }
  | { readonly kind: 'only-in-b'; readonly statement: number };

export interface PolicyComparison {
  readonly equal: boolean;
  readonly differences: readonly PolicyDifference[];
}

export interface CompareOptions {
  /** Whether Sid and Id, which mean nothing to IAM, count as differences; default false. */
  readonly labels?: boolean;
}

/**
 * Compares two policies by what they mean: the order of statements, members and values doesn't count, nor does one text
 * against an array that holds it, the case of actions and condition keys, an account's number against its root ARN, or
 * a statement that is there twice.
 */
export function comparePolicies(a: TrustPolicy, b: TrustPolicy, options: CompareOptions = {}): PolicyComparison {
  const labels = options.labels ?? false;
  const differences = [
    ...versionDifference(a, b),
    ...fieldDifferences(a, b, labels),
    ...onlyIn('only-in-a', a, b, labels),
    ...onlyIn('only-in-b', b, a, labels),
  ];
  return { equal: differences.length === 0, differences };
}

/** IAM reads a document without a version as the older one. */
function versionDifference(a: TrustPolicy, b: TrustPolicy): readonly PolicyDifference[] {
  const [first, second] = [a, b].map((policy) => strings(policy['Version'])[0] ?? '2008-10-17');
  if (first === undefined || second === undefined || first === second) return [];
  return [{ kind: 'version', a: first, b: second }];
}

function fieldDifferences(a: TrustPolicy, b: TrustPolicy, labels: boolean): readonly PolicyDifference[] {
  const fields = new Set([...Object.keys(a), ...Object.keys(b)]);
  const ignored = new Set(['Version', 'Statement', ...(labels ? [] : ['Id'])]);
  return [...fields].flatMap((field): PolicyDifference[] => {
    const [inA, inB] = [a[field], b[field]];
    if (ignored.has(field) || canonicalText(inA) === canonicalText(inB)) return [];
    return [
      { kind: 'field', field, ...(inA === undefined ? {} : { a: inA }), ...(inB === undefined ? {} : { b: inB }) },
    ];
  });
}

function onlyIn(
  kind: 'only-in-a' | 'only-in-b',
  holder: TrustPolicy,
  other: TrustPolicy,
  labels: boolean,
): readonly PolicyDifference[] {
  const known = new Set(statementsOf(other).map((statement) => canonicalStatement(statement, labels)));
  return statementsOf(holder).flatMap((statement, index) =>
    known.has(canonicalStatement(statement, labels)) ? [] : [{ kind, statement: index }],
  );
}
