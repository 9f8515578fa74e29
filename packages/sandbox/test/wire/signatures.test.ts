import { ListClustersCommand } from '@aws-sdk/client-eks';
import { CreateRoleCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { HttpRequest } from '@smithy/core/protocols';
import { SignatureV4 } from '@smithy/signature-v4';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ADMIN_ACCESS_KEY } from '../../src/index.ts';
import { refusal, roleArn, type RunningSandbox, runSandbox } from '../running-sandbox.ts';
import { type RawRequest, send, Sha256 } from './raw-request.ts';

let running: RunningSandbox;
let now = Date.now();

beforeAll(async () => {
  running = await runSandbox({ now: () => now });
});
beforeEach(async () => {
  now = Date.now();
  await running.control('POST', 'reset');
});
afterAll(() => running.stop());

async function session() {
  const trust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'sts:AssumeRole' }],
  };
  await running.iam.send(new CreateRoleCommand({ RoleName: 'ops', AssumeRolePolicyDocument: JSON.stringify(trust) }));
  const assumed = new AssumeRoleCommand({ RoleArn: roleArn('ops'), RoleSessionName: 'me' });
  const { Credentials } = await running.sts.send(assumed);
  return {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  };
}

describe('of SDK clients', () => {
  it.each([
    [
      'an unknown key',
      { ...ADMIN_ACCESS_KEY, accessKeyId: 'AKIANOBODY' },
      'UnrecognizedClientException',
      'InvalidClientTokenId',
    ],
    [
      'a wrong secret',
      { ...ADMIN_ACCESS_KEY, secretAccessKey: 'guess' },
      'InvalidSignatureException',
      'SignatureDoesNotMatch',
    ],
    [
      'a key of Object',
      { ...ADMIN_ACCESS_KEY, accessKeyId: 'constructor' },
      'UnrecognizedClientException',
      'InvalidClientTokenId',
    ],
  ])('are refused with %s', async (_what, credentials, restCode, queryCode) => {
    const { eks, sts } = running.as(credentials);
    expect(await refusal(eks.send(new ListClustersCommand({})))).toMatchObject({ name: restCode, status: 403 });
    expect(await refusal(sts.send(new GetCallerIdentityCommand({})))).toMatchObject({ name: queryCode, status: 403 });
  });

  it('of a session are good until it ends', async () => {
    const credentials = await session();
    const { sts } = running.as(credentials);
    const identity = await sts.send(new GetCallerIdentityCommand({}));
    expect(identity.Arn).toBe('arn:aws:sts::111122223333:assumed-role/ops/me');
    const wrong = running.as({ ...credentials, sessionToken: 'other' });
    expect((await refusal(wrong.sts.send(new GetCallerIdentityCommand({})))).name).toBe('InvalidClientTokenId');
    now += 3_600_000;
    expect((await refusal(sts.send(new GetCallerIdentityCommand({})))).name).toMatch(/^ExpiredToken/);
  });
});

describe('of raw requests', () => {
  const list: RawRequest = { path: '/clusters?maxResults=5', service: 'eks' };
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const minutes = (count: number) => new Date(Date.now() + count * 60_000);

  it.each<[string, RawRequest, number, string | undefined]>([
    ['are accepted', list, 200, undefined],
    ['are accepted fourteen minutes late', { ...list, signedAt: minutes(-14) }, 200, undefined],
    ['are refused sixteen minutes late', { ...list, signedAt: minutes(-16) }, 403, 'InvalidSignatureException'],
    ['are refused sixteen minutes early', { ...list, signedAt: minutes(16) }, 403, 'InvalidSignatureException'],
    ['are missed', { path: '/clusters' }, 403, 'MissingAuthenticationTokenException'],
    [
      'must be readable',
      { path: '/clusters', headers: { authorization: 'Basic abc', 'x-amz-date': 'x' } },
      403,
      'IncompleteSignature',
    ],
    [
      'need a date',
      { path: '/clusters', headers: { authorization: 'AWS4-HMAC-SHA256 Credential=a/b/c/eks/aws4_request' } },
      403,
      'IncompleteSignature',
    ],
    [
      'need a scope',
      {
        path: '/clusters',
        headers: { authorization: 'AWS4-HMAC-SHA256 Credential=a', 'x-amz-date': '20260101T000000Z' },
      },
      403,
      'IncompleteSignature',
    ],
    [
      'cover the body',
      {
        ...list,
        method: 'POST',
        path: '/clusters/x/addons',
        body: '{"addonName":"a"}',
        tamper: (sent) => {
          sent.body = '{"addonName":"b"}';
        },
      },
      403,
      'InvalidSignatureException',
    ],
    [
      'cover the signed headers',
      {
        ...list,
        headers: { 'x-amz-meta': 'a' },
        tamper: ({ headers }) => {
          headers['x-amz-meta'] = 'b';
        },
      },
      403,
      'InvalidSignatureException',
    ],
    [
      'do not cover others',
      {
        ...list,
        tamper: ({ headers }) => {
          headers['x-added'] = 'b';
        },
      },
      200,
      undefined,
    ],
  ])('%s', async (_what, raw, status, error) => {
    const answer = await send(running.sandbox.url, raw);
    expect({ status: answer.status, error: answer.headers['x-amzn-errortype'] }).toEqual({ status, error });
  });

  it('cover paths with every kind of character', async () => {
    const path = `/clusters/${encodeURIComponent("a b/c:d+e=f!*'()~ä")}`;
    const answer = await send(running.sandbox.url, { path, service: 'eks' });
    expect({ status: answer.status, text: answer.text }).toEqual({
      status: 404,
      text: expect.stringContaining("No cluster found for name: a b/c:d+e=f!*'()~ä."),
    });
  });

  it('route by their scope, a path prefix, or the look of the request', async () => {
    const body = 'Action=GetCallerIdentity&Version=2011-06-15';
    const signed = await send(running.sandbox.url, { method: 'POST', path: '/', headers: form, body, service: 'sts' });
    expect(signed.status).toBe(200);
    for (const path of ['/', '/sts', '/sts/']) {
      const unsigned = await send(running.sandbox.url, { method: 'POST', path, headers: form, body });
      expect({ status: unsigned.status, text: unsigned.text }).toEqual({
        status: 403,
        text: expect.stringContaining('<Code>MissingAuthenticationToken</Code>'),
      });
    }
    const iam = await send(running.sandbox.url, {
      method: 'POST',
      path: '/',
      headers: form,
      body: 'Action=ListRoles&Version=2010-05-08',
    });
    expect(iam.text).toContain('https://iam.amazonaws.com/doc/2010-05-08/');
    const auth = await send(running.sandbox.url, {
      method: 'POST',
      path: '/clusters/x/assume-role-for-pod-identity',
      body: '{}',
    });
    expect(auth.status).toBe(403);
    const { body: calls } = await running.control('GET', 'calls?service=eks-auth');
    expect(calls).toMatchObject([{ operation: 'AssumeRoleForPodIdentity', status: 403 }]);
  });

  it('may be in the URL, as in the tokens of Kubernetes', async () => {
    const signer = new SignatureV4({
      service: 'sts',
      region: 'us-west-2',
      credentials: ADMIN_ACCESS_KEY,
      sha256: Sha256,
    });
    const { host, hostname, port } = new URL(running.sandbox.url);
    const presign = (expiresIn: number, signingDate: Date) =>
      signer.presign(
        new HttpRequest({
          method: 'GET',
          protocol: 'http:',
          hostname,
          port: Number(port),
          path: '/',
          query: { Action: 'GetCallerIdentity', Version: '2011-06-15' },
          headers: { host, 'x-k8s-aws-id': 'demo' },
        }),
        {
          expiresIn,
          signingDate,
          unhoistableHeaders: new Set(['x-k8s-aws-id']),
          signableHeaders: new Set(['host', 'x-k8s-aws-id']),
        },
      );
    const get = async (expiresIn: number, signingDate: Date, cluster: string) => {
      const { query = {} } = await presign(expiresIn, signingDate);
      const search = new URLSearchParams(query as Record<string, string>).toString();
      return send(running.sandbox.url, { path: `/?${search}`, headers: { 'x-k8s-aws-id': cluster } });
    };
    expect((await get(60, new Date(), 'demo')).text).toContain('user/sandbox-admin');
    expect((await get(60, minutes(-2), 'demo')).status).toBe(403);
    expect((await get(900, minutes(-2), 'demo')).status).toBe(200);
    expect((await get(60, new Date(), 'other')).status).toBe(403);
  });
});
