import {
  addPodIdentity,
  checkPodIdentityTrust,
  comparePolicies,
  type JsonObject,
  newPodIdentityTrust,
  parseTrustPolicy,
  type PodIdentityRequest,
  printTrustPolicy,
  reasonMessage,
  removePodIdentity,
  statementsOf,
} from '@podpass/trust-policy';
import { describe, expect, test } from 'vitest';
import {
  ACCOUNT,
  CLUSTER,
  document,
  GITHUB,
  irsa,
  OTHER_CLUSTER,
  podIdentity,
  policy,
  providerArn,
  sub,
} from './documents.ts';

const TAG = 'aws:RequestTag/';
const READER = { namespace: 'app', serviceAccount: 'reader' };
const WRITER = { namespace: 'app', serviceAccount: 'writer' };
const WEB = { namespace: 'web', serviceAccount: 'front' };

function request(more: Partial<PodIdentityRequest> = {}): PodIdentityRequest {
  return { clusterArn: CLUSTER, account: ACCOUNT, scope: 'service-account', serviceAccounts: [READER], ...more };
}

function last(trust: ReturnType<typeof policy>): JsonObject | undefined {
  return statementsOf(trust).at(-1);
}

const OURS_CONDITION = {
  StringEquals: {
    'aws:SourceAccount': ACCOUNT,
    [`${TAG}eks-cluster-arn`]: CLUSTER,
    [`${TAG}kubernetes-namespace`]: 'app',
    [`${TAG}kubernetes-service-account`]: 'reader',
  },
};

function sidOf(statement: JsonObject | undefined): string {
  return JSON.stringify(statement?.['Sid']).slice(1, -1);
}

const FOREIGN: readonly (readonly [string, JsonObject])[] = [
  ['IRSA', irsa(sub('app', 'reader'))],
  [
    'GitHub',
    {
      Effect: 'Allow',
      Principal: { Federated: providerArn(GITHUB) },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: { StringLike: { [`${GITHUB}:sub`]: 'repo:a/*' } },
    },
  ],
  [
    'SAML',
    {
      Effect: 'Allow',
      Principal: { Federated: `arn:aws:iam::${ACCOUNT}:saml-provider/corp` },
      Action: ['sts:AssumeRoleWithSAML'],
    },
  ],
  [
    'a role with a path',
    { Effect: 'Allow', Principal: { AWS: [`arn:aws:iam::${ACCOUNT}:role/team/a/deployer`] }, Action: 'sts:AssumeRole' },
  ],
  ['a Deny of somebody else', { Effect: 'Deny', Principal: { AWS: ACCOUNT }, NotAction: ['sts:TagSession'] }],
  [
    'unknown members',
    { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole', Note: { a: [1] } },
  ],
  ['Pod Identity for another cluster', podIdentity({ Condition: { ArnLike: { 'AWS:SourceArn': OTHER_CLUSTER } } })],
];

describe('adding', () => {
  test('to a document without Pod Identity: one statement, as narrow as asked', () => {
    const edit = addPodIdentity(policy(irsa(sub('app', 'reader'))), request());
    expect(edit).toMatchObject({ changed: true, blocked: false, reasons: [], limit: 2048, serviceAccounts: [READER] });
    expect(last(edit.policy)).toEqual({
      Sid: expect.stringMatching(/^[A-Za-z0-9]+$/),
      Effect: 'Allow',
      Principal: { Service: 'pods.eks.amazonaws.com' },
      Action: ['sts:AssumeRole', 'sts:TagSession'],
      Condition: {
        StringEquals: {
          'aws:SourceAccount': ACCOUNT,
          [`${TAG}eks-cluster-arn`]: CLUSTER,
          [`${TAG}kubernetes-namespace`]: 'app',
          [`${TAG}kubernetes-service-account`]: 'reader',
        },
      },
    });
    expect(edit.size).toBe(printTrustPolicy(edit.policy).length);
  });

  test.each(FOREIGN)('leaves %s as it was', (_name, statement) => {
    const before = document({ Id: 'x', Statement: [statement], Version: '2012-10-17' });
    const { policy: after, changed } = addPodIdentity(before, request());
    expect(changed).toBe(true);
    expect(JSON.stringify(statementsOf(after)[0])).toBe(JSON.stringify(statement));
    expect(Object.keys(after)).toEqual(['Id', 'Statement', 'Version']);
  });

  test('to a statement that is an object', () => {
    const { policy: after } = addPodIdentity(document({ Statement: irsa(sub('a', 'b')) }), request());
    expect(after.Statement).toHaveLength(2);
    expect(parseTrustPolicy(printTrustPolicy(after)).ok).toBe(true);
  });

  test('one statement per namespace, extended by what comes later', () => {
    const first = addPodIdentity(policy(irsa('x')), request({ serviceAccounts: [READER, WEB, READER] })).policy;
    const second = addPodIdentity(first, request({ serviceAccounts: [WRITER, READER] }));
    expect(second.serviceAccounts).toEqual([WRITER]);
    expect(statementsOf(second.policy)).toHaveLength(3);
    expect(statementsOf(second.policy)[1]).toMatchObject({
      Condition: { StringEquals: { [`${TAG}kubernetes-service-account`]: ['reader', 'writer'] } },
    });
    expect(statementsOf(second.policy)[2]).toEqual(statementsOf(first)[2]);
    for (const name of [
      { namespace: 'web', serviceAccount: 'reader' },
      { namespace: 'app', serviceAccount: 'front' },
    ]) {
      const check = checkPodIdentityTrust(second.policy, {
        clusterArn: CLUSTER,
        account: ACCOUNT,
        sessionTags: true,
        ...name,
      });
      expect(check.status).toBe('missing');
    }
  });

  test('clusters and namespaces have Sids of their own, the same every time', () => {
    const sids = [
      request(),
      request({ clusterArn: OTHER_CLUSTER }),
      request({ serviceAccounts: [WEB] }),
      request({ scope: 'cluster' }),
      request({ scope: 'account' }),
    ].map((each) => sidOf(last(newPodIdentityTrust(each))));
    expect(new Set(sids).size).toBe(sids.length);
    // Written into documents: must never change from one version to the next.
    expect(sids[0]).toBe('PodIdentity35NC1XGQHP');
  });

  test('a Sid that somebody else uses is left to them', () => {
    const sid = sidOf(last(newPodIdentityTrust(request())));
    const taken = policy(irsa(sub('a', 'b'), { Sid: sid }), irsa(sub('a', 'c'), { Sid: `${sid}x2` }));
    const { policy: after } = addPodIdentity(taken, request());
    expect(last(after)?.['Sid']).toBe(`${sid}x3`);
    const again = addPodIdentity(after, request({ serviceAccounts: [WRITER] }));
    expect(statementsOf(again.policy)).toHaveLength(3);
  });

  test.each<readonly [string, JsonObject]>([
    ['another action', { Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'] }],
    ['another condition', { Condition: { ...OURS_CONDITION, StringLike: { 'aws:SourceOrgId': 'o-1' } } }],
    ['another principal', { Principal: { Service: ['pods.eks.amazonaws.com', 'ec2.amazonaws.com'] } }],
    ['a member', { Comment: 'kept' }],
  ])('a statement of ours that was edited by hand is not ours any more: %s', (_name, change) => {
    const edited = { ...last(newPodIdentityTrust(request())), ...change };
    const { policy: after } = addPodIdentity(policy(edited), request({ serviceAccounts: [WRITER] }));
    expect(statementsOf(after)[0]).toEqual(edited);
    expect(statementsOf(after)).toHaveLength(2);
  });

  test.each<readonly [string, JsonObject, Partial<PodIdentityRequest>]>([
    ['no condition', podIdentity(), {}],
    [
      'wildcards',
      podIdentity({ Action: 'sts:*', Condition: { StringLike: { [`${TAG}kubernetes-namespace`]: 'a*' } } }),
      {},
    ],
    [
      'the cluster by SourceArn',
      podIdentity({ Condition: { ArnLike: { 'aws:sourcearn': CLUSTER } } }),
      { scope: 'cluster' },
    ],
    [
      'the cluster, asked for a service account',
      podIdentity({ Condition: { ArnEquals: { 'aws:SourceArn': CLUSTER } } }),
      {},
    ],
    [
      'the account',
      podIdentity({ Condition: { StringEquals: { 'aws:SourceAccount': [ACCOUNT] } } }),
      { scope: 'account' },
    ],
    [
      'the account without tags',
      podIdentity({ Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT } } }),
      { scope: 'cluster', sessionTags: false },
    ],
  ])('nothing to do when trusted already: %s', (_name, statement, more) => {
    const before = policy(irsa('x'), statement);
    const edit = addPodIdentity(before, request(more));
    expect(edit).toMatchObject({
      changed: false,
      blocked: false,
      reasons: [{ code: 'already-trusted', statement: 1 }],
    });
    expect(edit.policy).toBe(before);
  });

  test.each<readonly [string, JsonObject, Partial<PodIdentityRequest>]>([
    ['one service account is not the cluster', last(newPodIdentityTrust(request())) ?? {}, { scope: 'cluster' }],
    [
      'one cluster is not the account',
      podIdentity({ Condition: { ArnEquals: { 'aws:SourceArn': CLUSTER } } }),
      { scope: 'account' },
    ],
    [
      'a namespace is not the cluster',
      podIdentity({ Condition: { StringEquals: { [`${TAG}kubernetes-namespace`]: 'app' } } }),
      { scope: 'cluster' },
    ],
    [
      'tags are not sent',
      last(newPodIdentityTrust(request({ scope: 'cluster' }))) ?? {},
      { scope: 'cluster', sessionTags: false },
    ],
    ['the organisation is not known', podIdentity({ Condition: { StringEquals: { 'aws:SourceOrgId': 'o-1' } } }), {}],
  ])('something to do: %s', (_name, statement, more) => {
    const edit = addPodIdentity(policy(statement), request(more));
    expect(edit.changed).toBe(true);
    expect(statementsOf(edit.policy)[0]).toEqual(statement);
    expect(addPodIdentity(edit.policy, request(more)).changed).toBe(false);
  });

  test('without session tags the cluster is told by SourceArn', () => {
    const trust = newPodIdentityTrust(request({ scope: 'cluster', sessionTags: false }));
    expect(last(trust)).toMatchObject({
      Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT }, ArnEquals: { 'aws:SourceArn': CLUSTER } },
    });
  });

  test.each<readonly [string, ReturnType<typeof policy>, Partial<PodIdentityRequest>, object]>([
    [
      'a Deny by name',
      policy({ Effect: 'Deny', Principal: { Service: ['pods.eks.amazonaws.com'] }, Action: 'sts:*' }),
      {},
      { code: 'denied', statement: 0 },
    ],
    [
      'a Deny to everyone',
      policy(irsa('x'), { Effect: 'Deny', Principal: '*', Action: '*' }),
      { scope: 'account' },
      { code: 'denied', statement: 1 },
    ],
    [
      'a Deny of one of several',
      policy({
        Effect: 'Deny',
        Principal: '*',
        Action: '*',
        Condition: { StringEquals: { [`${TAG}kubernetes-namespace`]: 'web' } },
      }),
      { serviceAccounts: [READER, WEB] },
      { code: 'denied' },
    ],
    ['a statement that IAM refuses', policy(irsa('x'), { Effect: 'Allow' }), {}, { code: 'malformed', statement: 1 }],
    ['no cluster', policy(irsa('x')), { clusterArn: 'prod' }, { code: 'invalid-request', field: 'clusterArn' }],
    ['no account', policy(irsa('x')), { account: '123' }, { code: 'invalid-request', field: 'account' }],
    [
      'the account of somebody else',
      policy(irsa('x')),
      { account: '999999999999' },
      { code: 'invalid-request', field: 'account' },
    ],
    [
      'no service account',
      policy(irsa('x')),
      { serviceAccounts: [] },
      { code: 'invalid-request', field: 'serviceAccounts' },
    ],
    [
      'a bad namespace',
      policy(irsa('x')),
      { serviceAccounts: [{ namespace: 'A*', serviceAccount: 'x' }] },
      { code: 'invalid-request', field: 'serviceAccounts[0].namespace' },
    ],
    [
      'a bad service account',
      policy(irsa('x')),
      { serviceAccounts: [READER, { namespace: 'a', serviceAccount: 'x:y' }] },
      { code: 'invalid-request', field: 'serviceAccounts[1].serviceAccount' },
    ],
    ['service accounts without tags', policy(irsa('x')), { sessionTags: false }, { code: 'session-tags-needed' }],
  ])('refused, with nothing half-done: %s', (_name, before, more, reason) => {
    const edit = addPodIdentity(before, request(more));
    expect(edit).toMatchObject({ changed: false, blocked: true, serviceAccounts: [] });
    expect(edit.policy).toBe(before);
    expect(edit.reasons).toContainEqual(expect.objectContaining(reason));
    expect(edit.reasons.every((each) => reasonMessage(each).length > 10)).toBe(true);
  });

  test('a Deny that may apply is told, not decided', () => {
    const before = policy({
      Effect: 'Deny',
      Principal: '*',
      Action: '*',
      Condition: { StringNotEquals: { 'aws:SourceOrgID': 'o-1' } },
    });
    const edit = addPodIdentity(before, request());
    expect(edit).toMatchObject({
      changed: true,
      reasons: [{ code: 'deny-unknown', statement: 0, key: 'aws:SourceOrgID' }],
    });
    expect(addPodIdentity(edit.policy, request()).changed).toBe(false);
  });

  test.each([
    [2048, 2100, true],
    [4096, 4200, true],
    [8192, 8300, false],
  ])('over a quota of %i: told, with the size', (limit, padding, raisable) => {
    const edit = addPodIdentity(policy(irsa('x', { Sid: 'p'.repeat(padding) })), request({ limit }));
    expect(edit).toMatchObject({
      changed: true,
      limit,
      reasons: [{ code: 'size-over-limit', size: edit.size, limit, raisable }],
    });
  });

  test('a deleted principal is told: IAM will refuse to write it back', () => {
    const edit = addPodIdentity(
      policy({ Effect: 'Allow', Principal: { AWS: 'AROAIOSFODNN7EXAMPLE0' }, Action: 'sts:AssumeRole' }),
      request(),
    );
    expect(edit.reasons).toEqual([{ code: 'deleted-principal', statement: 0, principal: 'AROAIOSFODNN7EXAMPLE0' }]);
  });

  test('partitions come from the ARN', () => {
    const clusterArn = `arn:aws-us-gov:eks:us-gov-west-1:${ACCOUNT}:cluster/prod`;
    const trust = newPodIdentityTrust(request({ clusterArn }));
    expect(last(trust)).toMatchObject({ Condition: { StringEquals: { [`${TAG}eks-cluster-arn`]: clusterArn } } });
  });

  test('a new trust policy is one statement as narrow as can be, or an error', () => {
    const { scope: _, ...unscoped } = request();
    expect(newPodIdentityTrust(unscoped)).toEqual(newPodIdentityTrust(request()));
    expect(newPodIdentityTrust(unscoped)).toMatchObject({ Version: '2012-10-17', Statement: [{}] });
    expect(() => newPodIdentityTrust(request({ serviceAccounts: [] }))).toThrow(/at least one service account/);
  });
});

describe('removing', () => {
  test('our element, then our statement', () => {
    const both = addPodIdentity(policy(irsa('x')), request({ serviceAccounts: [READER, WRITER] })).policy;
    const one = removePodIdentity(both, request());
    expect(one).toMatchObject({ changed: true, reasons: [], serviceAccounts: [READER] });
    expect(
      comparePolicies(one.policy, addPodIdentity(policy(irsa('x')), request({ serviceAccounts: [WRITER] })).policy)
        .equal,
    ).toBe(true);
    const none = removePodIdentity(one.policy, request({ serviceAccounts: [WRITER] }));
    expect(none.policy).toEqual(policy(irsa('x')));
  });

  test.each<readonly [string, Partial<PodIdentityRequest>]>([
    ['account', { scope: 'account' }],
    ['cluster', { scope: 'cluster' }],
    ['cluster without tags', { scope: 'cluster', sessionTags: false }],
  ])('the statement of the %s', (_name, more) => {
    const before = policy(irsa('x'));
    expect(removePodIdentity(addPodIdentity(before, request(more)).policy, request(more)).policy).toEqual(before);
  });

  test('what others wrote stays, and is told', () => {
    const before = policy(irsa('x'), podIdentity({ Sid: 'byHand' }));
    expect(removePodIdentity(before, request())).toMatchObject({
      changed: false,
      blocked: false,
      policy: before,
      reasons: [{ code: 'still-trusted', statement: 1 }],
    });
    expect(removePodIdentity(policy(irsa('x')), request()).reasons).toEqual([{ code: 'nothing-to-remove' }]);
  });

  test('the last statement stays: IAM wants one', () => {
    const before = newPodIdentityTrust(request());
    expect(removePodIdentity(before, request())).toMatchObject({
      changed: false,
      blocked: true,
      policy: before,
      reasons: [{ code: 'last-statement' }],
    });
  });

  test('other namespaces, clusters and scopes stay', () => {
    let trust = policy(irsa('x'));
    const others = [
      request({ serviceAccounts: [WEB] }),
      request({ clusterArn: OTHER_CLUSTER }),
      request({ scope: 'cluster', clusterArn: OTHER_CLUSTER }),
    ];
    for (const each of others) trust = addPodIdentity(trust, each).policy;
    const kept = removePodIdentity(addPodIdentity(trust, request()).policy, request());
    expect(kept.policy).toEqual(trust);
  });
});
