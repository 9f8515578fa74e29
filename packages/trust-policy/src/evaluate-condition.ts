import type { ConditionContext, KeyKnowledge } from './condition-context.ts';
import { type Comparison, type ConditionOperator, readOperator } from './condition-operator.ts';
import { matchesArn, matchesGlob } from './glob.ts';
import { fillVariables, shieldWildcards, unshieldWildcards } from './policy-variable.ts';
import type { ConditionTest } from './statement.ts';
import { all, any, not, type Truth, truth } from './truth.ts';

/** Whether one condition test holds in a context. `variables`: the document's version reads policy variables. */
export function evaluateCondition(test: ConditionTest, context: ConditionContext, variables: boolean): Truth {
  const operator = readOperator(test.operator);
  const knowledge = context(test.key);
  if (operator.comparison === 'null') return evaluateNull(test, knowledge);
  const expected = test.values.map((value) => (variables ? fillVariables(value, context) : value));
  switch (knowledge.state) {
    case 'absent':
      return whenAbsent(operator);
    case 'unknown':
    case 'present':
      return whenHidden(operator, expected, knowledge.state);
    case 'known':
      return quantified(
        operator,
        knowledge.values.map((actual) => holds(operator, expected, actual)),
      );
  }
}

/** `Null: true` asks that the key is not there. */
function evaluateNull(test: ConditionTest, knowledge: KeyKnowledge): Truth {
  if (knowledge.state === 'unknown') return 'unknown';
  const absent = String(knowledge.state === 'absent');
  return truth(test.values.some((value) => value.toLowerCase() === absent));
}

/** Rules for a key that the request doesn't carry (IAM reference, condition operators, IfExists and set operators). */
function whenAbsent({ quantifier, negated, ifExists }: ConditionOperator): Truth {
  if (ifExists || quantifier === 'all') return 'yes';
  return truth(negated && quantifier === 'none');
}

/** A value that nobody knows still fits a lone `*`. */
function whenHidden(operator: ConditionOperator, expected: readonly (string | undefined)[], state: string): Truth {
  const fitsAnything = operator.comparison === 'like' && expected.some((value) => /^\*+$/.test(value ?? ''));
  const certain = fitsAnything && (state === 'present' || operator.ifExists);
  return certain ? truth(!operator.negated) : 'unknown';
}

function holds(operator: ConditionOperator, expected: readonly (string | undefined)[], actual: string): Truth {
  const matched = any(
    expected.map((value) => (value === undefined ? 'unknown' : compare(operator.comparison, value, actual))),
  );
  return operator.negated ? not(matched) : matched;
}

function compare(comparison: Comparison, expected: string, actual: string): Truth {
  switch (comparison) {
    case 'equal':
      return truth(unshieldWildcards(expected) === actual);
    case 'equal-ignoring-case':
      return truth(unshieldWildcards(expected).toLowerCase() === actual.toLowerCase());
    case 'like':
      return truth(matchesGlob(expected, shieldWildcards(actual)));
    case 'arn':
      return truth(matchesArn(expected, shieldWildcards(actual)));
    case 'null':
    case 'other':
      return 'unknown';
  }
}

/** Without a set operator, several values behave like one: some must fit, or for a negation none may. */
function quantified({ quantifier, negated }: ConditionOperator, verdicts: readonly Truth[]): Truth {
  const everyValue = quantifier === 'all' || (quantifier === 'none' && negated);
  return everyValue ? all(verdicts) : any(verdicts);
}
