/** A condition operator taken apart. Names ignore case. */
export interface ConditionOperator {
  readonly quantifier: 'any' | 'all' | 'none';
  readonly comparison: Comparison;
  readonly negated: boolean;
  readonly ifExists: boolean;
}

/** How one value is held against one expected value; 'other' is what we don't evaluate (numbers, dates, addresses). */
export type Comparison = 'equal' | 'equal-ignoring-case' | 'like' | 'arn' | 'null' | 'other';

const OPERATORS: Readonly<Record<string, readonly [Comparison, negated: boolean]>> = {
  stringequals: ['equal', false],
  stringnotequals: ['equal', true],
  stringequalsignorecase: ['equal-ignoring-case', false],
  stringnotequalsignorecase: ['equal-ignoring-case', true],
  stringlike: ['like', false],
  stringnotlike: ['like', true],
  // ArnEquals and ArnLike behave the same (IAM reference).
  arnequals: ['arn', false],
  arnnotequals: ['arn', true],
  arnlike: ['arn', false],
  arnnotlike: ['arn', true],
  bool: ['equal-ignoring-case', false],
  null: ['null', false],
  numericnotequals: ['other', true],
  datenotequals: ['other', true],
  notipaddress: ['other', true],
};

export function readOperator(text: string): ConditionOperator {
  const [, quantifier = '', base = '', ifExists] =
    /^(?:(forallvalues|foranyvalue):)?(.*?)(ifexists)?$/.exec(text.toLowerCase()) ?? [];
  const [comparison, negated] = OPERATORS[base] ?? ['other', false];
  return { quantifier: QUANTIFIERS[quantifier] ?? 'none', comparison, negated, ifExists: ifExists !== undefined };
}

const QUANTIFIERS: Readonly<Record<string, 'any' | 'all'>> = { foranyvalue: 'any', forallvalues: 'all' };
