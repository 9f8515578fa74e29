import { type Pattern, toPattern } from '../pattern.ts';
import type { ConditionClause, PolicyVersion } from '../policy-document.ts';
import type { RequestContext } from '../request-context.ts';
import { arnOperators } from './arn-operators.ts';
import { binaryOperators } from './binary-operators.ts';
import { boolOperators } from './bool-operators.ts';
import { dateOperators } from './date-operators.ts';
import { ipOperators } from './ip-operators.ts';
import { numericOperators } from './numeric-operators.ts';
import type { ConditionOperator, OperatorFamily } from './operator.ts';
import { stringOperators } from './string-operators.ts';

const operators: OperatorFamily = {
  ...stringOperators,
  ...arnOperators,
  ...numericOperators,
  ...dateOperators,
  ...boolOperators,
  ...binaryOperators,
  ...ipOperators,
};

type Quantifier = 'ForAnyValue' | 'ForAllValues';

type OperatorName =
  | { kind: 'null' }
  | { kind: 'compare'; quantifier?: Quantifier; operator: ConditionOperator; ifExists: boolean };

/** Whether IAM knows a condition operator, with its set prefix and `IfExists` suffix. */
export function isConditionOperator(name: string): boolean {
  return readOperator(name) !== undefined;
}

/**
 * Whether a request meets one clause of a Condition block. Semantics of the IAM user guide: values of a clause are
 * ORed (NORed for negated operators); a key that the request lacks fails a positive operator and meets a negated one,
 * an `IfExists` one and `ForAllValues`, never `ForAnyValue`. An operator that IAM does not know is never met.
 */
export function clauseIsMet(clause: ConditionClause, context: RequestContext, version: PolicyVersion): boolean {
  const name = readOperator(clause.operator);
  if (!name) return false;
  const actual = context.get(clause.key);
  if (name.kind === 'null') return clause.values.some((value) => (value.toLowerCase() === 'true') === !actual);
  if (!actual) return absentKeyMeets(name);
  return compare(name, expandAll(clause, context, version), actual);
}

function absentKeyMeets(name: Extract<OperatorName, { kind: 'compare' }>): boolean {
  if (name.ifExists || name.quantifier === 'ForAllValues') return true;
  return name.quantifier === undefined && name.operator.negated;
}

/** Values whose variables have no value match nothing and so simply drop out. */
function expandAll(clause: ConditionClause, context: RequestContext, version: PolicyVersion): Pattern[] {
  return clause.values.flatMap((value) => {
    const pattern = toPattern(value, context, version);
    return pattern ? [pattern] : [];
  });
}

function compare(
  { quantifier, operator }: Extract<OperatorName, { kind: 'compare' }>,
  expected: readonly Pattern[],
  actual: readonly string[],
): boolean {
  const hits = (value: string) => expected.some((pattern) => operator.matches(pattern, value));
  const met = (value: string) => hits(value) !== operator.negated;
  if (quantifier === 'ForAllValues') return actual.every(met);
  if (quantifier === 'ForAnyValue') return actual.some(met);
  return operator.negated ? !actual.some(hits) : actual.some(hits);
}

function readOperator(name: string): OperatorName | undefined {
  if (name === 'Null') return { kind: 'null' };
  const match = /^(?:(ForAnyValue|ForAllValues):)?([A-Za-z]+?)(IfExists)?$/.exec(name);
  const base = match?.[2];
  const operator = base !== undefined && Object.hasOwn(operators, base) ? operators[base] : undefined;
  if (!match || !operator) return undefined;
  const quantifier = match[1] as Quantifier | undefined;
  return { kind: 'compare', ...(quantifier ? { quantifier } : {}), operator, ifExists: match[3] !== undefined };
}
