import {
  addPodIdentity,
  checkPodIdentityTrust,
  comparePolicies,
  explainTrustPolicy,
  type JsonObject,
  type PodIdentityRequest,
  parseTrustPolicy,
  printTrustPolicy,
  removePodIdentity,
  statementsOf,
  trustPolicySize,
  trustShapeInWords,
} from '@podpass/trust-policy';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ACCOUNT, CLUSTER, document, ISSUER, OTHER_CLUSTER, OTHER_ISSUER, providerArn } from './documents.ts';

const name = fc.constantFrom('a', 'b', 'app', 'reader', 'x-1');
const pattern = fc.constantFrom(
  'a',
  'app',
  'a*',
  '*',
  '?pp',
  '${aws:SourceAccount}',
  ACCOUNT,
  CLUSTER,
  `${CLUSTER.slice(0, -4)}*`,
);
const key = fc.constantFrom(
  'aws:SourceAccount',
  'AWS:sourcearn',
  'aws:RequestTag/eks-cluster-arn',
  'aws:RequestTag/kubernetes-namespace',
  'aws:requesttag/kubernetes-service-account',
  'aws:RequestTag/kubernetes-pod-name',
  'aws:RequestTag/team',
  'aws:SourceOrgId',
  'aws:TagKeys',
  `${ISSUER}:sub`,
  `${OTHER_ISSUER}:aud`,
);
const operator = fc.constantFrom(
  'StringEquals',
  'StringLike',
  'ArnLike',
  'StringNotEquals',
  'StringEqualsIfExists',
  'ForAnyValue:StringLike',
  'ForAllValues:StringEquals',
  'Null',
  'Bool',
  'IpAddress',
  'NoSuchOperator',
);
const oneOrMany = <T>(item: fc.Arbitrary<T>): fc.Arbitrary<T | T[]> =>
  fc.oneof(item, fc.array(item, { minLength: 1, maxLength: 3 }));
const condition = fc.dictionary(operator, fc.dictionary(key, oneOrMany(pattern), { maxKeys: 2 }), { maxKeys: 2 });
const principal = fc.constantFrom<JsonObject | string>(
  { Service: 'pods.eks.amazonaws.com' },
  { Service: ['ec2.amazonaws.com', 'pods.eks.amazonaws.com'] },
  { Federated: providerArn(ISSUER) },
  { Federated: [providerArn(ISSUER), providerArn(OTHER_ISSUER)] },
  { AWS: ACCOUNT },
  '*',
);
const action = oneOrMany(
  fc.constantFrom('sts:AssumeRole', 'sts:TagSession', 'sts:*', 'sts:AssumeRoleWithWebIdentity', '*'),
);
const statementOf = (effect: fc.Arbitrary<string>) =>
  fc.record(
    {
      Effect: effect,
      Principal: principal,
      Action: action,
      Condition: condition,
      Sid: fc.string({ maxLength: 5 }),
      Unknown: fc.jsonValue({ maxDepth: 1 }),
    },
    { requiredKeys: ['Effect', 'Principal', 'Action'] },
  );
const allowing = fc.array(statementOf(fc.constant('Allow')), { minLength: 1, maxLength: 4 });
const mixed = fc.array(statementOf(fc.constantFrom('Allow', 'Deny')), { minLength: 1, maxLength: 4 });
const version = fc.constantFrom('2012-10-17', '2008-10-17');
const serviceAccounts = fc.array(fc.record({ namespace: name, serviceAccount: name }), { minLength: 1, maxLength: 5 });
const request: fc.Arbitrary<PodIdentityRequest> = fc
  .record({
    clusterArn: fc.constantFrom(CLUSTER, OTHER_CLUSTER),
    account: fc.constant(ACCOUNT),
    scope: fc.constantFrom('account' as const, 'cluster' as const, 'service-account' as const),
    serviceAccounts,
    sessionTags: fc.boolean(),
  })
  .map((each) => (each.scope === 'service-account' ? { ...each, sessionTags: true } : each));

function build(statements: readonly unknown[], Version: string) {
  return document(JSON.parse(JSON.stringify({ Version, Statement: statements })));
}

test('after adding, every service account asked for is trusted', () => {
  fc.assert(
    fc.property(allowing, version, request, (statements, v, asked) => {
      const { policy, blocked } = addPodIdentity(build(statements, v), asked);
      expect(blocked).toBe(false);
      for (const each of asked.serviceAccounts) {
        const check = checkPodIdentityTrust(policy, {
          ...each,
          clusterArn: asked.clusterArn,
          account: ACCOUNT,
          sessionTags: asked.sessionTags ?? true,
        });
        expect(check).toEqual({ status: 'ok', reasons: [] });
      }
    }),
  );
});

test('adding again changes nothing', () => {
  fc.assert(
    fc.property(mixed, version, request, (statements, v, asked) => {
      const once = addPodIdentity(build(statements, v), asked);
      const twice = addPodIdentity(once.policy, asked);
      expect(twice.changed).toBe(false);
      expect(twice.policy).toBe(once.policy);
    }),
  );
});

test('what the policy said before, it says after, in the same form and order', () => {
  fc.assert(
    fc.property(mixed, version, fc.array(request, { maxLength: 4 }), (statements, v, requests) => {
      const before = build(statements, v);
      let after = before;
      for (const each of requests) after = addPodIdentity(after, each).policy;
      const kept = statementsOf(after).slice(0, statements.length);
      expect(JSON.stringify(kept)).toBe(JSON.stringify(statementsOf(before)));
      for (const each of requests) after = removePodIdentity(after, each).policy;
      expect(JSON.stringify(statementsOf(after))).toBe(JSON.stringify(statementsOf(before)));
    }),
  );
});

test('removing what was added gives the policy back, also among earlier additions', () => {
  fc.assert(
    fc.property(mixed, version, fc.array(request, { maxLength: 3 }), request, (statements, v, earlier, asked) => {
      let before = build(statements, v);
      for (const each of earlier) before = addPodIdentity(before, each).policy;
      const added = addPodIdentity(before, asked);
      fc.pre(added.changed);
      const names = asked.scope === 'service-account' ? added.serviceAccounts : asked.serviceAccounts;
      const removed = removePodIdentity(added.policy, { ...asked, serviceAccounts: names });
      expect(comparePolicies(removed.policy, before, { labels: true })).toEqual({ equal: true, differences: [] });
    }),
  );
});

test('adding never lets in a service account that was not asked for', () => {
  const everyName = ['a', 'b', 'app', 'reader', 'x-1'];
  fc.assert(
    fc.property(
      allowing,
      version,
      fc.array(serviceAccounts, { minLength: 1, maxLength: 3 }),
      (statements, v, rounds) => {
        const before = build(statements, v);
        let after = before;
        for (const each of rounds) {
          after = addPodIdentity(after, {
            clusterArn: CLUSTER,
            account: ACCOUNT,
            scope: 'service-account',
            serviceAccounts: each,
          }).policy;
        }
        const asked = new Set(rounds.flat().map((each) => `${each.namespace}/${each.serviceAccount}`));
        for (const namespace of everyName) {
          for (const serviceAccount of everyName) {
            if (asked.has(`${namespace}/${serviceAccount}`)) continue;
            const subject = { clusterArn: CLUSTER, account: ACCOUNT, namespace, serviceAccount, sessionTags: true };
            expect(checkPodIdentityTrust(after, subject).status).toBe(checkPodIdentityTrust(before, subject).status);
          }
        }
      },
    ),
    { numRuns: 50 },
  );
});

test('every policy, however odd, is printed, measured, explained and put into words', () => {
  const odd = fc.dictionary(
    fc.constantFrom('Effect', 'Principal', 'NotPrincipal', 'Action', 'NotAction', 'Condition', 'Sid', '__proto__'),
    fc.jsonValue({ maxDepth: 3 }),
  );
  fc.assert(
    fc.property(fc.array(odd, { maxLength: 4 }), fc.jsonValue({ maxDepth: 1 }), (statements, v) => {
      const text = JSON.stringify({ Version: v, Statement: statements });
      const parsed = parseTrustPolicy(text);
      if (!parsed.ok) throw new Error(parsed.problem.message);
      expect(printTrustPolicy(parsed.policy)).toBe(text);
      expect(trustPolicySize(parsed.policy)).toBe(text.length);
      expect(explainTrustPolicy(parsed.policy).statements).toHaveLength(statements.length);
      expect(trustShapeInWords(parsed.policy, { issuer: ISSUER })).toMatch(/^[A-Z]/);
      expect(comparePolicies(parsed.policy, parsed.policy).equal).toBe(true);
      const subject = { clusterArn: CLUSTER, account: ACCOUNT, namespace: 'a', serviceAccount: 'b', sessionTags: true };
      expect(['ok', 'missing', 'unknown']).toContain(checkPodIdentityTrust(parsed.policy, subject).status);
    }),
  );
});
