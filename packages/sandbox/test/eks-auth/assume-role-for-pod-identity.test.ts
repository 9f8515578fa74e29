import {
  CreatePodIdentityAssociationCommand,
  type CreatePodIdentityAssociationCommandInput,
} from '@aws-sdk/client-eks';
import { UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mintServiceAccountToken, type ServiceAccountTokenClaims } from '../../src/kubernetes/index.ts';
import type { ClusterState } from '../../src/state/eks-state.ts';
import type { RoleState } from '../../src/state/iam-state.ts';
import type { SandboxState } from '../../src/state/sandbox-state.ts';
import { podIdentityTrust, roleArn, type RunningSandbox, runSandbox, stateWith } from '../running-sandbox.ts';
import { testCluster } from '../test-cluster.ts';
import { send } from '../wire/raw-request.ts';

const CLUSTER_ARN = 'arn:aws:eks:us-west-2:111122223333:cluster/demo';
const FAR = 'arn:aws:iam::999999999999:role/far';
const POD = { podName: 'web-5d9c7-abcde', podUid: '11111111-2222-4333-8444-555555555555' };
const SOURCE_CONDITION = { ArnEquals: { 'aws:SourceArn': CLUSTER_ARN } };

let running: RunningSandbox;
let cluster: ClusterState;
let state: SandboxState;
let now = Date.now();

beforeAll(async () => {
  cluster = await testCluster('demo');
  const tagged = {
    StringEquals: {
      'aws:RequestTag/kubernetes-namespace': 'app',
      'aws:RequestTag/kubernetes-service-account': 'web',
      'aws:RequestTag/eks-cluster-arn': CLUSTER_ARN,
    },
  };
  state = stateWith({
    clusters: [cluster],
    roles: {
      reader: podIdentityTrust(),
      tagged: podIdentityTrust(tagged),
      sourced: podIdentityTrust(SOURCE_CONDITION),
      chaining: podIdentityTrust(),
      node: podIdentityTrust().replace('pods.eks', 'ec2'),
      far: '',
    },
  });
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...podMetadata(), name: POD.podName, namespace: 'app', uid: POD.podUid },
    // No node: nothing happens to it, and nothing has to.
    spec: { serviceAccountName: 'web', containers: [{ name: 'web', image: 'web' }] },
    status: { phase: 'Pending' },
  };
  state.kubernetes[CLUSTER_ARN] = { resourceVersion: 2, objects: { 'v1/pods': { [`app/${POD.podName}`]: pod } } };
  allow('chaining', ['sts:AssumeRole', 'sts:TagSession'], FAR);
  setFar(['sts:AssumeRole', 'sts:TagSession']);
  running = await runSandbox({ state, now: () => now });
});
beforeEach(async () => {
  now = Date.now();
  await running.restore();
});
afterAll(() => running.stop());

function podMetadata() {
  return { resourceVersion: '2', creationTimestamp: '2026-01-01T00:00:00Z' };
}

function role(name: string): RoleState {
  const found = state.iam.roles[name];
  if (found === undefined) {
    throw new Error(`no role ${name}`);
  }
  return found;
}

function allow(name: string, Action: string[], Resource: string): void {
  role(name).inlinePolicies['p'] = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action, Resource }],
  });
}

/** The target role lives in another account and trusts the pod role. */
function setFar(Action: string[], Condition?: object): void {
  const Statement = [
    { Effect: 'Allow', Principal: { AWS: roleArn('chaining') }, Action, ...(Condition && { Condition }) },
  ];
  Object.assign(role('far'), { arn: FAR, trustPolicy: JSON.stringify({ Version: '2012-10-17', Statement }) });
}

function token(claims: Partial<ServiceAccountTokenClaims> = {}): string {
  return mintServiceAccountToken(cluster, {
    namespace: 'app',
    serviceAccount: 'web',
    serviceAccountUid: '99999999-2222-4333-8444-555555555555',
    audiences: ['pods.eks.amazonaws.com'],
    issuedAt: now,
    expiresAt: now + 86_400_000,
    ...POD,
    ...claims,
  });
}

const associate = (input: Partial<CreatePodIdentityAssociationCommandInput> = {}) =>
  running.eks.send(
    new CreatePodIdentityAssociationCommand({
      clusterName: 'demo',
      namespace: 'app',
      serviceAccount: 'web',
      roleArn: roleArn('reader'),
      ...input,
    }),
  );

async function assume(body: object | string = { token: token() }, extra: Partial<Parameters<typeof send>[1]> = {}) {
  const answer = await send(running.sandbox.url, {
    method: 'POST',
    path: '/clusters/demo/assume-role-for-pod-identity',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    service: 'eks-auth',
    ...extra,
  });
  const error = answer.headers['x-amzn-errortype'];
  return { status: answer.status, error, body: JSON.parse(answer.text) };
}

describe('credentials', () => {
  it('are those of the role for six hours, with six transitive tags', async () => {
    const { association } = await associate({ roleArn: roleArn('tagged') });
    const { status, body } = await assume();
    expect(status).toBe(200);
    expect(body).toEqual({
      subject: { namespace: 'app', serviceAccount: 'web' },
      audience: 'pods.eks.amazonaws.com',
      podIdentityAssociation: {
        associationArn: association?.associationArn,
        associationId: association?.associationId,
      },
      assumedRoleUser: {
        arn: expect.stringMatching(
          /^arn:aws:sts::111122223333:assumed-role\/tagged\/eks-demo-web-5d9c7-ab-[0-9a-f-]{36}$/,
        ),
        assumeRoleId: expect.stringMatching(/^AROA[A-Z]+:eks-demo-/),
      },
      credentials: {
        accessKeyId: expect.stringMatching(/^ASIA/),
        secretAccessKey: expect.any(String),
        sessionToken: expect.any(String),
        expiration: expect.any(Number),
      },
    });
    expect(body.credentials.expiration * 1000 - now).toBe(6 * 3_600_000);
    const session = ((await running.control('GET', 'state')).body as SandboxState).sessions[
      body.credentials.accessKeyId
    ];
    const tags = {
      'eks-cluster-arn': CLUSTER_ARN,
      'eks-cluster-name': 'demo',
      'kubernetes-namespace': 'app',
      'kubernetes-service-account': 'web',
      'kubernetes-pod-name': POD.podName,
      'kubernetes-pod-uid': POD.podUid,
    };
    expect(session).toMatchObject({ tags, transitiveTagKeys: Object.keys(tags) });
    const { expiration: _, ...credentials } = body.credentials;
    const { sts } = running.as(credentials);
    const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
    expect(Arn).toBe(body.assumedRoleUser.arn);
  });

  it('have no tags when these are disabled, and are cut down by the session policy', async () => {
    const policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
    });
    await associate({ roleArn: roleArn('sourced'), disableSessionTags: true, policy });
    const { body } = await assume();
    const session = ((await running.control('GET', 'state')).body as SandboxState).sessions[
      body.credentials.accessKeyId
    ];
    expect(session).toMatchObject({ tags: {}, transitiveTagKeys: [], sessionPolicies: [policy] });
  });

  it('are those of the target role for 59 minutes, the tags going along', async () => {
    await associate({ roleArn: roleArn('chaining'), targetRoleArn: FAR });
    const { status, body } = await assume();
    expect(status).toBe(200);
    expect(body.assumedRoleUser.arn).toMatch(/^arn:aws:sts::999999999999:assumed-role\/far\//);
    expect(body.credentials.expiration * 1000 - now).toBe(59 * 60_000);
  });
});

describe('refusals', () => {
  it.each([
    ['no token', {}, 400, 'InvalidParameterException'],
    ['a token that is none', { token: 'abc' }, 400, 'InvalidParameterException'],
    ['a token of three parts that is none', { token: 'a.b.c' }, 400, 'InvalidTokenException'],
    ['broken JSON', '{', 400, 'SerializationException'],
  ])('of %s', async (_what, body, status, error) => {
    await associate();
    expect(await assume(body)).toMatchObject({ status, error });
  });

  it.each<[string, () => Partial<ServiceAccountTokenClaims>, string, string]>([
    [
      'another audience',
      () => ({ audiences: ['sts.amazonaws.com'] }),
      'InvalidTokenException',
      'its audience is sts.amazonaws.com',
    ],
    [
      'an expired token',
      () => ({ issuedAt: now - 7200_000, expiresAt: now - 1000 }),
      'ExpiredTokenException',
      'expired',
    ],
    ['a pod that is gone', () => ({ podName: 'web-gone' }), 'InvalidTokenException', 'does not exist any more'],
    [
      'a pod that was replaced',
      () => ({ podUid: '00000000-2222-4333-8444-555555555555' }),
      'InvalidTokenException',
      'does not exist any more',
    ],
  ])('of %s', async (_what, claims, error, message) => {
    await associate();
    expect(await assume({ token: token(claims()) })).toMatchObject({
      status: 400,
      error,
      body: { message: expect.stringContaining(message) },
    });
  });

  it('of a token that another key signed', async () => {
    await associate();
    const parts = token().split('.');
    const foreign = [parts[0], parts[1], Buffer.from('signature').toString('base64url')].join('.');
    expect(await assume({ token: foreign })).toMatchObject({ status: 400, error: 'InvalidTokenException' });
  });

  it('of a service account without an association, and of one that is not known yet', async () => {
    expect(await assume()).toMatchObject({ status: 404, error: 'ResourceNotFoundException' });
    await running.control('PUT', 'transitions', { association: 8000 });
    await associate();
    expect(await assume()).toMatchObject({ status: 404, error: 'ResourceNotFoundException' });
    now += 8000;
    expect(await assume()).toMatchObject({ status: 200 });
  });

  it('of a role that stopped trusting EKS', async () => {
    await associate();
    const PolicyDocument = podIdentityTrust({ StringEquals: { 'aws:SourceAccount': '000000000000' } });
    await running.iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: 'reader', PolicyDocument }));
    const { status, error, body } = await assume();
    expect({ status, error }).toEqual({ status: 400, error: 'AccessDeniedException' });
    expect(body.message).toMatch(
      /^Unauthorized Exception! EKS does not have permissions to assume the associated role/,
    );
  });

  it('of a target that does not let the tags in', async () => {
    setFar(['sts:AssumeRole']);
    await running.control('PUT', 'state', state);
    await associate({ roleArn: roleArn('chaining'), targetRoleArn: FAR });
    expect(await assume()).toMatchObject({
      error: 'AccessDeniedException',
      body: { message: expect.stringContaining('sts:TagSession') },
    });
    setFar(['sts:AssumeRole', 'sts:TagSession']);
  });

  it('of a target that wants another external id, which goes along only without tags', async () => {
    const own = 'us-west-2/111122223333/demo/app/web';
    setFar(['sts:AssumeRole'], { StringEquals: { 'sts:ExternalId': own } });
    await running.control('PUT', 'state', state);
    await associate({ roleArn: roleArn('chaining'), targetRoleArn: FAR, disableSessionTags: true });
    expect(await assume()).toMatchObject({ status: 200 });
    setFar(['sts:AssumeRole', 'sts:TagSession'], { StringEquals: { 'sts:ExternalId': own } });
    await running.control('PUT', 'state', state);
    await associate({ roleArn: roleArn('chaining'), targetRoleArn: FAR });
    expect(await assume()).toMatchObject({ status: 400, error: 'AccessDeniedException' });
    setFar(['sts:AssumeRole'], { StringEquals: { 'sts:ExternalId': `${own}2` } });
    await running.control('PUT', 'state', state);
    await associate({ roleArn: roleArn('chaining'), targetRoleArn: FAR, disableSessionTags: true });
    expect(await assume()).toMatchObject({ status: 400, error: 'AccessDeniedException' });
    setFar(['sts:AssumeRole', 'sts:TagSession']);
  });

  it('of nodes whose role lacks the permission', async () => {
    const asNode = async (actions: string[]) => {
      const copy = structuredClone(state);
      const node = copy.iam.roles['node'];
      copy.sessions['ASIANODE000000000000'] = {
        accessKeyId: 'ASIANODE000000000000',
        secretAccessKey: 'node-secret',
        sessionToken: 'node-token',
        assumedRoleArn: 'arn:aws:sts::111122223333:assumed-role/node/i-0abc',
        roleArn: node?.arn ?? '',
        sessionName: 'i-0abc',
        sessionPolicies: [],
        tags: {},
        transitiveTagKeys: [],
        expiresAt: now + 3_600_000,
      };
      Object.assign(node?.inlinePolicies ?? {}, {
        node: JSON.stringify({
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }],
        }),
      });
      await running.control('PUT', 'state', copy);
      await associate();
      const credentials = {
        accessKeyId: 'ASIANODE000000000000',
        secretAccessKey: 'node-secret',
        sessionToken: 'node-token',
      };
      return assume({ token: token() }, { credentials });
    };
    expect(await asNode(['eks-auth:AssumeRoleForPodIdentity'])).toMatchObject({ status: 200 });
    expect(await asNode(['ec2:Describe*'])).toMatchObject({
      status: 400,
      error: 'AccessDeniedException',
      body: { message: expect.stringContaining('eks-auth:AssumeRoleForPodIdentity') },
    });
  });

  it('of callers that do not sign', async () => {
    const path = '/clusters/demo/assume-role-for-pod-identity';
    const answer = await send(running.sandbox.url, { method: 'POST', path, body: JSON.stringify({ token: token() }) });
    expect(answer.status).toBe(403);
  });
});
