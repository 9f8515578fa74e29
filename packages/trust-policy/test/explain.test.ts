import { explainTrustPolicy, type JsonObject, noteMessage } from '@podpass/trust-policy';
import { describe, expect, test } from 'vitest';
import {
  ACCOUNT,
  CLUSTER,
  document,
  GITHUB,
  irsa,
  ISSUER,
  OTHER_ISSUER,
  podIdentity,
  policy,
  providerArn,
  sub,
} from './documents.ts';

const SUB = `${ISSUER}:sub`;
const AUD = { [`${ISSUER}:aud`]: 'sts.amazonaws.com' };
const READER = sub('app', 'reader');
const SELF_HOSTED = 'd111111abcdef8.cloudfront.net';
const TAG = 'aws:RequestTag/';

const GITHUB_STATEMENT: JsonObject = {
  Effect: 'Allow',
  Principal: { Federated: providerArn(GITHUB) },
  Action: 'sts:AssumeRoleWithWebIdentity',
  Condition: { StringLike: { [`${GITHUB}:sub`]: 'repo:acme/shop:*' } },
};

/** Shapes of web identity statements: name, statement, kind, scope, subjects as ns/name (`~` marks a pattern), notes. */
const IRSA: readonly (readonly [
  string,
  JsonObject,
  string,
  string,
  readonly string[] | undefined,
  readonly string[],
])[] = [
  ['one exact', irsa(READER), 'irsa', 'service-account', ['app/reader'], []],
  ['an array of one', irsa([READER]), 'irsa', 'service-account', ['app/reader'], []],
  ['several', irsa([READER, sub('web', 'writer')]), 'irsa', 'service-accounts', ['app/reader', 'web/writer'], []],
  [
    'StringLike of a namespace',
    irsa('', { Condition: { StringLike: { [SUB]: sub('app', '*') }, StringEquals: AUD } }),
    'irsa',
    'namespace',
    ['~app/*'],
    ['wildcard-subject'],
  ],
  [
    'StringLike of a name',
    irsa('', { Condition: { StringLike: { [SUB]: sub('*', 'reader'), ...AUD } } }),
    'irsa',
    'cluster',
    ['~*/reader'],
    ['wildcard-subject'],
  ],
  [
    'StringLike ending in a name',
    irsa('', { Condition: { StringLike: { [SUB]: '*:reader', ...AUD } } }),
    'irsa',
    'cluster',
    ['~*/reader'],
    ['wildcard-subject'],
  ],
  [
    'StringLike of everything',
    irsa('', { Condition: { StringLike: { [SUB]: '*', ...AUD } } }),
    'irsa',
    'cluster',
    ['~*/*'],
    ['wildcard-subject'],
  ],
  [
    'StringLike of every service account',
    irsa('', { Condition: { StringLike: { [SUB]: 'system:serviceaccount:*', ...AUD } } }),
    'irsa',
    'cluster',
    ['~*/*'],
    ['wildcard-subject'],
  ],
  [
    'StringLike without wildcard',
    irsa('', { Condition: { StringLike: { [SUB]: READER, ...AUD } } }),
    'irsa',
    'service-account',
    ['app/reader'],
    [],
  ],
  [
    'exact and pattern together',
    irsa('', { Condition: { StringLike: { [SUB]: [READER, sub('web', 'a-*')], ...AUD } } }),
    'irsa',
    'namespace',
    ['app/reader', '~web/a-*'],
    ['wildcard-subject'],
  ],
  [
    'two tests of the subject',
    irsa([READER, sub('web', 'x')], {
      Condition: { StringEquals: { [SUB]: [READER, sub('web', 'x')], ...AUD }, StringLike: { [SUB]: sub('app', '*') } },
    }),
    'irsa',
    'service-account',
    ['app/reader'],
    [],
  ],
  ['StringEquals with a star', irsa(sub('app', '*')), 'irsa', 'nobody', [], ['literal-wildcard']],
  [
    'only the audience',
    irsa('', { Condition: { StringEquals: AUD } }),
    'irsa',
    'cluster',
    undefined,
    ['no-subject-condition'],
  ],
  [
    'no condition',
    irsa('', { Condition: {} }),
    'irsa',
    'cluster',
    undefined,
    ['no-subject-condition', 'no-audience-condition'],
  ],
  [
    'no audience',
    irsa('', { Condition: { StringEquals: { [SUB]: READER } } }),
    'irsa',
    'service-account',
    ['app/reader'],
    ['no-audience-condition'],
  ],
  [
    'keys in another case',
    irsa('', { Condition: { StringEquals: { [SUB.toUpperCase()]: READER, [`${ISSUER}:AUD`]: 'x' } } }),
    'irsa',
    'service-account',
    ['app/reader'],
    [],
  ],
  ['a subject that no service account has', irsa('repo:acme'), 'irsa', 'nobody', [], []],
  ['another cluster', irsa(sub('x', 'y'), {}, OTHER_ISSUER), 'irsa', 'service-account', ['x/y'], []],
  [
    'ForAnyValue',
    irsa('', { Condition: { 'ForAnyValue:StringEquals': { [SUB]: READER } } }),
    'irsa',
    'unclear',
    undefined,
    ['no-audience-condition', 'unread-conditions'],
  ],
  [
    'IfExists',
    irsa('', { Condition: { StringEqualsIfExists: { [SUB]: READER }, StringEquals: AUD } }),
    'irsa',
    'unclear',
    undefined,
    ['unread-conditions'],
  ],
  [
    'IgnoreCase',
    irsa('', { Condition: { StringEqualsIgnoreCase: { [SUB]: READER }, StringEquals: AUD } }),
    'irsa',
    'unclear',
    undefined,
    ['unread-conditions'],
  ],
  [
    'StringNotEquals',
    irsa('', { Condition: { StringNotEquals: { [SUB]: READER }, StringEquals: AUD } }),
    'irsa',
    'unclear',
    undefined,
    ['unread-conditions'],
  ],
  [
    'an address besides',
    irsa('', { Condition: { StringEquals: { [SUB]: READER, ...AUD }, IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }),
    'irsa',
    'service-account',
    ['app/reader'],
    ['unread-conditions'],
  ],
  [
    'more actions',
    irsa(READER, { Action: ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'] }),
    'irsa',
    'service-account',
    ['app/reader'],
    ['mixed-actions'],
  ],
  ['sts:*', irsa(READER, { Action: 'sts:*' }), 'irsa', 'service-account', ['app/reader'], ['mixed-actions']],
  [
    'an action in another case',
    irsa(READER, { Action: ['STS:assumerolewithwebidentity'] }),
    'irsa',
    'service-account',
    ['app/reader'],
    [],
  ],
  [
    'NotAction',
    { ...irsa(READER), Action: undefined, NotAction: 'sts:TagSession' } as unknown as JsonObject,
    'irsa',
    'service-account',
    ['app/reader'],
    ['not-action'],
  ],
  [
    'a principal of another kind besides',
    irsa(READER, { Principal: { Federated: [providerArn(ISSUER)], Service: 'pods.eks.amazonaws.com' } }),
    'irsa',
    'service-account',
    ['app/reader'],
    ['mixed-principals'],
  ],
  [
    'a self-hosted issuer, told by its subject',
    irsa(READER, {}, SELF_HOSTED),
    'irsa',
    'service-account',
    ['app/reader'],
    [],
  ],
  [
    'a self-hosted issuer that nothing tells',
    irsa('', { Condition: {} }, SELF_HOSTED),
    'other',
    'other',
    undefined,
    ['foreign-oidc'],
  ],
  [
    'China',
    {
      ...irsa(READER, {}, 'oidc.eks.cn-north-1.amazonaws.com.cn/id/AB12'),
      Principal: { Federated: providerArn('oidc.eks.cn-north-1.amazonaws.com.cn/id/AB12', 'aws-cn') },
    },
    'irsa',
    'service-account',
    ['app/reader'],
    [],
  ],
  [
    'US government',
    {
      ...irsa(READER, {}, 'oidc.eks.us-gov-west-1.amazonaws.com/id/AB12'),
      Principal: { Federated: providerArn('oidc.eks.us-gov-west-1.amazonaws.com/id/AB12', 'aws-us-gov') },
    },
    'irsa',
    'service-account',
    ['app/reader'],
    [],
  ],
  ['GitHub', GITHUB_STATEMENT, 'other', 'other', undefined, ['foreign-oidc']],
  [
    'SAML',
    {
      Effect: 'Allow',
      Principal: { Federated: `arn:aws:iam::${ACCOUNT}:saml-provider/corp` },
      Action: 'sts:AssumeRoleWithSAML',
    },
    'other',
    'other',
    undefined,
    ['saml'],
  ],
  [
    'an account',
    { Effect: 'Allow', Principal: { AWS: ACCOUNT }, Action: 'sts:AssumeRole' },
    'other',
    'other',
    undefined,
    ['aws-principal'],
  ],
  [
    'a deleted role',
    { Effect: 'Allow', Principal: { AWS: 'AROAIOSFODNN7EXAMPLE0' }, Action: 'sts:AssumeRole' },
    'other',
    'other',
    undefined,
    ['aws-principal', 'deleted-principal'],
  ],
  [
    'another service',
    { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
    'other',
    'other',
    undefined,
    ['service-principal'],
  ],
  [
    'everyone',
    { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' },
    'other',
    'any',
    undefined,
    ['everyone'],
  ],
  [
    'everyone by text',
    { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' },
    'other',
    'any',
    undefined,
    ['everyone'],
  ],
  [
    'the provider, but another action',
    irsa(READER, { Action: 'sts:AssumeRole' }),
    'other',
    'other',
    undefined,
    ['foreign-oidc'],
  ],
  [
    'a Deny of web identity',
    irsa(READER, { Effect: 'Deny' }),
    'other',
    'other',
    undefined,
    ['deny', 'denies-web-identity'],
  ],
  [
    'a Deny to everyone',
    { Effect: 'Deny', Principal: '*', Action: '*' },
    'other',
    'other',
    undefined,
    ['deny', 'denies-pod-identity', 'denies-web-identity'],
  ],
  [
    'a Deny with NotPrincipal',
    { Effect: 'Deny', NotPrincipal: { Service: 'pods.eks.amazonaws.com' }, Action: 'sts:AssumeRole' },
    'other',
    'other',
    undefined,
    ['deny', 'not-principal'],
  ],
  ['a wrong Effect', irsa(READER, { Effect: 'allow' }), 'other', 'other', undefined, ['malformed']],
  ['an unknown member', irsa(READER, { Comment: 'x' }), 'irsa', 'service-account', ['app/reader'], ['unknown-fields']],
  [
    'several providers, conditions on one',
    irsa(READER, { Principal: { Federated: [providerArn(ISSUER), providerArn(OTHER_ISSUER)] } }),
    'irsa',
    'service-account',
    ['app/reader'],
    ['several-providers'],
  ],
  [
    'several providers, conditions on both',
    irsa('', {
      Principal: { Federated: [providerArn(ISSUER), providerArn(OTHER_ISSUER)] },
      Condition: { StringEquals: { [SUB]: READER, [`${OTHER_ISSUER}:sub`]: READER } },
    }),
    'irsa',
    'nobody',
    [],
    ['conditions-contradict', 'several-providers'],
  ],
  [
    'a condition on an issuer that is not trusted',
    irsa('', { Condition: { StringEquals: { [`${OTHER_ISSUER}:sub`]: READER } } }),
    'irsa',
    'nobody',
    [],
    ['conditions-contradict'],
  ],
];

const POD_IDENTITY: readonly (readonly [
  string,
  JsonObject,
  string,
  readonly string[] | undefined,
  readonly string[],
])[] = [
  ['no conditions', {}, 'account', undefined, ['unconditioned', 'any-cluster']],
  ['the account', { StringEquals: { 'aws:SourceAccount': ACCOUNT } }, 'account', undefined, ['any-cluster']],
  ['the cluster by SourceArn', { ArnEquals: { 'aws:SourceArn': CLUSTER } }, 'cluster', undefined, []],
  [
    'every cluster by pattern',
    { ArnLike: { 'aws:SourceArn': `arn:aws:eks:*:${ACCOUNT}:cluster/*` } },
    'account',
    undefined,
    ['any-cluster'],
  ],
  [
    'cluster and namespace',
    { StringEquals: { [`${TAG}eks-cluster-name`]: 'prod', [`${TAG}kubernetes-namespace`]: 'app' } },
    'namespace',
    ['~app/*'],
    ['wildcard-subject', 'needs-session-tags'],
  ],
  [
    'all the way',
    {
      StringEquals: {
        [`${TAG}eks-cluster-arn`]: CLUSTER,
        [`${TAG}kubernetes-namespace`]: 'app',
        [`${TAG}kubernetes-service-account`]: 'reader',
      },
    },
    'service-account',
    ['app/reader'],
    ['needs-session-tags'],
  ],
  [
    'lists that multiply',
    {
      StringEquals: {
        [`${TAG}eks-cluster-arn`]: CLUSTER,
        [`${TAG}kubernetes-namespace`]: ['a', 'b'],
        [`${TAG}kubernetes-service-account`]: ['x', 'y'],
      },
    },
    'service-accounts',
    ['a/x', 'a/y', 'b/x', 'b/y'],
    ['lists-multiply', 'needs-session-tags'],
  ],
  [
    'the organisation',
    { StringEquals: { 'aws:SourceOrgId': 'o-1' } },
    'account',
    undefined,
    ['unread-conditions', 'any-cluster'],
  ],
  [
    'a negated namespace',
    { StringNotEquals: { [`${TAG}kubernetes-namespace`]: 'app' } },
    'unclear',
    undefined,
    ['unread-conditions', 'any-cluster', 'needs-session-tags'],
  ],
];

function names(subjects: readonly { namespace: string; serviceAccount: string; exact: boolean }[] | undefined) {
  return subjects?.map(({ namespace, serviceAccount, exact }) => `${exact ? '' : '~'}${namespace}/${serviceAccount}`);
}

describe('explaining statements', () => {
  test.each(IRSA)('web identity: %s', (_name, statement, kind, scope, subjects, notes) => {
    const [explained] = explainTrustPolicy(policy(JSON.parse(JSON.stringify(statement)))).statements;
    expect({ kind: explained?.kind, scope: explained?.scope, subjects: names(explained?.subjects) }).toEqual({
      kind,
      scope,
      subjects,
    });
    expect([...(explained?.notes ?? [])].toSorted()).toEqual(notes.toSorted());
  });

  test.each(POD_IDENTITY)('Pod Identity: %s', (_name, condition, scope, subjects, notes) => {
    const [explained] = explainTrustPolicy(policy(podIdentity({ Condition: condition }))).statements;
    expect({ kind: explained?.kind, scope: explained?.scope, subjects: names(explained?.subjects) }).toEqual({
      kind: 'pod-identity',
      scope,
      subjects,
    });
    expect([...(explained?.notes ?? [])].toSorted()).toEqual(notes.toSorted());
  });

  test('provider and issuer', () => {
    const [one, two] = explainTrustPolicy(
      policy(
        irsa(READER, { Sid: 'A' }),
        irsa(READER, { Principal: { Federated: [providerArn(ISSUER), providerArn(OTHER_ISSUER)] } }),
      ),
    ).statements;
    expect(one).toMatchObject({ index: 0, sid: 'A', effect: 'Allow', provider: providerArn(ISSUER), issuer: ISSUER });
    expect(two?.provider).toBeUndefined();
    expect(two?.providers).toEqual([providerArn(ISSUER), providerArn(OTHER_ISSUER)]);
  });

  test('a self-hosted cluster that the caller knows is one', () => {
    const trust = policy(irsa('', { Condition: {} }, SELF_HOSTED));
    const explained = explainTrustPolicy(trust, { clusterProviders: [providerArn(SELF_HOSTED)] });
    expect(explained.statements[0]).toMatchObject({ kind: 'irsa', scope: 'cluster' });
  });

  test('every note has its sentence', () => {
    for (const note of new Set(IRSA.flatMap(([, , , , , notes]) => notes))) {
      expect(noteMessage(note as Parameters<typeof noteMessage>[0])).toMatch(/\.$/);
    }
  });
});

describe('findings', () => {
  test.each([
    [
      'IRSA for every service account',
      policy(irsa('', { Condition: {} })),
      { code: 'irsa-any-service-account', severity: 'warning', statement: 0 },
    ],
    [
      'a wildcard',
      policy(irsa('', { Condition: { StringLike: { [SUB]: '*' } } })),
      { code: 'irsa-wildcard', severity: 'info' },
    ],
    [
      'no TagSession',
      policy(podIdentity({ Action: 'sts:AssumeRole' })),
      { code: 'pod-identity-incomplete', severity: 'warning' },
    ],
    ['any cluster', policy(podIdentity()), { code: 'pod-identity-any-cluster', severity: 'info' }],
    [
      'a Deny',
      policy(podIdentity(), { Effect: 'Deny', Principal: '*', Action: '*' }),
      { code: 'pod-identity-denied', severity: 'blocked', statement: 1 },
    ],
    [
      'a deleted principal',
      policy({ Effect: 'Allow', Principal: { AWS: 'AIDAIOSFODNN7EXAMPLE0' }, Action: 'sts:AssumeRole' }),
      { code: 'deleted-principal', severity: 'manual' },
    ],
    [
      'the same Sid twice',
      policy(podIdentity({ Sid: 'A' }), irsa(READER, { Sid: 'A' })),
      { code: 'duplicate-sid', statement: 1 },
    ],
    [
      'no principal',
      policy({ Effect: 'Allow', Action: 'sts:AssumeRole' }),
      { code: 'malformed-statement', severity: 'blocked', message: expect.stringContaining('Principal') },
    ],
    ['Action and NotAction', policy(podIdentity({ NotAction: 'x' })), { code: 'malformed-statement' }],
    ['a condition that is text', policy(podIdentity({ Condition: 'x' })), { code: 'malformed-statement' }],
    [
      'a condition value that is an object',
      policy(podIdentity({ Condition: { Bool: { a: {} } } })),
      { code: 'malformed-statement' },
    ],
    [
      'an unknown type of principal',
      policy(podIdentity({ Principal: { User: 'a' } })),
      { code: 'malformed-statement' },
    ],
    ['no statement', document({ Statement: [] }), { code: 'no-statements', severity: 'blocked' }],
    [
      'nearly full',
      policy(...Array.from({ length: 8 }, (_, at) => podIdentity({ Sid: `${'x'.repeat(80)}${at}` }))),
      { code: 'size-near-limit' },
    ],
    [
      'over the quota',
      policy(podIdentity({ Sid: 'x'.repeat(2000) })),
      { code: 'size-over-limit', severity: 'warning' },
    ],
    [
      'over any quota',
      policy(podIdentity({ Sid: 'x'.repeat(9000) })),
      { code: 'size-over-limit', severity: 'blocked' },
    ],
  ])('%s', (_name, trust, finding) => {
    expect(explainTrustPolicy(trust).findings).toContainEqual(expect.objectContaining(finding));
  });

  test('a plain policy has none', () => {
    const explained = explainTrustPolicy(policy(irsa(READER)));
    expect(explained.findings).toEqual([]);
    expect(explained.limit).toBe(2048);
    expect(explained.size).toBe(JSON.stringify(policy(irsa(READER))).length);
  });
});
