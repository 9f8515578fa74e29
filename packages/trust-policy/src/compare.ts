import type { JsonValue, TrustPolicy } from './document.ts';

/** One difference by meaning. Indexes count from 0, in the policy that holds the statement. */
export type PolicyDifference =
  | { readonly kind: 'version'; readonly a: string; readonly b: string }
  | {
      readonly kind: 'field';
      readonly field: string;
      readonly a: JsonValue | undefined;
      readonly b: JsonValue | undefined;
    }
  | { readonly kind: 'only-in-a'; readonly statement: number }
  | { readonly kind: 'only-in-b'; readonly statement: number };

export interface PolicyComparison {
  readonly equal: boolean;
  readonly differences: readonly PolicyDifference[];
}

export function comparePolicies(_a: TrustPolicy, _b: TrustPolicy): PolicyComparison {
  throw new Error('not built yet');
}
