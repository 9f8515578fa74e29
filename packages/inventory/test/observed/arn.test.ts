import { describe, expect, it } from 'vitest';
import {
  accountIdPattern,
  NamespaceName,
  parseRoleArn,
  PolicyArn,
  RoleArn,
  RoleName,
  RolePath,
  ServiceAccountName,
} from '../../src/index.ts';

const account = '111122223333';

describe('parseRoleArn', () => {
  it.each([
    ['without a path', `arn:aws:iam::${account}:role/reader`, 'aws', '/', 'reader'],
    ['with a path', `arn:aws:iam::${account}:role/service-role/reader`, 'aws', '/service-role/', 'reader'],
    ['with a deep path', `arn:aws:iam::${account}:role/a/b/c/reader`, 'aws', '/a/b/c/', 'reader'],
    ['in China', `arn:aws-cn:iam::${account}:role/reader`, 'aws-cn', '/', 'reader'],
    ['in GovCloud', `arn:aws-us-gov:iam::${account}:role/x/reader`, 'aws-us-gov', '/x/', 'reader'],
    ['with every sign of a name', `arn:aws:iam::${account}:role/a_b+c=d,e.f@g-h`, 'aws', '/', 'a_b+c=d,e.f@g-h'],
    ['with 64 characters', `arn:aws:iam::${account}:role/${'r'.repeat(64)}`, 'aws', '/', 'r'.repeat(64)],
  ])('reads an ARN %s', (_what, arn, partition, path, name) => {
    expect(parseRoleArn(arn)).toEqual({ partition, account, path, name });
    expect(RoleArn.safeParse(arn).success).toBe(true);
  });

  it.each([
    ['empty', ''],
    ['a name alone', 'reader'],
    ['a user', `arn:aws:iam::${account}:user/reader`],
    ['a session of a role', `arn:aws:sts::${account}:assumed-role/reader/session`],
    ['a short account', 'arn:aws:iam::1111:role/reader'],
    ['an account of letters', 'arn:aws:iam::aaaabbbbcccc:role/reader'],
    ['no name', `arn:aws:iam::${account}:role/`],
    ['a path without a name', `arn:aws:iam::${account}:role/a/b/`],
    ['a name that is too long', `arn:aws:iam::${account}:role/${'r'.repeat(65)}`],
    ['a space', `arn:aws:iam::${account}:role/a b`],
    ['a wildcard', `arn:aws:iam::${account}:role/*`],
    ['something behind it', `arn:aws:iam::${account}:role/reader\n`],
    ['something before it', ` arn:aws:iam::${account}:role/reader`],
    ['a region', `arn:aws:iam:us-west-2:${account}:role/reader`],
    ['another partition', `arn:aliyun:iam::${account}:role/reader`],
  ])('refuses %s', (_what, arn) => {
    expect(parseRoleArn(arn)).toBeUndefined();
    expect(RoleArn.safeParse(arn).success).toBe(false);
  });

  // Exponential in the slashes with a repeated group: seconds for these, hours for 40.
  it.each([
    ['role', RoleArn],
    ['policy', PolicyArn],
  ] as const)('refuses a hostile %s ARN of many slashes at once', (kind, schema) => {
    const started = performance.now();
    expect(schema.safeParse(`arn:aws:iam::${account}:${kind}/${'a/'.repeat(27)} `).success).toBe(false);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

describe('names', () => {
  it.each([
    ['account id', { safeParse: (text: string) => ({ success: accountIdPattern.test(text) }) }, account, '11112222333'],
    ['policy ARN of AWS', PolicyArn, 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess', 'arn:aws:iam::aws:policy/'],
    ['policy ARN with a path', PolicyArn, 'arn:aws:iam::aws:policy/service-role/X', 'arn:aws:iam::aws:role/X'],
    ['own policy ARN', PolicyArn, `arn:aws-cn:iam::${account}:policy/x`, 'arn:aws:iam::other:policy/x'],
    [
      'long policy name',
      PolicyArn,
      `arn:aws:iam::aws:policy/${'p'.repeat(128)}`,
      `arn:aws:iam::aws:policy/${'p'.repeat(129)}`,
    ],
    ['namespace', NamespaceName, 'kube-system', 'Kube-System'],
    ['namespace of one letter', NamespaceName, 'a', ''],
    ['namespace of digits', NamespaceName, '0-9', '-09'],
    ['long namespace', NamespaceName, 'n'.repeat(63), 'n'.repeat(64)],
    ['namespace without dots', NamespaceName, 'a-b', 'a.b'],
    ['namespace that ends well', NamespaceName, 'a--b', 'a-'],
    ['service account', ServiceAccountName, 'reader', 'Reader'],
    ['service account with dots', ServiceAccountName, 'a.b-c.d', 'a..b'],
    ['service account that ends well', ServiceAccountName, 'a.b', 'a.b.'],
    ['service account label', ServiceAccountName, 'a.b', 'a.-b'],
    ['long service account', ServiceAccountName, 's'.repeat(253), 's'.repeat(254)],
    ['service account without slash', ServiceAccountName, 'a', 'a/b'],
    ['service account of one line', ServiceAccountName, 'a', 'a\n'],
    ['role name', RoleName, 'a_b+c=d,e.f@g-h', 'a/b'],
    ['long role name', RoleName, 'r'.repeat(64), 'r'.repeat(65)],
    ['role name at all', RoleName, 'r', ''],
    ['root path', RolePath, '/', ''],
    ['path', RolePath, '/a/', '/a'],
    ['path from the root', RolePath, '/a/b/', 'a/b/'],
    ['long path', RolePath, `/${'p'.repeat(510)}/`, `/${'p'.repeat(511)}/`],
    ['path of visible characters', RolePath, '/a.b/', '/a b/'],
  ] as const)('%s', (_what, schema, good, bad) => {
    expect(schema.safeParse(good).success).toBe(true);
    expect(schema.safeParse(bad).success).toBe(false);
  });
});
