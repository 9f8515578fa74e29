import { describe, expect, it } from 'vitest';
import { decideAssumeRole, type RequestPrincipal } from '../../src/authorize/index.ts';
import { account, addRole, now, roleArn, smallWorld } from './small-world.ts';

const issuer = 'oidc.eks.us-west-2.amazonaws.com/id/AAAA';
const otherIssuer = 'oidc.eks.us-west-2.amazonaws.com/id/BBBB';
const provider = `arn:aws:iam::${account}:oidc-provider/${issuer}`;
const otherProvider = `arn:aws:iam::${account}:oidc-provider/${otherIssuer}`;
const cluster = `arn:aws:eks:us-west-2:${account}:cluster/prod`;

type Context = Record<string, string | string[]>;

function token(subject: string, audience = 'sts.amazonaws.com', of = issuer): Context {
  return { [`${of}:sub`]: `system:serviceaccount:${subject}`, [`${of}:aud`]: audience };
}

const pod: Context = {
  'aws:SourceAccount': account,
  'aws:SourceArn': cluster,
  'aws:RequestTag/eks-cluster-arn': cluster,
  'aws:RequestTag/eks-cluster-name': 'prod',
  'aws:RequestTag/kubernetes-namespace': 'app',
  'aws:RequestTag/kubernetes-service-account': 's3-reader',
};

const webIdentity = ['sts:AssumeRoleWithWebIdentity'];
const podIdentity = ['sts:AssumeRole', 'sts:TagSession'];
const eks = { service: 'pods.eks.amazonaws.com' };
const irsa = { federated: provider };

function irsaStatement(condition?: object, more: object = {}): object {
  return {
    Effect: 'Allow',
    Principal: { Federated: provider },
    Action: 'sts:AssumeRoleWithWebIdentity',
    ...(condition ? { Condition: condition } : {}),
    ...more,
  };
}

function podStatement(condition?: object, more: object = {}): object {
  return {
    Effect: 'Allow',
    Principal: { Service: 'pods.eks.amazonaws.com' },
    Action: podIdentity,
    ...(condition ? { Condition: condition } : {}),
    ...more,
  };
}

const sub = (value: unknown) => ({ [`${issuer}:sub`]: value });
const aud = { [`${issuer}:aud`]: 'sts.amazonaws.com' };

interface Case {
  name: string;
  statement: object | object[];
  principal: RequestPrincipal;
  actions: string[];
  context?: Context;
  code: string;
}

type PodCase = Omit<Case, 'principal' | 'actions'>;

const irsaCases: Case[] = [
  {
    name: 'one exact service account',
    statement: irsaStatement({ StringEquals: { ...sub('system:serviceaccount:app:web'), ...aud } }),
    context: token('app:web'),
    code: 'allowed',
  },
  {
    name: 'another service account',
    statement: irsaStatement({ StringEquals: { ...sub('system:serviceaccount:app:web'), ...aud } }),
    context: token('app:api'),
    code: 'condition-not-met',
  },
  {
    name: 'another audience',
    statement: irsaStatement({ StringEquals: { ...sub('system:serviceaccount:app:web'), ...aud } }),
    context: token('app:web', 'other'),
    code: 'condition-not-met',
  },
  {
    name: 'an array of service accounts',
    statement: irsaStatement({ StringEquals: sub(['system:serviceaccount:app:web', 'system:serviceaccount:app:api']) }),
    context: token('app:api'),
    code: 'allowed',
  },
  {
    name: 'outside of the array',
    statement: irsaStatement({ StringEquals: sub(['system:serviceaccount:app:web', 'system:serviceaccount:app:api']) }),
    context: token('app:job'),
    code: 'condition-not-met',
  },
  {
    name: 'a wildcard name',
    statement: irsaStatement({ StringLike: sub('system:serviceaccount:app:*') }),
    context: token('app:any'),
    code: 'allowed',
  },
  {
    name: 'a wildcard namespace',
    statement: irsaStatement({ StringLike: sub('system:serviceaccount:*:web') }),
    context: token('test:web'),
    code: 'allowed',
  },
  {
    name: 'the wildcard of another namespace',
    statement: irsaStatement({ StringLike: sub('system:serviceaccount:app:*') }),
    context: token('test:web'),
    code: 'condition-not-met',
  },
  { name: 'a lone star', statement: irsaStatement({ StringLike: sub('*') }), context: token('x:y'), code: 'allowed' },
  {
    name: 'StringLike without wildcard',
    statement: irsaStatement({ StringLike: sub('system:serviceaccount:app:web') }),
    context: token('app:web'),
    code: 'allowed',
  },
  {
    name: 'StringEquals takes a star literally',
    statement: irsaStatement({ StringEquals: sub('system:serviceaccount:app:*') }),
    context: token('app:web'),
    code: 'condition-not-met',
  },
  { name: 'no sub, only aud', statement: irsaStatement({ StringEquals: aud }), context: token('x:y'), code: 'allowed' },
  { name: 'no condition', statement: irsaStatement(), context: token('x:y'), code: 'allowed' },
  {
    name: 'the statement as an object',
    statement: irsaStatement({ StringEquals: sub('system:serviceaccount:app:web') }),
    context: token('app:web'),
    code: 'allowed',
  },
  {
    name: 'condition keys in another case',
    statement: irsaStatement({ StringEquals: { [`${issuer.toLowerCase()}:SUB`]: 'system:serviceaccount:app:web' } }),
    context: token('app:web'),
    code: 'allowed',
  },
  {
    name: 'the action in another case',
    statement: irsaStatement(undefined, { Action: 'STS:assumerolewithwebidentity' }),
    context: token('app:web'),
    code: 'allowed',
  },
  {
    name: 'sts:*',
    statement: irsaStatement(undefined, { Action: 'sts:*' }),
    context: token('app:web'),
    code: 'allowed',
  },
  {
    name: 'a lone star as action',
    statement: irsaStatement(undefined, { Action: '*' }),
    context: token('app:web'),
    code: 'allowed',
  },
  {
    name: 'an array that mixes actions',
    statement: irsaStatement(undefined, {
      Action: ['sts:AssumeRole', 'sts:AssumeRoleWithWebIdentity', 'sts:TagSession'],
    }),
    context: token('app:web'),
    code: 'allowed',
  },
  {
    name: 'another action only',
    statement: irsaStatement(undefined, { Action: 'sts:AssumeRole' }),
    context: token('app:web'),
    code: 'action-not-allowed',
  },
  {
    name: 'NotAction that leaves it in',
    statement: { Effect: 'Allow', Principal: { Federated: provider }, NotAction: 'sts:TagSession' },
    context: token('app:web'),
    code: 'allowed',
  },
  {
    name: 'NotAction that takes it out',
    statement: { Effect: 'Allow', Principal: { Federated: provider }, NotAction: 'sts:Assume*' },
    context: token('app:web'),
    code: 'action-not-allowed',
  },
  {
    name: 'the provider of another cluster',
    statement: irsaStatement(undefined, { Principal: { Federated: otherProvider } }),
    context: token('app:web'),
    code: 'no-statement-for-principal',
  },
  {
    name: 'an array of providers, conditions of this one',
    statement: irsaStatement(
      { StringEquals: sub('system:serviceaccount:app:web') },
      { Principal: { Federated: [otherProvider, provider] } },
    ),
    context: token('app:web'),
    code: 'allowed',
  },
  {
    name: 'an array of providers, conditions of both: nobody',
    statement: irsaStatement(
      {
        StringEquals: {
          ...sub('system:serviceaccount:app:web'),
          [`${otherIssuer}:sub`]: 'system:serviceaccount:app:web',
        },
      },
      { Principal: { Federated: [otherProvider, provider] } },
    ),
    context: token('app:web'),
    code: 'condition-not-met',
  },
  {
    name: 'an array of providers, both conditions IfExists',
    statement: irsaStatement(
      {
        StringEqualsIfExists: {
          ...sub('system:serviceaccount:app:web'),
          [`${otherIssuer}:sub`]: 'system:serviceaccount:app:web',
        },
      },
      { Principal: { Federated: [otherProvider, provider] } },
    ),
    context: token('app:web'),
    code: 'allowed',
  },
  {
    name: 'one statement for each cluster',
    statement: [
      irsaStatement(
        { StringEquals: { [`${otherIssuer}:sub`]: 'system:serviceaccount:app:web' } },
        { Principal: { Federated: otherProvider } },
      ),
      irsaStatement({ StringEquals: sub('system:serviceaccount:app:web') }),
    ],
    context: token('app:web'),
    code: 'allowed',
  },
  {
    name: 'ForAnyValue on sub',
    statement: irsaStatement({ 'ForAnyValue:StringEquals': sub(['system:serviceaccount:app:web']) }),
    context: token('app:web'),
    code: 'allowed',
  },
  {
    name: 'ForAllValues is open when the key is absent',
    statement: irsaStatement({ 'ForAllValues:StringEquals': { [`${issuer}:amr`]: 'x' } }),
    context: token('app:web'),
    code: 'allowed',
  },
  {
    name: 'StringEqualsIgnoreCase',
    statement: irsaStatement({ StringEqualsIgnoreCase: sub('SYSTEM:serviceaccount:APP:web') }),
    context: token('app:web'),
    code: 'allowed',
  },
  {
    name: 'StringNotEquals leaves others in',
    statement: irsaStatement({ StringNotEquals: sub('system:serviceaccount:app:web') }),
    context: token('app:api'),
    code: 'allowed',
  },
  {
    name: 'StringNotEquals keeps one out',
    statement: irsaStatement({ StringNotEquals: sub('system:serviceaccount:app:web') }),
    context: token('app:web'),
    code: 'condition-not-met',
  },
  {
    name: 'a Deny beside it',
    statement: [irsaStatement(), irsaStatement({ StringLike: sub('system:serviceaccount:app:*') }, { Effect: 'Deny' })],
    context: token('app:web'),
    code: 'explicit-deny',
  },
  {
    name: 'a Deny whose condition is not met',
    statement: [irsaStatement(), irsaStatement({ StringLike: sub('system:serviceaccount:app:*') }, { Effect: 'Deny' })],
    context: token('test:web'),
    code: 'allowed',
  },
  {
    name: 'only a Deny',
    statement: irsaStatement(undefined, { Effect: 'Deny' }),
    context: token('app:web'),
    code: 'explicit-deny',
  },
  {
    name: 'NotPrincipal that excludes it',
    statement: { Effect: 'Allow', NotPrincipal: { Federated: provider }, Action: 'sts:*' },
    context: token('app:web'),
    code: 'no-statement-for-principal',
  },
  {
    name: 'NotPrincipal of another',
    statement: { Effect: 'Allow', NotPrincipal: { Federated: otherProvider }, Action: 'sts:*' },
    context: token('app:web'),
    code: 'allowed',
  },
  {
    name: 'a provider without ARN',
    statement: irsaStatement(undefined, { Principal: { Federated: 'accounts.google.com' } }),
    context: token('app:web'),
    code: 'no-statement-for-principal',
  },
].map((one) => ({ ...one, principal: irsa, actions: webIdentity }));

const podCases: Case[] = (
  [
    { name: 'no condition', statement: podStatement(), code: 'allowed' },
    {
      name: 'every documented condition',
      statement: podStatement({
        StringEquals: {
          'aws:SourceAccount': account,
          'aws:RequestTag/eks-cluster-arn': cluster,
          'aws:RequestTag/kubernetes-namespace': 'app',
          'aws:RequestTag/kubernetes-service-account': ['s3-reader', 's3-writer'],
        },
      }),
      code: 'allowed',
    },
    {
      name: 'another namespace',
      statement: podStatement({ StringEquals: { 'aws:RequestTag/kubernetes-namespace': 'test' } }),
      code: 'condition-not-met',
    },
    {
      name: 'another account',
      statement: podStatement({ StringEquals: { 'aws:SourceAccount': '444455556666' } }),
      code: 'condition-not-met',
    },
    {
      name: 'the cluster ARN as source',
      statement: podStatement({ ArnEquals: { 'aws:SourceArn': cluster } }),
      code: 'allowed',
    },
    {
      name: 'any cluster as source',
      statement: podStatement({ ArnLike: { 'aws:SourceArn': `arn:aws:eks:*:${account}:cluster/*` } }),
      code: 'allowed',
    },
    {
      name: 'the association ARN as source',
      statement: podStatement({
        ArnLike: { 'aws:SourceArn': `arn:aws:eks:us-west-2:${account}:podidentityassociation/prod/*` },
      }),
      code: 'condition-not-met',
    },
    {
      name: 'tags that are not sent',
      statement: podStatement({ StringEquals: { 'aws:RequestTag/kubernetes-namespace': 'app' } }),
      context: { 'aws:SourceAccount': account },
      code: 'condition-not-met',
    },
    {
      name: 'tags that are not sent, IfExists',
      statement: podStatement({ StringEqualsIfExists: { 'aws:RequestTag/kubernetes-namespace': 'app' } }),
      context: {},
      code: 'allowed',
    },
    {
      name: 'TagSession missing',
      statement: podStatement(undefined, { Action: 'sts:AssumeRole' }),
      code: 'action-not-allowed',
    },
    {
      name: 'AssumeRole missing',
      statement: podStatement(undefined, { Action: ['sts:TagSession'] }),
      code: 'action-not-allowed',
    },
    {
      name: 'TagSession in a statement of its own',
      statement: [
        podStatement(undefined, { Action: 'sts:AssumeRole' }),
        podStatement(undefined, { Action: 'sts:TagSession' }),
      ],
      code: 'allowed',
    },
    {
      name: 'TagSession under a condition that fails',
      statement: [
        podStatement(undefined, { Action: 'sts:AssumeRole' }),
        podStatement({ StringEquals: { 'aws:SourceAccount': '4' } }, { Action: 'sts:TagSession' }),
      ],
      code: 'condition-not-met',
    },
    {
      name: 'another service',
      statement: podStatement(undefined, { Principal: { Service: 'ec2.amazonaws.com' } }),
      code: 'no-statement-for-principal',
    },
    {
      name: 'one of several services',
      statement: podStatement(undefined, { Principal: { Service: ['ec2.amazonaws.com', 'pods.eks.amazonaws.com'] } }),
      code: 'allowed',
    },
    { name: 'IRSA only', statement: irsaStatement(), code: 'no-statement-for-principal' },
    { name: 'IRSA and Pod Identity side by side', statement: [irsaStatement(), podStatement()], code: 'allowed' },
    { name: 'everyone', statement: podStatement(undefined, { Principal: '*' }), code: 'allowed' },
    { name: 'every AWS principal', statement: podStatement(undefined, { Principal: { AWS: '*' } }), code: 'allowed' },
    {
      name: 'a Deny for everyone',
      statement: [podStatement(), podStatement(undefined, { Effect: 'Deny', Principal: '*' })],
      code: 'explicit-deny',
    },
    {
      name: 'a Deny of TagSession only',
      statement: [podStatement(), podStatement(undefined, { Effect: 'Deny', Action: 'sts:TagSession' })],
      code: 'explicit-deny',
    },
    {
      name: 'a Deny for the account leaves services alone',
      statement: [podStatement(), podStatement(undefined, { Effect: 'Deny', Principal: { AWS: account } })],
      code: 'allowed',
    },
    {
      name: 'one role for several principals',
      statement: podStatement(undefined, {
        Principal: { Service: 'pods.eks.amazonaws.com', AWS: `arn:aws:iam::${account}:root` },
      }),
      code: 'allowed',
    },
  ] as PodCase[]
).map((one) => ({ context: pod, ...one, principal: eks, actions: podIdentity }));

const user = { aws: `arn:aws:iam::${account}:user/bob`, account };
const session = {
  aws: `arn:aws:sts::${account}:assumed-role/caller/s1`,
  account,
  roleArn: roleArn('caller', '/team/'),
};
const bareSession = { aws: `arn:aws:sts::${account}:assumed-role/caller/s1`, account };
const awsCase = (name: string, aws: unknown, principal: RequestPrincipal, code: string, condition?: object): Case => ({
  name,
  statement: {
    Effect: 'Allow',
    Principal: { AWS: aws },
    Action: 'sts:AssumeRole',
    ...(condition ? { Condition: condition } : {}),
  },
  principal,
  actions: ['sts:AssumeRole'],
  context: { 'sts:ExternalId': 'us-west-2/1/prod/app/web', 'aws:PrincipalArn': roleArn('caller', '/team/') },
  code,
});
const awsCases: Case[] = [
  awsCase('the user', user.aws, user, 'allowed'),
  awsCase('another user', `arn:aws:iam::${account}:user/eve`, user, 'no-statement-for-principal'),
  awsCase('the account by number', account, user, 'allowed'),
  awsCase('the account by root ARN', `arn:aws:iam::${account}:root`, user, 'allowed'),
  awsCase('another account', '444455556666', user, 'no-statement-for-principal'),
  awsCase('another account by root ARN', 'arn:aws:iam::444455556666:root', user, 'no-statement-for-principal'),
  awsCase('the role of a session', roleArn('caller', '/team/'), session, 'allowed'),
  awsCase('the session itself', session.aws, session, 'allowed'),
  awsCase(
    'another session of the role',
    `arn:aws:sts::${account}:assumed-role/caller/s2`,
    session,
    'no-statement-for-principal',
  ),
  awsCase('another role', roleArn('other'), session, 'no-statement-for-principal'),
  awsCase('the role of a session whose role is not told', roleArn('caller', '/team/'), bareSession, 'allowed'),
  awsCase('another role of such a session', roleArn('other'), bareSession, 'no-statement-for-principal'),
  awsCase('one of several', [roleArn('other'), roleArn('caller', '/team/')], session, 'allowed'),
  awsCase('a deleted role', 'AROAABCDEFGHIJKLMNOPQ', session, 'no-statement-for-principal'),
  awsCase('an external id that fits', account, session, 'allowed', {
    StringEquals: { 'sts:ExternalId': 'us-west-2/1/prod/app/web' },
  }),
  awsCase('an external id that does not', account, session, 'condition-not-met', {
    StringEquals: { 'sts:ExternalId': 'x' },
  }),
  awsCase('aws:PrincipalArn that fits', account, session, 'allowed', {
    ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${account}:role/team/*` },
  }),
];

describe.each([
  ['IRSA', irsaCases],
  ['Pod Identity', podCases],
  ['users, roles and accounts', awsCases],
] as const)('%s', (_title, cases) => {
  it.each(cases)('$name: $code', ({ statement, principal, actions, context, code }) => {
    const world = smallWorld();
    addRole(world, 'app', { Version: '2012-10-17', Statement: statement });
    const decision = decideAssumeRole(world, { roleArn: roleArn('app'), principal, actions, context: context ?? {} });
    expect(decision).toMatchObject({ code, allowed: code === 'allowed' });
  });
});

describe('reasons', () => {
  const decide = (trust: object, context: Context = pod) => {
    const world = smallWorld();
    addRole(world, 'app', trust);
    return decideAssumeRole(world, { roleArn: roleArn('app'), principal: eks, actions: podIdentity, context });
  };

  it('names key, expected and actual value of an unmet condition', () => {
    const statement = podStatement(
      { StringEquals: { 'aws:RequestTag/kubernetes-namespace': ['x', 'y'] } },
      { Sid: 'Pods' },
    );
    expect(decide({ Version: '2012-10-17', Statement: [irsaStatement(), statement] }).reason).toBe(
      'the trust policy of app allows sts:AssumeRole only under a condition: statement 2 (Pods) wants StringEquals ' +
        'aws:RequestTag/kubernetes-namespace "x" or "y", but aws:RequestTag/kubernetes-namespace is "app"',
    );
  });

  it('says that a key is not in the request', () => {
    const statement = podStatement({ StringEquals: { 'aws:RequestTag/kubernetes-namespace': 'app' } });
    expect(decide({ Version: '2012-10-17', Statement: statement }, {}).reason).toMatch(/is not in the request$/);
  });

  it('names the action and the principal', () => {
    const only = { Version: '2012-10-17', Statement: podStatement(undefined, { Action: 'sts:AssumeRole' }) };
    expect(decide(only).reason).toBe(
      'the trust policy of app names pods.eks.amazonaws.com, but does not allow sts:TagSession',
    );
    expect(decide({ Version: '2012-10-17', Statement: irsaStatement() }).reason).toBe(
      'the trust policy of app has no statement for pods.eks.amazonaws.com',
    );
  });

  it('names the deciding statement', () => {
    const trust = { Version: '2012-10-17', Statement: [irsaStatement(), podStatement(undefined, { Sid: 'Pods' })] };
    expect(decide(trust).matched).toEqual({
      policyId: roleArn('app'),
      policyType: 'trust',
      statementIndex: 1,
      sid: 'Pods',
      principal: 'direct',
    });
  });

  it('tells a missing role from an unreadable document', () => {
    const world = smallWorld();
    const ask = { principal: eks, actions: podIdentity, context: pod };
    expect(decideAssumeRole(world, { ...ask, roleArn: roleArn('none') }).code).toBe('role-missing');
    addRole(world, 'broken', {}, { trustPolicy: '{' });
    expect(decideAssumeRole(world, { ...ask, roleArn: roleArn('broken') }).code).toBe('trust-unreadable');
    addRole(world, 'elsewhere', { Version: '2012-10-17', Statement: podStatement() });
    expect(decideAssumeRole(world, { ...ask, roleArn: roleArn('elsewhere', '/path/') }).code).toBe('role-missing');
    const foreign = 'arn:aws:iam::444455556666:role/elsewhere';
    expect(decideAssumeRole(world, { ...ask, roleArn: foreign }).code).toBe('role-missing');
  });
});

describe('propagation', () => {
  const ask = { roleArn: roleArn('app'), principal: eks, actions: podIdentity, context: pod };
  const trust = { Version: '2012-10-17', Statement: podStatement() };

  it('hides a role until services can see it', () => {
    const world = smallWorld();
    addRole(world, 'app', trust, { trustChangedAt: now + 1 });
    expect(decideAssumeRole(world, ask)).toMatchObject({ allowed: false, code: 'role-not-visible' });
    expect(decideAssumeRole(world, { ...ask, trust: 'newest' })).toMatchObject({ allowed: true });
  });

  it('shows the previous document until the newest is visible', () => {
    let time = now;
    const world = smallWorld({ clock: () => time });
    const previousTrustPolicy = JSON.stringify({ Version: '2012-10-17', Statement: irsaStatement() });
    addRole(world, 'app', trust, { trustChangedAt: now + 1000, previousTrustPolicy });
    expect(decideAssumeRole(world, ask).code).toBe('no-statement-for-principal');
    expect(decideAssumeRole(world, { ...ask, trust: 'newest' }).allowed).toBe(true);
    time = now + 1000;
    expect(decideAssumeRole(world, ask).allowed).toBe(true);
  });

  it('knows the time', () => {
    const world = smallWorld();
    const before = { DateLessThan: { 'aws:CurrentTime': '2026-01-16T00:00:00Z' } };
    addRole(world, 'app', { Version: '2012-10-17', Statement: podStatement(before) });
    expect(decideAssumeRole(world, ask).allowed).toBe(true);
  });
});
