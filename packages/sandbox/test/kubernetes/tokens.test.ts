import { verify } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { createClusterKeys, mintServiceAccountToken, readServiceAccountToken } from '../../src/kubernetes/index.ts';
import type { ClusterState } from '../../src/state/eks-state.ts';
import { testCluster } from '../test-cluster.ts';

const NOW = Date.UTC(2026, 5, 1);
const CLAIMS = {
  namespace: 'shop',
  serviceAccount: 'checkout',
  serviceAccountUid: 'uid-1',
  audiences: ['sts.amazonaws.com'],
  podName: 'checkout-1',
  podUid: 'uid-2',
  nodeName: 'node-1',
  issuedAt: NOW,
  expiresAt: NOW + 3_600_000,
};

let cluster: ClusterState;
beforeAll(async () => {
  cluster = await testCluster('tokens');
});

describe('service account tokens', () => {
  it('hold the claims in the form of Kubernetes, signed with the key of the cluster', () => {
    const token = mintServiceAccountToken(cluster, CLAIMS);
    const [header = '', payload = '', signature = ''] = token.split('.');
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual({
      alg: 'RS256',
      kid: cluster.serviceAccountKey.id,
      typ: 'JWT',
    });
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toEqual({
      iss: cluster.oidcIssuer,
      sub: 'system:serviceaccount:shop:checkout',
      aud: ['sts.amazonaws.com'],
      iat: NOW / 1000,
      nbf: NOW / 1000,
      exp: NOW / 1000 + 3600,
      jti: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/),
      'kubernetes.io': {
        namespace: 'shop',
        node: { name: 'node-1' },
        pod: { name: 'checkout-1', uid: 'uid-2' },
        serviceaccount: { name: 'checkout', uid: 'uid-1' },
      },
    });
    const signed = Buffer.from(`${header}.${payload}`);
    expect(
      verify('RSA-SHA256', signed, cluster.serviceAccountKey.publicKeyPem, Buffer.from(signature, 'base64url')),
    ).toBe(true);
  });

  it('are read back as they were made', () => {
    const { issuedAt: _, ...rest } = CLAIMS;
    expect(readServiceAccountToken(cluster, mintServiceAccountToken(cluster, CLAIMS), NOW + 1000)).toEqual({
      ok: true,
      claims: { ...rest, issuer: cluster.oidcIssuer, subject: 'system:serviceaccount:shop:checkout' },
    });
  });

  it('without a pod carry none', () => {
    const { podName: _, podUid: __, nodeName: ___, ...unbound } = CLAIMS;
    const read = readServiceAccountToken(cluster, mintServiceAccountToken(cluster, unbound), NOW);
    expect(read.ok && 'podName' in read.claims).toBe(false);
  });

  it('end at their time', () => {
    const token = mintServiceAccountToken(cluster, CLAIMS);
    expect(readServiceAccountToken(cluster, token, CLAIMS.expiresAt - 1).ok).toBe(true);
    expect(readServiceAccountToken(cluster, token, CLAIMS.expiresAt)).toMatchObject({ ok: false, problem: 'expired' });
  });

  it('of another cluster or with another content are refused', async () => {
    const token = mintServiceAccountToken(cluster, CLAIMS);
    const other = { ...cluster, ...(await createClusterKeys('other')) };
    expect(readServiceAccountToken(other, token, NOW)).toMatchObject({ ok: false, problem: 'signature' });
    const [header = '', payload = '', signature = ''] = token.split('.');
    const changed = Buffer.from(
      Buffer.from(payload, 'base64url').toString().replaceAll('checkout', 'attacker'),
    ).toString('base64url');
    expect(readServiceAccountToken(cluster, `${header}.${changed}.${signature}`, NOW)).toMatchObject({
      ok: false,
      problem: 'signature',
    });
  });

  it.each([
    '',
    'a',
    'a.b',
    'a.b.c',
    '..',
    'e30.e30.e30',
    `${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.`,
  ])('that are none (%j) are malformed', (token) => {
    expect(readServiceAccountToken(cluster, token, NOW)).toMatchObject({ ok: false, problem: 'malformed' });
  });
});
