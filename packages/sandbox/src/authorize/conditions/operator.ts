import type { Pattern } from '../pattern.ts';

/** How one condition operator compares one value of the policy with one value of the request. */
export interface ConditionOperator {
  /** A negated operator is met when no value of the policy matches. */
  negated: boolean;
  matches(expected: Pattern, actual: string): boolean;
}

/** The operators of a family, by their names in policies without prefix and `IfExists`. */
export type OperatorFamily = Readonly<Record<string, ConditionOperator>>;

type Comparison = ConditionOperator['matches'];

export function positive(matches: Comparison): ConditionOperator {
  return { negated: false, matches };
}

export function negative(matches: Comparison): ConditionOperator {
  return { negated: true, matches };
}
