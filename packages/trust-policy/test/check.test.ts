import { checkPodIdentityTrust, type JsonObject, reasonMessage, type TrustPolicy } from '@podpass/trust-policy';
import { describe, expect, test } from 'vitest';
import { ACCOUNT, CLUSTER, document, irsa, OTHER_CLUSTER, podIdentity, policy, sub } from './documents.ts';

const SUBJECT = {
  clusterArn: CLUSTER,
  account: ACCOUNT,
  namespace: 'app',
  serviceAccount: 'reader',
  sessionTags: true,
};

function when(condition: JsonObject): TrustPolicy {
  return policy(podIdentity({ Condition: condition }));
}

const TAG = 'aws:RequestTag/';
const EXACT = {
  'aws:SourceAccount': ACCOUNT,
  [`${TAG}eks-cluster-arn`]: CLUSTER,
  [`${TAG}kubernetes-namespace`]: 'app',
  [`${TAG}kubernetes-service-account`]: 'reader',
};

const OK: readonly (readonly [string, TrustPolicy])[] = [
  ['no conditions', policy(podIdentity())],
  ['the statement as an object', document({ Version: '2012-10-17', Statement: podIdentity() })],
  ['every condition met', when({ StringEquals: EXACT })],
  [
    'keys and operators in another case',
    when({ stringequals: { 'AWS:sourceaccount': ACCOUNT, 'aws:requesttag/KUBERNETES-namespace': 'app' } }),
  ],
  ['one value of several', when({ StringEquals: { [`${TAG}kubernetes-service-account`]: ['writer', 'reader'] } })],
  [
    'a pattern',
    when({ StringLike: { [`${TAG}kubernetes-namespace`]: 'a*', [`${TAG}kubernetes-service-account`]: 'r?ader' } }),
  ],
  ['case ignored', when({ StringEqualsIgnoreCase: { [`${TAG}kubernetes-namespace`]: 'APP' } })],
  ['a negation met', when({ StringNotEquals: { [`${TAG}kubernetes-namespace`]: ['kube-system', 'default'] } })],
  ['the cluster by name', when({ StringEquals: { [`${TAG}eks-cluster-name`]: 'prod' } })],
  ['the cluster by SourceArn', when({ ArnEquals: { 'aws:SourceArn': CLUSTER } })],
  ['an ARN pattern', when({ ArnLike: { 'aws:SourceArn': `arn:aws:eks:*:${ACCOUNT}:cluster/*` } })],
  ['a pod name that may be anything', when({ StringLike: { [`${TAG}kubernetes-pod-name`]: '*' } })],
  ['a key that must be there', when({ Null: { [`${TAG}kubernetes-pod-uid`]: 'false' } })],
  ['a key that must not be there', when({ Null: { [`${TAG}team`]: 'true' } })],
  ['IfExists on a key that is never sent', when({ StringEqualsIfExists: { [`${TAG}team`]: 'a' } })],
  ['all tag keys known', when({ 'ForAllValues:StringLike': { 'aws:TagKeys': ['eks-*', 'kubernetes-*'] } })],
  ['some tag key', when({ 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'kubernetes-namespace' } })],
  ['an AWS service', when({ Bool: { 'aws:PrincipalIsAWSService': true } })],
  ['a variable that is known', when({ StringEquals: { 'aws:SourceAccount': ['x', '${aws:SourceAccount}'] } })],
  ['wildcard actions', policy(podIdentity({ Action: 'sts:*' }))],
  ['actions in another case', policy(podIdentity({ Action: ['STS:assumerole', 'sts:tagSESSION'] }))],
  [
    'NotAction that leaves both',
    policy({ Effect: 'Allow', Principal: { Service: 'pods.eks.amazonaws.com' }, NotAction: 'sts:SetSourceIdentity' }),
  ],
  [
    'the two actions in two statements',
    policy(podIdentity({ Action: 'sts:AssumeRole' }), podIdentity({ Action: 'sts:TagSession' })),
  ],
  [
    'several services',
    policy(podIdentity({ Principal: { Service: ['ec2.amazonaws.com', 'pods.eks.amazonaws.com'] } })),
  ],
  [
    'beside IRSA and another service account',
    policy(
      irsa(sub('app', 'reader')),
      podIdentity({ Condition: { StringEquals: { ...EXACT, [`${TAG}kubernetes-service-account`]: 'x' } } }),
      podIdentity(),
    ),
  ],
  [
    'a Deny for somebody else',
    policy(podIdentity(), {
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'aws:SourceAccount': '999999999999' } },
    }),
  ],
  [
    'a Deny of another action',
    policy(podIdentity(), { Effect: 'Deny', Principal: '*', Action: 'sts:SetSourceIdentity' }),
  ],
  [
    'a Deny for all but pods.eks',
    policy(podIdentity(), { Effect: 'Deny', NotPrincipal: { Service: 'pods.eks.amazonaws.com' }, Action: '*' }),
  ],
  [
    'a Deny of plain HTTP',
    policy(podIdentity(), {
      Effect: 'Deny',
      Principal: '*',
      Action: '*',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    }),
  ],
];

const MISSING: readonly (readonly [string, TrustPolicy, object])[] = [
  ['only IRSA', policy(irsa(sub('app', 'reader'))), { code: 'no-statement' }],
  ['another service', policy(podIdentity({ Principal: { Service: 'ec2.amazonaws.com' } })), { code: 'no-statement' }],
  [
    'no TagSession',
    policy(podIdentity({ Action: 'sts:AssumeRole' })),
    { code: 'tag-session-missing', statement: 0, neededFor: 'session-tags' },
  ],
  ['no AssumeRole', policy(podIdentity({ Action: ['sts:TagSession'] })), { code: 'assume-role-missing', statement: 0 }],
  [
    'another namespace',
    when({ StringEquals: { ...EXACT, [`${TAG}kubernetes-namespace`]: 'web' } }),
    { code: 'condition-not-met', key: `${TAG}kubernetes-namespace`, expected: ['web'], actual: 'app' },
  ],
  [
    'another cluster',
    when({ StringEquals: { [`${TAG}eks-cluster-arn`]: OTHER_CLUSTER } }),
    { code: 'condition-not-met', actual: CLUSTER },
  ],
  [
    'another account',
    when({ StringEquals: { 'aws:SourceAccount': '999999999999' } }),
    { code: 'condition-not-met', key: 'aws:SourceAccount', actual: ACCOUNT },
  ],
  [
    'the association as SourceArn',
    when({ ArnLike: { 'aws:SourceArn': `arn:aws:eks:eu-west-1:${ACCOUNT}:podidentityassociation/prod/*` } }),
    { code: 'condition-not-met', key: 'aws:SourceArn' },
  ],
  [
    'a star that does not reach over a colon',
    when({ ArnLike: { 'aws:SourceArn': 'arn:aws:eks:*:cluster/prod' } }),
    { code: 'condition-not-met' },
  ],
  [
    'a star taken literally',
    when({ StringEquals: { [`${TAG}kubernetes-namespace`]: 'a*' } }),
    { code: 'condition-not-met', actual: 'app' },
  ],
  [
    'a variable in the old version',
    document({
      Version: '2008-10-17',
      Statement: podIdentity({ Condition: { StringEquals: { 'aws:SourceAccount': '${aws:SourceAccount}' } } }),
    }),
    { code: 'condition-not-met' },
  ],
  [
    'a plain star by variable',
    when({ StringLike: { [`${TAG}kubernetes-namespace`]: 'a${*}' } }),
    { code: 'condition-not-met' },
  ],
  [
    'a tag that EKS never sends',
    when({ StringEquals: { [`${TAG}team`]: 'payments' } }),
    { code: 'condition-not-met', key: `${TAG}team`, actual: null },
  ],
  [
    'an external id',
    when({ StringEquals: { 'sts:ExternalId': 'x' } }),
    { code: 'condition-not-met', key: 'sts:ExternalId', actual: null },
  ],
  [
    'a condition of IRSA',
    when({ StringEquals: { 'oidc.eks.eu-west-1.amazonaws.com/id/A:sub': sub('app', 'reader') } }),
    { code: 'condition-not-met', actual: null },
  ],
  [
    'not all tag keys',
    when({ 'ForAllValues:StringEquals': { 'aws:TagKeys': ['eks-cluster-arn'] } }),
    { code: 'condition-not-met' },
  ],
  [
    'a negation not met',
    when({ StringNotLike: { [`${TAG}kubernetes-namespace`]: 'a*' } }),
    { code: 'condition-not-met' },
  ],
  [
    'denied by name',
    policy(podIdentity(), {
      Effect: 'Deny',
      Principal: { Service: 'pods.eks.amazonaws.com' },
      Action: 'sts:TagSession',
    }),
    { code: 'denied', statement: 1, action: 'sts:TagSession' },
  ],
  [
    'denied to everyone',
    policy(podIdentity(), { Effect: 'Deny', Principal: '*', NotAction: 'sts:GetCallerIdentity' }),
    { code: 'denied', statement: 1 },
  ],
  [
    'denied to all but a user',
    policy(podIdentity(), {
      Effect: 'Deny',
      NotPrincipal: { AWS: `arn:aws:iam::${ACCOUNT}:user/a` },
      Action: 'sts:Assume*',
    }),
    { code: 'denied', action: 'sts:AssumeRole' },
  ],
  [
    'denied for this namespace',
    policy(podIdentity(), {
      Effect: 'Deny',
      Principal: '*',
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { [`${TAG}kubernetes-namespace`]: 'app' } },
    }),
    { code: 'denied' },
  ],
  ['an empty policy', document({ Statement: [] }), { code: 'no-statement' }],
];

const UNKNOWN: readonly (readonly [string, TrustPolicy, object])[] = [
  [
    'the organisation',
    when({ StringEquals: { 'aws:SourceOrgId': '${aws:ResourceOrgId}' } }),
    { code: 'condition-unknown', key: 'aws:SourceOrgId' },
  ],
  [
    'a pod name',
    when({ StringLike: { [`${TAG}kubernetes-pod-name`]: 'web-*' } }),
    { code: 'condition-unknown', key: `${TAG}kubernetes-pod-name` },
  ],
  [
    'the time',
    when({ DateLessThan: { 'aws:CurrentTime': '2030-01-01T00:00:00Z' } }),
    { code: 'condition-unknown', key: 'aws:CurrentTime' },
  ],
  [
    'an operator that nobody knows',
    when({ StringMatches: { 'aws:SourceAccount': ACCOUNT } }),
    { code: 'condition-unknown', operator: 'StringMatches' },
  ],
  [
    'a variable that nobody knows',
    when({ StringEquals: { [`${TAG}kubernetes-namespace`]: '${aws:PrincipalTag/ns}' } }),
    { code: 'condition-unknown' },
  ],
  ['everyone is trusted', policy(podIdentity({ Principal: '*' })), { code: 'principal-wildcard' }],
  [
    'a Deny that may apply',
    policy(podIdentity(), {
      Effect: 'Deny',
      Principal: '*',
      Action: '*',
      Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' } },
    }),
    { code: 'deny-unknown', key: 'aws:PrincipalOrgID' },
  ],
  [
    'a statement that is not valid',
    policy(podIdentity(), { Effect: 'deny', Principal: '*', Action: '*' }),
    { code: 'malformed', statement: 1 },
  ],
];

describe('whether EKS Pod Identity may use the role', () => {
  test.each(OK)('ok: %s', (_name, trust) => {
    expect(checkPodIdentityTrust(trust, SUBJECT)).toEqual({ status: 'ok', reasons: [] });
  });

  test.each(MISSING)('missing: %s', (_name, trust, reason) => {
    const check = checkPodIdentityTrust(trust, SUBJECT);
    expect(check.status).toBe('missing');
    expect(check.reasons).toContainEqual(expect.objectContaining(reason));
  });

  test.each(UNKNOWN)('unknown: %s', (_name, trust, reason) => {
    const check = checkPodIdentityTrust(trust, SUBJECT);
    expect(check.status).toBe('unknown');
    expect(check.reasons).toContainEqual(expect.objectContaining(reason));
  });

  test('every reason has its sentence', () => {
    for (const [, trust] of [...MISSING, ...UNKNOWN]) {
      for (const reason of checkPodIdentityTrust(trust, SUBJECT).reasons) {
        expect(reasonMessage(reason)).toMatch(/^(Statement \d+ |The trust policy ).*\.$/);
      }
    }
  });

  describe('without session tags', () => {
    const untagged = { ...SUBJECT, sessionTags: false };

    test.each([
      ['conditions on tags fail', when({ StringEquals: EXACT }), 'missing'],
      [
        'the source account and cluster still hold',
        when({ StringEquals: { 'aws:SourceAccount': ACCOUNT }, ArnEquals: { 'aws:SourceArn': CLUSTER } }),
        'ok',
      ],
      ['IfExists on a tag holds', when({ StringEqualsIfExists: { [`${TAG}kubernetes-namespace`]: 'web' } }), 'ok'],
      ['tag keys are absent', when({ Null: { 'aws:TagKeys': 'true' } }), 'ok'],
    ])('%s', (_name, trust, status) => expect(checkPodIdentityTrust(trust, untagged).status).toBe(status));

    test('EKS still asks for sts:TagSession, and the reason says what for', () => {
      const check = checkPodIdentityTrust(policy(podIdentity({ Action: 'sts:AssumeRole' })), untagged);
      expect(check).toEqual({
        status: 'missing',
        reasons: [{ code: 'tag-session-missing', statement: 0, neededFor: 'create' }],
      });
    });
  });

  test('of many statements, the nearest is spoken of', () => {
    const far = podIdentity({
      Condition: { StringEquals: { ...EXACT, 'aws:SourceAccount': '9', [`${TAG}kubernetes-namespace`]: 'x' } },
    });
    const near = podIdentity({
      Condition: { StringEquals: { ...EXACT, [`${TAG}kubernetes-service-account`]: ['writer'] } },
    });
    const { reasons } = checkPodIdentityTrust(policy(far, near, far), SUBJECT);
    expect(reasons).toEqual([
      {
        code: 'condition-not-met',
        statement: 1,
        key: `${TAG}kubernetes-service-account`,
        operator: 'StringEquals',
        expected: ['writer'],
        actual: 'reader',
      },
    ]);
  });

  test('a pattern of many stars takes no time', () => {
    const trust = when({ StringLike: { [`${TAG}kubernetes-namespace`]: `${'*a'.repeat(300)}b` } });
    const started = performance.now();
    expect(checkPodIdentityTrust(trust, { ...SUBJECT, namespace: 'a'.repeat(63) }).status).toBe('missing');
    // Backtracking would take for ever; a busy machine takes a while.
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  test('partitions of China and the US government', () => {
    for (const partition of ['aws-cn', 'aws-us-gov']) {
      const clusterArn = `arn:${partition}:eks:cn-north-1:${ACCOUNT}:cluster/prod`;
      const trust = when({ StringEquals: { [`${TAG}eks-cluster-arn`]: clusterArn } });
      expect(checkPodIdentityTrust(trust, { ...SUBJECT, clusterArn }).status).toBe('ok');
      expect(checkPodIdentityTrust(trust, SUBJECT).status).toBe('missing');
    }
  });
});
