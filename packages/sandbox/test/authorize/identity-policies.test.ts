import { describe, expect, it } from 'vitest';
import { authorize } from '../../src/authorize/index.ts';
import {
  addPolicy,
  addRole,
  addUser,
  policyText,
  roleArn,
  sessionPrincipal,
  smallWorld,
  userPrincipal,
} from './small-world.ts';

const bucket = 'arn:aws:s3:::data/2026/x.csv';
const noTrust = {
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'sts:AssumeRole' },
};

interface Case {
  name: string;
  statements: object[];
  action?: string;
  resource?: string;
  context?: Record<string, string | string[]>;
  code: string;
}

const allow = (more: object) => ({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*', ...more });
const deny = (more: object) => ({ Effect: 'Deny', Action: 's3:GetObject', Resource: '*', ...more });

const cases: Case[] = [
  { name: 'the very action', statements: [allow({})], code: 'allowed' },
  { name: 'another action', statements: [allow({ Action: 's3:PutObject' })], code: 'implicit-deny' },
  { name: 'the action in another case', statements: [allow({ Action: 'S3:getOBJECT' })], code: 'allowed' },
  { name: 'a wildcard action', statements: [allow({ Action: 's3:Get*' })], code: 'allowed' },
  { name: 'a question mark', statements: [allow({ Action: 's3:GetObjec?' })], code: 'allowed' },
  { name: 'every action', statements: [allow({ Action: '*' })], code: 'allowed' },
  { name: 'every action of another service', statements: [allow({ Action: 'ec2:*' })], code: 'implicit-deny' },
  { name: 'one of several actions', statements: [allow({ Action: ['ec2:*', 's3:GetObject'] })], code: 'allowed' },
  { name: 'NotAction of others', statements: [allow({ Action: undefined, NotAction: 'iam:*' })], code: 'allowed' },
  {
    name: 'NotAction of this one',
    statements: [allow({ Action: undefined, NotAction: ['iam:*', 's3:*'] })],
    code: 'implicit-deny',
  },
  { name: 'the very resource', statements: [allow({ Resource: bucket })], code: 'allowed' },
  { name: 'a prefix', statements: [allow({ Resource: 'arn:aws:s3:::data/*' })], code: 'allowed' },
  { name: 'another bucket', statements: [allow({ Resource: 'arn:aws:s3:::other/*' })], code: 'implicit-deny' },
  {
    name: 'resources are compared by case',
    statements: [allow({ Resource: 'arn:aws:s3:::DATA/*' })],
    code: 'implicit-deny',
  },
  {
    name: 'one of several resources',
    statements: [allow({ Resource: ['arn:aws:s3:::a', 'arn:aws:s3:::data/*'] })],
    code: 'allowed',
  },
  {
    name: 'NotResource of others',
    statements: [allow({ Resource: undefined, NotResource: 'arn:aws:s3:::a/*' })],
    code: 'allowed',
  },
  {
    name: 'NotResource of this one',
    statements: [allow({ Resource: undefined, NotResource: 'arn:aws:s3:::data/*' })],
    code: 'implicit-deny',
  },
  { name: 'no resource element', statements: [allow({ Resource: undefined })], code: 'implicit-deny' },
  {
    name: 'a variable in the resource',
    statements: [allow({ Resource: 'arn:aws:s3:::${aws:PrincipalTag/bucket}/*' })],
    code: 'allowed',
  },
  {
    name: 'a variable without value',
    statements: [allow({ Resource: 'arn:aws:s3:::${aws:PrincipalTag/none}/*' })],
    code: 'implicit-deny',
  },
  { name: 'a denial beside the permission', statements: [allow({}), deny({})], code: 'explicit-deny' },
  { name: 'a denial before the permission', statements: [deny({}), allow({})], code: 'explicit-deny' },
  { name: 'a denial of something else', statements: [allow({}), deny({ Action: 's3:PutObject' })], code: 'allowed' },
  {
    name: 'a denial by NotAction',
    statements: [allow({}), deny({ Action: undefined, NotAction: 'iam:*' })],
    code: 'explicit-deny',
  },
  {
    name: 'a denial by NotResource',
    statements: [allow({}), deny({ Resource: undefined, NotResource: 'arn:aws:s3:::a' })],
    code: 'explicit-deny',
  },
  {
    name: 'a condition that is met',
    statements: [allow({ Condition: { StringEquals: { 'aws:RequestedRegion': 'us-west-2' } } })],
    context: { 'aws:RequestedRegion': 'us-west-2' },
    code: 'allowed',
  },
  {
    name: 'a condition that is not',
    statements: [allow({ Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } } })],
    context: { 'aws:RequestedRegion': 'us-west-2' },
    code: 'implicit-deny',
  },
  {
    name: 'two operators are ANDed',
    statements: [allow({ Condition: { StringEquals: { 'a:x': '1' }, StringLike: { 'a:y': '2*' } } })],
    context: { 'a:x': '1', 'a:y': '3' },
    code: 'implicit-deny',
  },
  {
    name: 'two keys are ANDed',
    statements: [allow({ Condition: { StringEquals: { 'a:x': '1', 'a:y': '2' } } })],
    context: { 'a:x': '1', 'a:y': '2' },
    code: 'allowed',
  },
  {
    name: 'the principal itself',
    statements: [allow({ Condition: { ArnEquals: { 'aws:PrincipalArn': roleArn('app') } } })],
    code: 'allowed',
  },
  {
    name: 'a session tag',
    statements: [allow({ Condition: { StringEquals: { 'aws:PrincipalTag/namespace': 'app' } } })],
    code: 'allowed',
  },
  {
    name: 'a tag of the role',
    statements: [allow({ Condition: { StringEquals: { 'aws:PrincipalTag/bucket': 'data' } } })],
    code: 'allowed',
  },
  {
    name: 'a session tag in place of the role’s',
    statements: [allow({ Condition: { StringEquals: { 'aws:PrincipalTag/team': 'session' } } })],
    code: 'allowed',
  },
  {
    name: 'a boolean written without quotes',
    statements: [deny({ Condition: { Bool: { 'aws:SecureTransport': false } } }), allow({})],
    context: { 'aws:SecureTransport': 'false' },
    code: 'explicit-deny',
  },
  {
    name: 'PassRole to a service',
    action: 'iam:PassRole',
    resource: roleArn('other'),
    statements: [
      {
        Effect: 'Allow',
        Action: 'iam:PassRole',
        Resource: roleArn('*'),
        Condition: { StringEquals: { 'iam:PassedToService': 'pods.eks.amazonaws.com' } },
      },
    ],
    context: { 'iam:PassedToService': 'pods.eks.amazonaws.com' },
    code: 'allowed',
  },
];

describe('a role session', () => {
  it.each(cases)('$name: $code', ({ statements, action = 's3:GetObject', resource = bucket, context, code }) => {
    const world = smallWorld();
    const role = addRole(world, 'app', noTrust, {
      inlinePolicies: { inline: policyText(...statements) },
      tags: { bucket: 'data', team: 'role' },
    });
    const principal = sessionPrincipal(role, { tags: { namespace: 'app', team: 'session' } });
    const decision = authorize(world, principal, { action, resource, ...(context ? { context } : {}) });
    expect(decision).toMatchObject({ code, allowed: code === 'allowed' });
  });

  it('needs a permission', () => {
    const world = smallWorld();
    const role = addRole(world, 'app', noTrust);
    expect(authorize(world, sessionPrincipal(role), { action: 's3:GetObject', resource: bucket })).toEqual({
      allowed: false,
      code: 'implicit-deny',
      reason: `no identity-based policy allows s3:GetObject on ${bucket}`,
    });
  });

  it('has nothing left when its role is gone', () => {
    const world = smallWorld();
    const principal = sessionPrincipal(
      addRole(world, 'app', noTrust, { inlinePolicies: { all: policyText(allow({})) } }),
    );
    delete world.state.iam.roles['app'];
    expect(authorize(world, principal, { action: 's3:GetObject', resource: bucket }).code).toBe('role-missing');
  });

  it('reads managed policies in their default version', () => {
    const world = smallWorld();
    const policy = addPolicy(world, 'read', JSON.parse(policyText(deny({}))) as object);
    policy.versions['v2'] = { document: policyText(allow({})), createdAt: 0 };
    const role = addRole(world, 'app', noTrust, { attachedPolicyArns: [policy.arn, 'arn:aws:iam::aws:policy/Gone'] });
    const ask = () => authorize(world, sessionPrincipal(role), { action: 's3:GetObject', resource: bucket });
    expect(ask().code).toBe('explicit-deny');
    policy.defaultVersionId = 'v2';
    expect(ask()).toMatchObject({ allowed: true, matched: { policyId: policy.arn, policyType: 'managed' } });
  });
});

describe('boundaries and session policies', () => {
  interface LayerCase {
    name: string;
    identity: object[];
    boundary?: object[] | 'gone';
    session?: object[][];
    code: string;
  }
  const everything = allow({ Action: '*' });
  const table: LayerCase[] = [
    { name: 'a boundary that allows', identity: [allow({})], boundary: [everything], code: 'allowed' },
    {
      name: 'a boundary grants nothing by itself',
      identity: [allow({ Action: 's3:PutObject' })],
      boundary: [everything],
      code: 'implicit-deny',
    },
    {
      name: 'a boundary that is silent',
      identity: [allow({})],
      boundary: [allow({ Action: 'ec2:*' })],
      code: 'boundary',
    },
    { name: 'a boundary that denies', identity: [allow({})], boundary: [everything, deny({})], code: 'explicit-deny' },
    { name: 'a boundary whose policy is gone', identity: [allow({})], boundary: 'gone', code: 'boundary' },
    { name: 'a session policy that allows', identity: [allow({})], session: [[allow({})]], code: 'allowed' },
    {
      name: 'a session policy grants nothing by itself',
      identity: [allow({ Action: 'ec2:*' })],
      session: [[everything]],
      code: 'implicit-deny',
    },
    {
      name: 'a session policy that is silent',
      identity: [everything],
      session: [[allow({ Action: 'ec2:*' })]],
      code: 'session-policy',
    },
    {
      name: 'one of two session policies allows',
      identity: [everything],
      session: [[allow({ Action: 'ec2:*' })], [allow({})]],
      code: 'allowed',
    },
    {
      name: 'one of two session policies denies',
      identity: [everything],
      session: [[deny({})], [allow({})]],
      code: 'explicit-deny',
    },
    {
      name: 'all three allow',
      identity: [everything],
      boundary: [everything],
      session: [[everything]],
      code: 'allowed',
    },
    {
      name: 'boundary and session policy do not meet',
      identity: [everything],
      boundary: [allow({})],
      session: [[allow({ Action: 's3:PutObject' })]],
      code: 'session-policy',
    },
  ];

  it.each(table)('$name: $code', ({ identity, boundary, session = [], code }) => {
    const world = smallWorld();
    const boundaryArn =
      boundary === 'gone'
        ? 'arn:aws:iam::111122223333:policy/gone'
        : boundary && addPolicy(world, 'edge', JSON.parse(policyText(...boundary)) as object).arn;
    const role = addRole(world, 'app', noTrust, {
      inlinePolicies: { inline: policyText(...identity) },
      ...(boundaryArn === undefined ? {} : { permissionsBoundaryArn: boundaryArn }),
    });
    const principal = sessionPrincipal(role, { sessionPolicies: session.map((one) => policyText(...one)) });
    const decision = authorize(world, principal, { action: 's3:GetObject', resource: bucket });
    expect(decision).toMatchObject({ code, allowed: code === 'allowed' });
  });
});

describe('users', () => {
  const ask = { action: 's3:GetObject', resource: bucket };

  it('may do everything without policies', () => {
    const world = smallWorld();
    expect(authorize(world, userPrincipal(addUser(world, 'bob')), ask).allowed).toBe(true);
  });

  it('are held to their policies once they have one', () => {
    const world = smallWorld();
    const bob = addUser(world, 'bob', { some: policyText(allow({ Action: 'ec2:*' })) });
    expect(authorize(world, userPrincipal(bob), ask).code).toBe('implicit-deny');
    const own = addUser(world, 'amy', { own: policyText(allow({ Resource: 'arn:aws:s3:::data/${aws:username}/*' })) });
    const file = { action: 's3:GetObject', resource: 'arn:aws:s3:::data/amy/x' };
    expect(authorize(world, userPrincipal(own), file).allowed).toBe(true);
    expect(authorize(world, userPrincipal(own), ask).allowed).toBe(false);
  });

  it('are nobody without a signature', () => {
    expect(authorize(smallWorld(), { kind: 'anonymous' }, ask)).toMatchObject({ allowed: false, code: 'anonymous' });
  });
});
