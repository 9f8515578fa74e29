import { comparePolicies, type JsonValue } from '@podpass/trust-policy';
import { describe, expect, test } from 'vitest';
import { ACCOUNT, document, irsa, podIdentity, policy } from './documents.ts';

const A = podIdentity();
const B = irsa('system:serviceaccount:a:b');

describe('comparing by meaning', () => {
  test.each<readonly [string, JsonValue, JsonValue]>([
    ['order of statements', { Statement: [A, B] }, { Statement: [B, A] }],
    [
      'order of members',
      { Version: '2012-10-17', Statement: { Effect: 'Allow', ...A } },
      { Statement: [A], Version: '2012-10-17' },
    ],
    ['an object and an array of one', { Statement: A }, { Statement: [A] }],
    [
      'text and array',
      { Statement: { ...A, Action: 'sts:AssumeRole' } },
      { Statement: { ...A, Action: ['sts:AssumeRole'] } },
    ],
    [
      'order and case of actions',
      { Statement: A },
      { Statement: { ...A, Action: ['STS:TagSession', 'sts:assumerole'] } },
    ],
    [
      'case of keys and operators',
      { Statement: { ...A, Condition: { StringEquals: { 'aws:SourceAccount': '1' } } } },
      { Statement: { ...A, Condition: { stringequals: { 'AWS:sourceaccount': ['1'] } } } },
    ],
    ['an empty condition and none', { Statement: { ...A, Condition: {} } }, { Statement: A }],
    [
      'numbers and booleans as text',
      { Statement: { ...A, Condition: { Bool: { a: true } } } },
      { Statement: { ...A, Condition: { Bool: { a: 'true' } } } },
    ],
    [
      'everyone in two ways',
      { Statement: { ...A, Principal: '*' } },
      { Statement: { ...A, Principal: { AWS: ['*'] } } },
    ],
    [
      'an account and its root',
      { Statement: { ...A, Principal: { AWS: ACCOUNT } } },
      { Statement: { ...A, Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } } },
    ],
    ['no version and the oldest', { Statement: A }, { Version: '2008-10-17', Statement: A }],
    ['Sid and Id', { Id: 'x', Statement: { Sid: 'A', ...A } }, { Statement: A }],
    ['a statement twice', { Statement: [A, A] }, { Statement: A }],
  ])('equal: %s', (_name, a, b) => {
    expect(comparePolicies(document(a), document(b))).toEqual({ equal: true, differences: [] });
  });

  test.each<readonly [string, JsonValue, JsonValue, readonly object[]]>([
    ['a statement more', { Statement: [A] }, { Statement: [B, A] }, [{ kind: 'only-in-b', statement: 0 }]],
    [
      'another value',
      { Statement: B },
      { Statement: irsa('x') },
      [
        { kind: 'only-in-a', statement: 0 },
        { kind: 'only-in-b', statement: 0 },
      ],
    ],
    [
      'case of a value',
      { Statement: irsa('a') },
      { Statement: irsa('A') },
      [
        { kind: 'only-in-a', statement: 0 },
        { kind: 'only-in-b', statement: 0 },
      ],
    ],
    [
      'version',
      { Version: '2012-10-17', Statement: A },
      { Statement: A },
      [{ kind: 'version', a: '2012-10-17', b: '2008-10-17' }],
    ],
    ['an unknown member', { Statement: A, Comment: 1 }, { Statement: A }, [{ kind: 'field', field: 'Comment', a: 1 }]],
    [
      'an unknown member of a statement',
      { Statement: { ...A, X: 1 } },
      { Statement: A },
      [
        { kind: 'only-in-a', statement: 0 },
        { kind: 'only-in-b', statement: 0 },
      ],
    ],
    [
      'Action and NotAction',
      { Statement: { Effect: 'Allow', Principal: '*', Action: 'a' } },
      { Statement: { Effect: 'Allow', Principal: '*', NotAction: 'a' } },
      [{ kind: 'only-in-a' }, { kind: 'only-in-b' }],
    ],
    [
      'operators',
      { Statement: { ...A, Condition: { StringLike: { a: 'b' } } } },
      { Statement: { ...A, Condition: { StringEquals: { a: 'b' } } } },
      [{ kind: 'only-in-a' }, { kind: 'only-in-b' }],
    ],
  ])('different: %s', (_name, a, b, differences) => {
    const comparison = comparePolicies(document(a), document(b));
    expect(comparison.equal).toBe(false);
    expect(comparison.differences).toMatchObject(differences);
  });

  test('labels count when asked for', () => {
    const [a, b] = [policy({ Sid: 'A', ...A }), policy({ Sid: 'B', ...A })];
    expect(comparePolicies(a, b).equal).toBe(true);
    expect(comparePolicies(a, b, { labels: true }).equal).toBe(false);
  });
});
