import { describe, expect, it } from 'vitest';
import { type PolicyKind, validatePolicyDocument } from '../../src/authorize/index.ts';
import { account, roleArn } from './small-world.ts';

const known = { account, exists: (arn: string) => arn === roleArn('there') };
const trustStatement = { Effect: 'Allow', Principal: { Service: 'pods.eks.amazonaws.com' }, Action: 'sts:AssumeRole' };
const identityStatement = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };

const document = (statement: unknown, more: object = {}) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statement, ...more });
const trust = (more: object) => document({ ...trustStatement, ...more });
const aws = (value: unknown) => trust({ Principal: { AWS: value } });
const identity = (more: object) => document({ ...identityStatement, ...more });

/** kind, what, text, message (undefined: valid) */
type Case = [PolicyKind, string, string, string | undefined];

const badPrincipal = (type: string, value: string) => `Invalid principal in policy: "${type}":"${value}"`;
const notSts = 'AssumeRole policy may only specify STS AssumeRole actions.';
const vendor = 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.';
const badSid =
  'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*';

const cases: Case[] = [
  ['trust', 'a plain document', document([trustStatement]), undefined],
  ['trust', 'a statement as an object', document(trustStatement), undefined],
  ['trust', 'version 2008-10-17', document(trustStatement, { Version: '2008-10-17' }), undefined],
  ['trust', 'no version', JSON.stringify({ Statement: trustStatement }), undefined],
  ['trust', 'an Id', document(trustStatement, { Id: 'trust' }), undefined],
  ['trust', 'no JSON', '{"Version":', 'This policy contains invalid Json'],
  ['trust', 'an empty text', '', 'This policy contains invalid Json'],
  ['trust', 'a list', '[]', 'Syntax errors in policy.'],
  ['trust', 'null', 'null', 'Syntax errors in policy.'],
  [
    'trust',
    'an unknown version',
    document(trustStatement, { Version: '2020-01-01' }),
    'Policy document must be version 2012-10-17 or greater.',
  ],
  [
    'trust',
    'a version as a number',
    document(trustStatement, { Version: 2012 }),
    'Policy document must be version 2012-10-17 or greater.',
  ],
  ['trust', 'an unknown field', document(trustStatement, { Statements: [] }), 'Unknown field Statements'],
  ['trust', 'an unknown field of a statement', trust({ Comment: 'x' }), 'Unknown field Comment'],
  ['trust', 'a field in lower case', trust({ condition: {} }), 'Unknown field condition'],
  ['trust', 'no statement', '{"Version":"2012-10-17"}', 'Missing required field Statement'],
  ['trust', 'no statements', document([]), 'Could not parse the policy: Statement is empty!'],
  ['trust', 'a statement that is a text', document(['Allow']), 'Syntax errors in policy.'],
  ['trust', 'no effect', trust({ Effect: undefined }), 'Missing required field Effect'],
  ['trust', 'a bad effect', trust({ Effect: 'allow' }), 'Invalid effect: allow'],
  ['trust', 'no action', trust({ Action: undefined }), 'Missing required field Action'],
  ['trust', 'action and NotAction', trust({ NotAction: 'sts:*' }), 'Statement/policy already has instance of Action'],
  ['trust', 'an empty list of actions', trust({ Action: [] }), 'Syntax errors in policy.'],
  ['trust', 'an action that is a number', trust({ Action: 1 }), 'Syntax errors in policy.'],
  ['trust', 'an action of another service', trust({ Action: ['sts:AssumeRole', 's3:GetObject'] }), notSts],
  ['trust', 'an action without service', trust({ Action: 'AssumeRole' }), notSts],
  ['trust', 'TagSession', trust({ Action: ['sts:AssumeRole', 'sts:TagSession'] }), undefined],
  ['trust', 'sts:*', trust({ Action: 'sts:*' }), undefined],
  ['trust', 'a lone star', trust({ Action: '*' }), undefined],
  ['trust', 'a resource', trust({ Resource: '*' }), 'Has prohibited field Resource'],
  ['trust', 'a NotResource', trust({ NotResource: '*' }), 'Has prohibited field NotResource'],
  ['trust', 'no principal', trust({ Principal: undefined }), 'Missing required field Principal'],
  ['trust', 'an empty principal', trust({ Principal: {} }), 'Missing required field Principal cannot be empty!'],
  [
    'trust',
    'a principal that is an ARN',
    trust({ Principal: roleArn('there') }),
    `Invalid principal in policy: "${roleArn('there')}"`,
  ],
  ['trust', 'everyone', trust({ Principal: '*' }), undefined],
  ['trust', 'NotPrincipal', trust({ Principal: undefined, NotPrincipal: { AWS: account } }), undefined],
  [
    'trust',
    'both principals',
    trust({ NotPrincipal: { AWS: account } }),
    'Statement/policy already has instance of Principal',
  ],
  [
    'trust',
    'an unknown kind of principal',
    trust({ Principal: { Aws: account } }),
    `Invalid principal in policy: "Aws":"${account}"`,
  ],
  ['trust', 'an account', aws(account), undefined],
  ['trust', 'another account', aws('444455556666'), undefined],
  ['trust', 'an account root', aws(`arn:aws:iam::${account}:root`), undefined],
  ['trust', 'an account of 11 digits', aws('11112222333'), badPrincipal('AWS', '11112222333')],
  ['trust', 'a role that exists', aws(roleArn('there')), undefined],
  ['trust', 'a role that does not exist', aws(roleArn('gone')), badPrincipal('AWS', roleArn('gone'))],
  [
    'trust',
    'one good and one bad role',
    aws([roleArn('there'), roleArn('gone')]),
    badPrincipal('AWS', roleArn('gone')),
  ],
  ['trust', 'a role of another account', aws('arn:aws:iam::444455556666:role/x'), undefined],
  ['trust', 'the id of a deleted role', aws('AROAABCDEFGHIJKLMNOPQ'), badPrincipal('AWS', 'AROAABCDEFGHIJKLMNOPQ')],
  ['trust', 'the id of a deleted user', aws('AIDAABCDEFGHIJKLMNOPQ'), badPrincipal('AWS', 'AIDAABCDEFGHIJKLMNOPQ')],
  [
    'trust',
    'a wildcard in an ARN',
    aws(`arn:aws:iam::${account}:role/*`),
    badPrincipal('AWS', `arn:aws:iam::${account}:role/*`),
  ],
  ['trust', 'a session', aws(`arn:aws:sts::${account}:assumed-role/x/y`), undefined],
  ['trust', 'a service that is none', trust({ Principal: { Service: 'pods' } }), badPrincipal('SERVICE', 'pods')],
  ['trust', 'a service of China', trust({ Principal: { Service: 'ec2.amazonaws.com.cn' } }), undefined],
  [
    'trust',
    'an OIDC provider',
    trust({ Principal: { Federated: `arn:aws:iam::${account}:oidc-provider/oidc.example/id/1` } }),
    undefined,
  ],
  ['trust', 'a domain', trust({ Principal: { Federated: 'accounts.google.com' } }), undefined],
  [
    'trust',
    'an issuer URL',
    trust({ Principal: { Federated: 'https://oidc.example/id/1' } }),
    badPrincipal('FEDERATED', 'https://oidc.example/id/1'),
  ],
  [
    'trust',
    'an unknown operator',
    trust({ Condition: { StringEqual: { 'a:b': 'c' } } }),
    'Invalid Condition type : StringEqual',
  ],
  ['trust', 'a condition without values', trust({ Condition: { StringEquals: 'a' } }), 'Syntax errors in policy.'],
  ['trust', 'an object as value', trust({ Condition: { StringEquals: { 'a:b': {} } } }), 'Syntax errors in policy.'],
  ['trust', 'a condition key without service', trust({ Condition: { StringEquals: { sub: 'x' } } }), vendor],
  [
    'trust',
    'numbers and booleans as values',
    trust({ Condition: { Bool: { 'a:b': [true, 'false'] }, NumericLessThan: { 'a:c': 3 } } }),
    undefined,
  ],
  ['trust', 'a Sid with a dash', trust({ Sid: 'pods-1' }), badSid],
  ['trust', 'a Sid that is a number', trust({ Sid: 1 }), 'Syntax errors in policy.'],
  [
    'trust',
    'the same Sid twice',
    document([
      { ...trustStatement, Sid: 'A' },
      { ...trustStatement, Sid: 'A' },
    ]),
    'Statement IDs (SID) in a single policy must be unique.',
  ],
  [
    'trust',
    'two empty Sids',
    document([
      { ...trustStatement, Sid: '' },
      { ...trustStatement, Sid: '' },
    ]),
    undefined,
  ],
  ['identity', 'a plain document', identity({}), undefined],
  ['identity', 'a principal', identity({ Principal: '*' }), 'Policy document should not specify a principal.'],
  ['identity', 'no resource', identity({ Resource: undefined }), 'Policy statement must contain resources.'],
  [
    'identity',
    'a resource without ARN',
    identity({ Resource: 'bucket' }),
    'Resource bucket must be in ARN format or "*".',
  ],
  ['identity', 'a variable as resource', identity({ Resource: '${aws:PrincipalTag/arn}' }), undefined],
  ['identity', 'an action without service', identity({ Action: 'GetObject' }), vendor],
  ['identity', 'an action with a bad service', identity({ Action: 's_3:GetObject' }), 'Vendor s_3 is not valid'],
  ['identity', 'every action', identity({ Action: '*' }), undefined],
  ['identity', 'an action with a dash', identity({ Action: 'eks-auth:AssumeRoleForPodIdentity' }), undefined],
  [
    'identity',
    'NotAction and NotResource',
    document({ Effect: 'Deny', NotAction: 's3:*', NotResource: 'arn:aws:s3:::x' }),
    undefined,
  ],
  ['session', 'a plain document', identity({}), undefined],
  ['session', 'a principal', identity({ Principal: '*' }), 'Policy document should not specify a principal.'],
];

describe('validatePolicyDocument', () => {
  it.each(cases)('%s policy: %s', (kind, _what, text, message) => {
    const result = validatePolicyDocument(text, kind, known);
    expect(result.ok ? undefined : result.message).toBe(message);
  });

  it('cannot look up principals without being told of them', () => {
    expect(validatePolicyDocument(aws(roleArn('gone')), 'trust').ok).toBe(true);
    expect(validatePolicyDocument(aws('AROAABCDEFGHIJKLMNOPQ'), 'trust').ok).toBe(false);
  });
});
