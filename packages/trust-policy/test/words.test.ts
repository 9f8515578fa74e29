import { type JsonObject, trustShapeInWords } from '@podpass/trust-policy';
import { describe, expect, test } from 'vitest';
import {
  document,
  GITHUB,
  irsa,
  ISSUER,
  OTHER_ISSUER,
  podIdentity,
  policy,
  providerArn,
  sub,
  THIRD_ISSUER,
} from './documents.ts';

const SUB = `${ISSUER}:sub`;
const READER = sub('app', 'reader');

const GITHUB_STATEMENT: JsonObject = {
  Effect: 'Allow',
  Principal: { Federated: providerArn(GITHUB) },
  Action: 'sts:AssumeRoleWithWebIdentity',
  Condition: { StringLike: { [`${GITHUB}:sub`]: 'repo:acme/shop:*' } },
};

describe('the shape in words', () => {
  const elsewhere = [irsa(READER, {}, OTHER_ISSUER), irsa(sub('a', 'b'), {}, THIRD_ISSUER)] as const;

  test.each([
    ['Trusts app/reader of this cluster', policy(irsa(READER))],
    ['Trusts app/reader of this cluster, and 1 other cluster', policy(irsa(READER), elsewhere[0])],
    [
      'Trusts app/reader of this cluster, and 2 other clusters and EKS Pod Identity',
      policy(...elsewhere, irsa(READER), podIdentity()),
    ],
    ['Trusts app/reader and web/writer of this cluster', policy(irsa(READER), irsa([sub('web', 'writer')]))],
    [
      'Trusts a/a, a/b, a/c and 2 more of this cluster',
      policy(irsa(['a', 'b', 'c', 'd', 'e'].map((name) => sub('a', name)))),
    ],
    [
      'Trusts every service account in namespace app of this cluster',
      policy(irsa('', { Condition: { StringLike: { [SUB]: sub('app', '*') } } })),
    ],
    [
      'Trusts service accounts like app/web-* of this cluster',
      policy(irsa('', { Condition: { StringLike: { [SUB]: sub('app', 'web-*') } } })),
    ],
    [
      'Trusts reader in every namespace of this cluster',
      policy(irsa('', { Condition: { StringLike: { [SUB]: sub('*', 'reader') } } })),
    ],
    ['Trusts every service account of this cluster', policy(irsa('', { Condition: {} }), irsa(READER))],
    ['Does not trust this cluster', document({ Statement: [] })],
    [
      'Does not trust this cluster, but trusts 1 other cluster and 1 other identity provider',
      policy(elsewhere[0], GITHUB_STATEMENT),
    ],
    ['Names this cluster, but no service account can match', policy(irsa(sub('app', '*')))],
    [
      'Trusts app/reader of this cluster; a Deny statement may refuse it',
      policy(irsa(READER), irsa(READER, { Effect: 'Deny' })),
    ],
    [
      'Trusts service accounts of this cluster that its conditions do not list plainly',
      policy(irsa('', { Condition: { StringNotEquals: { [SUB]: READER } } })),
    ],
  ])('%s', (words, trust) => {
    expect(trustShapeInWords(trust, { issuer: `https://${ISSUER}` })).toBe(words);
    expect(trustShapeInWords(trust, { providerArn: providerArn(ISSUER) })).toBe(words);
  });
});
