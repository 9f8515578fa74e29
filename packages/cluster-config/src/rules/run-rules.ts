import type { Finding } from '../diagnostic.ts';
import { namesDiffer } from './names-differ.ts';
import type { Rule, RuleInput } from './rule.ts';

/** Every rule, in the order of DESIGN §4. Their order does not matter for the result: findings are sorted by place. */
const RULES: readonly Rule[] = [namesDiffer];

export function runRules(input: RuleInput): Finding[] {
  return RULES.flatMap((rule) => rule(input));
}
