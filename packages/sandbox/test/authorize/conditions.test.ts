import { describe, expect, it } from 'vitest';
import { clauseIsMet, isConditionOperator } from '../../src/authorize/conditions/evaluate-condition.ts';
import { RequestContext } from '../../src/authorize/request-context.ts';

type Values = string | string[];
type Context = Record<string, Values>;
/** operator, values of the policy, value of the request key `svc:key` (absent: undefined), met? */
type Case = [operator: string, expected: Values, actual: Values | undefined, met: boolean];

const cases: Record<string, Case[]> = {
  strings: [
    ['StringEquals', 'a', 'a', true],
    ['StringEquals', 'a', 'A', false],
    ['StringEquals', ['a', 'b'], 'b', true],
    ['StringEquals', 'a*', 'abc', false],
    ['StringEquals', 'a*', 'a*', true],
    ['StringEquals', 'a', undefined, false],
    ['StringEquals', [], 'a', false],
    ['StringNotEquals', 'a', 'b', true],
    ['StringNotEquals', 'a', 'a', false],
    ['StringNotEquals', ['a', 'b'], 'b', false],
    ['StringNotEquals', ['a', 'b'], 'c', true],
    ['StringNotEquals', 'a', undefined, true],
    ['StringEqualsIgnoreCase', 'Prod', 'pROD', true],
    ['StringEqualsIgnoreCase', 'Prod', 'test', false],
    ['StringNotEqualsIgnoreCase', 'Prod', 'pROD', false],
    ['StringNotEqualsIgnoreCase', 'Prod', 'test', true],
    ['StringLike', 'system:serviceaccount:app:*', 'system:serviceaccount:app:web', true],
    ['StringLike', 'system:serviceaccount:app:*', 'system:serviceaccount:other:web', false],
    ['StringLike', '*:web', 'system:serviceaccount:app:web', true],
    ['StringLike', 'we?', 'web', true],
    ['StringLike', 'we?', 'we', false],
    ['StringLike', 'web', 'web', true],
    ['StringLike', 'web', 'Web', false],
    ['StringLike', '*', '', true],
    ['StringLike', 'a*b*c', 'aXXbYYbZZc', true],
    ['StringLike', 'a*b*c', 'aXXbYYbZZ', false],
    ['StringLike', '**', 'anything', true],
    ['StringLike', 'a.c', 'abc', false],
    ['StringNotLike', 'we*', 'web', false],
    ['StringNotLike', 'we*', 'api', true],
    ['StringNotLike', 'we*', undefined, true],
  ],
  arns: [
    [
      'ArnEquals',
      'arn:aws:eks:us-west-2:111122223333:cluster/prod',
      'arn:aws:eks:us-west-2:111122223333:cluster/prod',
      true,
    ],
    [
      'ArnEquals',
      'arn:aws:eks:us-west-2:111122223333:cluster/*',
      'arn:aws:eks:us-west-2:111122223333:cluster/prod',
      true,
    ],
    ['ArnEquals', 'arn:aws:eks:*:111122223333:cluster/prod', 'arn:aws:eks:us-west-2:111122223333:cluster/prod', true],
    ['ArnLike', 'arn:aws:eks:*:cluster/prod', 'arn:aws:eks:us-west-2:111122223333:cluster/prod', false],
    [
      'ArnLike',
      'arn:aws:eks:us-west-2:111122223333:cluster/prod',
      'arn:aws:eks:us-west-2:111122223333:cluster/test',
      false,
    ],
    ['ArnLike', 'arn:*:iam::*:role/*', 'arn:aws-cn:iam::111122223333:role/path/name', true],
    ['ArnLike', 'arn:aws:logs:*:*:log-group:/aws/*', 'arn:aws:logs:eu-west-1:1:log-group:/aws/eks:stream', true],
    ['ArnLike', '*', 'arn:aws:iam::111122223333:role/x', true],
    ['ArnLike', '*', 'no arn', false],
    ['ArnLike', 'arn:aws:iam', 'arn:aws:iam::111122223333:role/x', false],
    ['ArnNotEquals', 'arn:aws:iam::111122223333:role/x', 'arn:aws:iam::111122223333:role/x', false],
    ['ArnNotEquals', 'arn:aws:iam::111122223333:role/x', 'arn:aws:iam::111122223333:role/y', true],
    ['ArnNotLike', 'arn:aws:iam::111122223333:role/*', 'arn:aws:iam::111122223333:role/y', false],
    ['ArnNotLike', 'arn:aws:iam::111122223333:role/*', 'arn:aws:iam::444455556666:role/y', true],
    ['ArnNotLike', 'arn:aws:iam::111122223333:role/*', undefined, true],
  ],
  numbers: [
    ['NumericEquals', '10', '10.0', true],
    ['NumericEquals', '10', '11', false],
    ['NumericEquals', '10', 'ten', false],
    ['NumericNotEquals', '10', '11', true],
    ['NumericNotEquals', '10', '10', false],
    ['NumericLessThan', '10', '9.5', true],
    ['NumericLessThan', '10', '10', false],
    ['NumericLessThanEquals', '10', '10', true],
    ['NumericLessThanEquals', '10', '11', false],
    ['NumericGreaterThan', '10', '11', true],
    ['NumericGreaterThan', '10', '10', false],
    ['NumericGreaterThanEquals', '10', '10', true],
    ['NumericGreaterThanEquals', '10', '9', false],
    ['NumericLessThan', '-1', '-2', true],
  ],
  dates: [
    ['DateEquals', '2026-01-15T12:00:00Z', '2026-01-15T12:00:00Z', true],
    ['DateEquals', '2026-01-15T12:00:00Z', '1768478400', true],
    ['DateNotEquals', '2026-01-15T12:00:00Z', '2026-01-15T12:00:01Z', true],
    ['DateLessThan', '2026-01-15T12:00:00Z', '2026-01-15T11:59:59Z', true],
    ['DateLessThan', '2026-01-15T12:00:00Z', '2026-01-15T12:00:00Z', false],
    ['DateLessThanEquals', '2026-01-15T12:00:00Z', '2026-01-15T12:00:00Z', true],
    ['DateGreaterThan', '2026-01-15', '2026-01-15T12:00:00Z', true],
    ['DateGreaterThan', '2026-01-16', '2026-01-15T12:00:00Z', false],
    ['DateGreaterThanEquals', '2026-01-15T12:00:00Z', '2026-01-15T12:00:00Z', true],
    ['DateGreaterThan', 'yesterday', '2026-01-15T12:00:00Z', false],
  ],
  booleans: [
    ['Bool', 'true', 'true', true],
    ['Bool', 'True', 'true', true],
    ['Bool', 'false', 'true', false],
    ['Bool', 'false', 'false', true],
    ['Bool', 'true', undefined, false],
    ['Bool', 'yes', 'yes', false],
  ],
  bytes: [
    ['BinaryEquals', 'QmluYXJ5', 'QmluYXJ5', true],
    ['BinaryEquals', 'QmluYXJ5', 'QmluYXJ6', false],
  ],
  addresses: [
    ['IpAddress', '203.0.113.0/24', '203.0.113.77', true],
    ['IpAddress', '203.0.113.0/24', '203.0.114.1', false],
    ['IpAddress', '203.0.113.7', '203.0.113.7', true],
    ['IpAddress', ['10.0.0.0/8', '203.0.113.0/24'], '203.0.113.7', true],
    ['IpAddress', '2001:db8::/32', '2001:db8::1', true],
    ['IpAddress', '2001:db8::/32', '203.0.113.7', false],
    ['IpAddress', '203.0.113.0/33', '203.0.113.7', false],
    ['IpAddress', 'everywhere', '203.0.113.7', false],
    ['IpAddress', '0.0.0.0/0', '203.0.113.7', true],
    ['NotIpAddress', '203.0.113.0/24', '198.51.100.1', true],
    ['NotIpAddress', '203.0.113.0/24', '203.0.113.7', false],
    ['NotIpAddress', '203.0.113.0/24', undefined, true],
  ],
  presence: [
    ['Null', 'true', undefined, true],
    ['Null', 'true', 'a', false],
    ['Null', 'false', undefined, false],
    ['Null', 'false', 'a', true],
    ['Null', 'false', [], false],
    ['StringEqualsIfExists', 'a', undefined, true],
    ['StringEqualsIfExists', 'a', 'a', true],
    ['StringEqualsIfExists', 'a', 'b', false],
    ['StringLikeIfExists', 'a*', 'b', false],
    ['BoolIfExists', 'true', undefined, true],
    ['NumericLessThanIfExists', '5', undefined, true],
    ['IpAddressIfExists', '10.0.0.0/8', undefined, true],
    ['ArnEqualsIfExists', 'arn:aws:iam::1:role/x', undefined, true],
  ],
  'sets of values': [
    ['ForAnyValue:StringEquals', ['a', 'b'], ['b', 'c'], true],
    ['ForAnyValue:StringEquals', ['a', 'b'], ['c', 'd'], false],
    ['ForAnyValue:StringEquals', 'a', undefined, false],
    ['ForAnyValue:StringEquals', 'a', [], false],
    ['ForAnyValue:StringLike', 'team-*', ['x', 'team-1'], true],
    ['ForAnyValue:StringNotEquals', 'a', ['a', 'b'], true],
    ['ForAnyValue:StringNotEquals', 'a', ['a'], false],
    ['ForAnyValue:StringNotEquals', 'a', undefined, false],
    ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'b'], true],
    ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'c'], false],
    ['ForAllValues:StringEquals', 'a', undefined, true],
    ['ForAllValues:StringEquals', 'a', [], true],
    ['ForAllValues:StringNotEquals', 'a', ['b', 'c'], true],
    ['ForAllValues:StringNotEquals', 'a', ['b', 'a'], false],
    ['ForAllValues:StringLike', 'a*', ['ab', 'ac'], true],
    ['ForAnyValue:StringEqualsIfExists', 'a', undefined, true],
    ['StringEquals', 'b', ['a', 'b'], true],
    ['StringNotEquals', 'b', ['a', 'b'], false],
  ],
  'operators that IAM does not know': [
    ['StringMatches', 'a', 'a', false],
    ['stringequals', 'a', 'a', false],
    ['ForEveryValue:StringEquals', 'a', 'a', false],
    ['constructor', 'a', 'a', false],
  ],
};

describe.each(Object.entries(cases))('%s', (_family, table) => {
  it.each(table)('%s %j against %j is %s', (operator, expected, actual, met) => {
    const values = typeof expected === 'string' ? [expected] : expected;
    const context = new RequestContext(actual === undefined ? {} : { 'svc:key': actual });
    expect(clauseIsMet({ operator, key: 'svc:key', values }, context, '2012-10-17')).toBe(met);
  });
});

describe('keys and variables', () => {
  type VariableCase = [name: string, operator: string, value: string, context: Context, met: boolean];
  const table: VariableCase[] = [
    ['keys compare without regard to case', 'StringEquals', 'v', { 'SVC:Key': 'v' }, true],
    ['a variable is filled in', 'StringEquals', '${aws:username}', { 'svc:key': 'bob', 'aws:username': 'bob' }, true],
    ['a variable that differs', 'StringEquals', '${aws:username}', { 'svc:key': 'eve', 'aws:username': 'bob' }, false],
    [
      'a tag variable',
      'StringEquals',
      '${aws:PrincipalTag/team}',
      { 'svc:key': 'a', 'aws:PrincipalTag/team': 'a' },
      true,
    ],
    [
      'a variable inside text',
      'StringLike',
      'home/${aws:username}/*',
      { 'svc:key': 'home/bob/x', 'aws:username': 'bob' },
      true,
    ],
    ['a missing variable matches nothing', 'StringEquals', '${aws:username}', { 'svc:key': '' }, false],
    ['a missing variable meets a negated operator', 'StringNotEquals', '${aws:username}', { 'svc:key': 'x' }, true],
    ['a default', 'StringEquals', "${aws:PrincipalTag/team, 'none'}", { 'svc:key': 'none' }, true],
    [
      'a default that is not needed',
      'StringEquals',
      "${aws:PrincipalTag/team, 'none'}",
      { 'svc:key': 'a', 'aws:PrincipalTag/team': 'a' },
      true,
    ],
    ['an escaped star', 'StringLike', 'a${*}', { 'svc:key': 'abc' }, false],
    ['an escaped star is a star', 'StringLike', 'a${*}', { 'svc:key': 'a*' }, true],
    ['an escaped question mark', 'StringLike', 'a${?}', { 'svc:key': 'a?' }, true],
    ['an escaped dollar', 'StringEquals', '${$}5', { 'svc:key': '$5' }, true],
    [
      'a star in a variable is no wildcard',
      'StringLike',
      '${aws:username}',
      { 'svc:key': 'bob', 'aws:username': '*' },
      false,
    ],
    [
      'a variable with several values',
      'StringEquals',
      '${aws:TagKeys}',
      { 'svc:key': 'a', 'aws:TagKeys': ['a', 'b'] },
      false,
    ],
  ];

  it.each(table)('%s', (_name, operator, value, context, met) => {
    const clause = { operator, key: 'svc:key', values: [value] };
    expect(clauseIsMet(clause, new RequestContext(context), '2012-10-17')).toBe(met);
  });

  it('knows no variables in documents of version 2008-10-17', () => {
    const clause = { operator: 'StringEquals', key: 'svc:key', values: ['${aws:username}'] };
    const bob = new RequestContext({ 'svc:key': 'bob', 'aws:username': 'bob' });
    const literal = new RequestContext({ 'svc:key': '${aws:username}', 'aws:username': 'bob' });
    expect(clauseIsMet(clause, bob, '2008-10-17')).toBe(false);
    expect(clauseIsMet(clause, literal, '2008-10-17')).toBe(true);
  });

  it('tells known operators from others', () => {
    expect(isConditionOperator('ForAllValues:ArnNotLikeIfExists')).toBe(true);
    expect(isConditionOperator('Null')).toBe(true);
    expect(isConditionOperator('StringEqualsIf')).toBe(false);
    expect(isConditionOperator('toString')).toBe(false);
  });
});
