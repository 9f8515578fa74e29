import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createTokenMinter } from '../../src/sts/kubernetes-token.ts';

const keys = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'not-so-secret' };
const noon = Date.UTC(2026, 0, 15, 12, 0, 0);

describe('tokens for the Kubernetes API', () => {
  it('are a presigned GetCallerIdentity for the regional host, with exactly the parameters that clusters take', async () => {
    const { token } = await mint(keys)({ name: 'prod', region: 'eu-west-1' });
    expect(token).toMatch(/^k8s-aws-v1\.[A-Za-z0-9_-]+$/);
    const url = urlOf(token);
    expect(`${url.protocol}//${url.host}${url.pathname}`).toBe('https://sts.eu-west-1.amazonaws.com/');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      Action: 'GetCallerIdentity',
      Version: '2011-06-15',
      'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
      'X-Amz-Credential': 'AKIAEXAMPLE/20260115/eu-west-1/sts/aws4_request',
      'X-Amz-Date': '20260115T120000Z',
      'X-Amz-Expires': '60',
      'X-Amz-SignedHeaders': 'host;x-k8s-aws-id',
      'X-Amz-Signature': expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
  });

  it('carry a signature that holds by the published algorithm', async () => {
    const { token } = await mint(keys)({ name: 'prod', region: 'eu-west-1' });
    const url = urlOf(token);
    expect(url.searchParams.get('X-Amz-Signature')).toBe(signatureOf(url, 'prod', keys.secretAccessKey));
    expect(url.searchParams.get('X-Amz-Signature')).not.toBe(signatureOf(url, 'other', keys.secretAccessKey));
  });

  it('carry the session token of temporary credentials, and end with them', async () => {
    const expiration = new Date(noon + 5 * 60_000);
    const { token, expiresAt } = await mint({ ...keys, sessionToken: 'FwoG+/=', expiration })({
      name: 'prod',
      region: 'eu-west-1',
    });
    expect(urlOf(token).searchParams.get('X-Amz-Security-Token')).toBe('FwoG+/=');
    expect(expiresAt).toEqual(new Date(noon + 4 * 60_000));
  });

  it.each([
    ['us-gov-west-1', 'sts.us-gov-west-1.amazonaws.com'],
    ['cn-north-1', 'sts.cn-north-1.amazonaws.com.cn'],
    ['us-isob-east-1', 'sts.us-isob-east-1.sc2s.sgov.gov'],
    ['us-iso-east-1', 'sts.us-iso-east-1.c2s.ic.gov'],
  ])('name the host of the partition of %s', async (region, host) => {
    const { token } = await mint(keys)({ name: 'prod', region });
    expect(urlOf(token).host).toBe(host);
  });

  it('are kept for 14 minutes, for each cluster of each region', async () => {
    const clock = { now: noon };
    const minter = createTokenMinter(
      () => Promise.resolve(keys),
      () => clock.now,
    );
    const first = await minter({ name: 'prod', region: 'eu-west-1' });
    expect(first.expiresAt).toEqual(new Date(noon + 14 * 60_000));
    clock.now = noon + 14 * 60_000 - 1;
    expect(await minter({ name: 'prod', region: 'eu-west-1' })).toEqual(first);
    expect(await minter({ name: 'prod', region: 'us-east-1' })).not.toEqual(first);
    expect(await minter({ name: 'test', region: 'eu-west-1' })).not.toEqual(first);
    clock.now = noon + 14 * 60_000;
    expect(await minter({ name: 'prod', region: 'eu-west-1' })).not.toEqual(first);
  });

  it('say that credentials are missing, and are minted as soon as they are there', async () => {
    const answers = [
      () => Promise.reject(Object.assign(new Error('no providers'), { name: 'CredentialsProviderError' })),
      () => Promise.resolve(keys),
    ];
    const minter = createTokenMinter(() => (answers.shift() ?? (() => Promise.resolve(keys)))());
    const cluster = { name: 'prod', region: 'eu-west-1' };
    await expect(minter(cluster)).rejects.toMatchObject({
      code: 'aws-credentials-missing',
      data: { detail: 'no providers' },
    });
    await expect(minter(cluster)).resolves.toMatchObject({ token: expect.stringContaining('k8s-aws-v1.') as string });
  });
});

function mint(credentials: typeof keys & { sessionToken?: string; expiration?: Date }) {
  return createTokenMinter(
    () => Promise.resolve(credentials),
    () => noon,
  );
}

function urlOf(token: string): URL {
  return new URL(Buffer.from(token.slice('k8s-aws-v1.'.length), 'base64url').toString());
}

/** Signature Version 4 with the signature in the query, written from its specification. */
function signatureOf(url: URL, cluster: string, secret: string): string {
  const [, day = '', region = '', service = ''] = (url.searchParams.get('X-Amz-Credential') ?? '').split('/');
  const query = [...url.searchParams]
    .filter(([key]) => key !== 'X-Amz-Signature')
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`)
    .toSorted()
    .join('&');
  const canonical = [
    'GET',
    '/',
    query,
    `host:${url.host}`,
    `x-k8s-aws-id:${cluster}`,
    '',
    'host;x-k8s-aws-id',
    sha256(''),
  ];
  const scope = `${day}/${region}/${service}/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', url.searchParams.get('X-Amz-Date'), scope, sha256(canonical.join('\n'))].join(
    '\n',
  );
  const key = [day, region, service, 'aws4_request'].reduce<Uint8Array | string>(
    (parent, part) => hmac(parent, part),
    `AWS4${secret}`,
  );
  return Buffer.from(hmac(key, toSign)).toString('hex');
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: Uint8Array | string, text: string): Uint8Array {
  return createHmac('sha256', key).update(text).digest();
}
