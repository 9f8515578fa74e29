import {
  AssumeRoleWithWebIdentityCommand,
  type AssumeRoleWithWebIdentityCommandInput,
  GetCallerIdentityCommand,
} from '@aws-sdk/client-sts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mintServiceAccountToken } from '../../src/kubernetes/tokens.ts';
import type { ClusterState } from '../../src/state/eks-state.ts';
import type { SandboxState } from '../../src/state/sandbox-state.ts';
import { account, addRole, roleArn } from '../authorize/small-world.ts';
import { allowing, refusal } from '../iam/documents.ts';
import { type IamSandbox, startIam } from '../iam/iam-sandbox.ts';
import { testCluster } from '../test-cluster.ts';

let sandbox: IamSandbox;
let cluster: ClusterState;
let time = Date.now();

beforeAll(async () => {
  cluster = await testCluster('prod');
  const prepare = (state: SandboxState) => {
    const region = state.eks['us-west-2'];
    if (region) region.clusters[cluster.name] = cluster;
  };
  sandbox = await startIam({ clock: () => time, prepare });
});
afterAll(() => sandbox.close());

const issuer = () => cluster.oidcIssuer.replace('https://', '');
const providerArn = () => `arn:aws:iam::${account}:oidc-provider/${issuer()}`;

beforeEach(() => {
  time = Date.now();
  const { iam } = sandbox.world.state;
  iam.oidcProviders = {
    [providerArn()]: {
      arn: providerArn(),
      url: issuer(),
      clientIds: ['sts.amazonaws.com'],
      thumbprints: [],
      createdAt: 0,
      tags: {},
    },
  };
  iam.roles = {};
  const Condition = {
    StringEquals: { [`${issuer()}:sub`]: 'system:serviceaccount:app:web', [`${issuer()}:aud`]: 'sts.amazonaws.com' },
  };
  const Statement = {
    Effect: 'Allow',
    Principal: { Federated: providerArn() },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition,
  };
  addRole(sandbox.world, 'app', { Version: '2012-10-17', Statement });
});

function token(of: ClusterState = cluster, more: Partial<Parameters<typeof mintServiceAccountToken>[1]> = {}): string {
  return mintServiceAccountToken(of, {
    namespace: 'app',
    serviceAccount: 'web',
    serviceAccountUid: 'uid',
    audiences: ['sts.amazonaws.com'],
    issuedAt: time,
    expiresAt: time + 3_600_000,
    ...more,
  });
}

/** As a pod does it: without a signature. */
async function assume(WebIdentityToken: string, more: Partial<AssumeRoleWithWebIdentityCommandInput> = {}) {
  const input = { RoleArn: roleArn('app'), RoleSessionName: 'pod', WebIdentityToken, ...more };
  return sandbox.stsOf().send(new AssumeRoleWithWebIdentityCommand(input));
}

describe('AssumeRoleWithWebIdentity', () => {
  it('gives a session for a service account token', async () => {
    const answer = await assume(token());
    expect(answer).toMatchObject({
      SubjectFromWebIdentityToken: 'system:serviceaccount:app:web',
      Audience: 'sts.amazonaws.com',
      Provider: providerArn(),
      AssumedRoleUser: { Arn: `arn:aws:sts::${account}:assumed-role/app/pod` },
    });
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = answer.Credentials ?? {};
    const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
    const identity = await sandbox.stsOf(credentials).send(new GetCallerIdentityCommand({}));
    expect(identity.Arn).toBe(`arn:aws:sts::${account}:assumed-role/app/pod`);
  });

  it('takes a session policy and a duration', async () => {
    const answer = await assume(token(), { Policy: allowing('s3:GetObject'), DurationSeconds: 900 });
    const session = sandbox.world.state.sessions[answer.Credentials?.AccessKeyId ?? ''];
    expect(session).toMatchObject({ sessionPolicies: [allowing('s3:GetObject')], expiresAt: time + 900_000, tags: {} });
    expect(answer.PackedPolicySize).toBeGreaterThan(0);
    expect(await refusal(assume(token(), { DurationSeconds: 7200 }))).toMatchObject({
      name: 'ValidationError',
      status: 400,
    });
  });

  it('is refused by the trust policy', async () => {
    const denied = {
      name: 'AccessDenied',
      status: 403,
      message: 'Not authorized to perform sts:AssumeRoleWithWebIdentity',
    };
    expect(await refusal(assume(token(cluster, { serviceAccount: 'api' })))).toEqual(denied);
    expect(await refusal(assume(token(cluster, { namespace: 'test' })))).toEqual(denied);
    expect(await refusal(assume(token(), { RoleArn: roleArn('none') }))).toEqual(denied);
    const role = sandbox.world.state.iam.roles['app'];
    if (role) role.trustChangedAt = time + 1;
    expect(await refusal(assume(token()))).toEqual(denied);
  });

  it('wants an audience that the provider has', async () => {
    const wrong = await refusal(assume(token(cluster, { audiences: ['pods.eks.amazonaws.com'] })));
    expect(wrong).toEqual({ name: 'InvalidIdentityTokenException', status: 400, message: 'Incorrect token audience' });
    await assume(token(cluster, { audiences: ['other', 'sts.amazonaws.com'] }));
  });

  it('wants an OIDC provider in the account', async () => {
    sandbox.world.state.iam.oidcProviders = {};
    expect(await refusal(assume(token()))).toEqual({
      name: 'InvalidIdentityTokenException',
      status: 400,
      message: `No OpenIDConnect provider found in your account for ${cluster.oidcIssuer}`,
    });
  });

  it('wants a token that is still good', async () => {
    const old = token();
    const minted = time;
    time += 3_600_000;
    const [now, end] = [Math.floor(time / 1000), Math.floor((minted + 3_600_000) / 1000)];
    expect(await refusal(assume(old))).toEqual({
      name: 'ExpiredTokenException',
      status: 400,
      message: `Token expired: current date/time ${now} must be before the expiration date/time ${end}`,
    });
  });

  it('wants a token of a cluster that exists, and a true signature', async () => {
    const gone = { ...cluster, oidcIssuer: 'https://oidc.example/id/GONE' };
    const { oidcProviders } = sandbox.world.state.iam;
    const arn = `arn:aws:iam::${account}:oidc-provider/oidc.example/id/GONE`;
    oidcProviders[arn] = {
      arn,
      url: 'oidc.example/id/GONE',
      clientIds: ['sts.amazonaws.com'],
      thumbprints: [],
      createdAt: 0,
      tags: {},
    };
    expect((await refusal(assume(token(gone)))).message).toMatch(/^Couldn't retrieve verification key/);
    const [head, body, signature = ''] = token().split('.');
    const forged = `${head}.${body}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
    expect(await refusal(assume(forged))).toMatchObject({ name: 'InvalidIdentityTokenException', status: 400 });
  });

  it.each([
    'nonsense',
    'a.b.c',
    'aaaa..',
    `x.${Buffer.from('{}').toString('base64url')}.y`,
    `x.${Buffer.from('null').toString('base64url')}.y`,
  ])('refuses %j', async (text) => {
    expect(await refusal(assume(text))).toMatchObject({ name: 'InvalidIdentityTokenException', status: 400 });
  });
});
