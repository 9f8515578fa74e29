import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { demoState } from '../../src/index.ts';
import { type Answer, type AwsCli, startAwsCli } from './aws-cli.ts';
import { type Kubectl, kubectlWith } from './kubectl.ts';
import { json } from './operation-row.ts';
import { type StandAloneSandbox, startStandAlone } from './stand-alone-sandbox.ts';
import { findTools } from './tools.ts';

// One workload from nothing to credentials, with nothing but the AWS CLI and kubectl, as their users type it.

const found = await findTools();
const CLUSTER = ['--cluster-name', 'demo-eks-cluster'];
const CLUSTER_ARN = 'arn:aws:eks:us-west-2:111122223333:cluster/demo-eks-cluster';
const ROLE_ARN = 'arn:aws:iam::111122223333:role/parcel-tracker';

const TRUST = json({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'pods.eks.amazonaws.com' },
      Action: ['sts:AssumeRole', 'sts:TagSession'],
      Condition: { StringEquals: { 'aws:SourceArn': CLUSTER_ARN } },
    },
  ],
});

const MANIFEST = `
apiVersion: v1
kind: ServiceAccount
metadata: { name: tracker, namespace: parcels }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: tracker, namespace: parcels }
spec:
  replicas: 2
  selector: { matchLabels: { app: tracker } }
  template:
    metadata: { labels: { app: tracker } }
    spec:
      serviceAccountName: tracker
      containers: [{ name: app, image: "busybox:1.37", command: [sleep, infinity] }]
`;

describe.skipIf('missing' in found)('a pod gets its role', () => {
  let sandbox: StandAloneSandbox;
  let aws: AwsCli;
  let kubectl: Kubectl;

  beforeAll(async () => {
    if ('missing' in found) return;
    sandbox = await startStandAlone(await demoState());
    aws = startAwsCli(found.tools, sandbox.env, sandbox.folder);
    const kubeconfig = `${sandbox.folder}/kubeconfig`;
    await aws.run(['eks', 'update-kubeconfig', '--name', 'demo-eks-cluster', '--kubeconfig', kubeconfig]);
    kubectl = kubectlWith(found.tools, sandbox.env, sandbox.folder, kubeconfig);
    const { status } = await aws.answer(['eks', 'get-token', ...CLUSTER]);
    await kubectl.text(['config', 'set-credentials', 'with-token', `--token=${status.token}`]);
  });

  afterAll(async () => {
    aws?.stop();
    await sandbox?.stop();
  });

  it("kubectl signs in through the AWS CLI's plug-in", async () => {
    // No token given: kubectl calls `aws eks get-token`, as update-kubeconfig has told it.
    const { status } = await kubectl.json(['auth', 'whoami']);
    expect(status.userInfo.extra.arn).toEqual(['arn:aws:iam::111122223333:user/sandbox-admin']);
  });

  it('a deployment without an association has no AWS credentials of its own', async () => {
    await k('create', 'namespace', 'parcels');
    expect(await apply(MANIFEST)).toContain('deployment.apps/tracker created');
    await k('rollout', 'status', 'deployment/tracker', '-n', 'parcels', '--timeout=20s');
    const [pod] = await pods();
    expect(environmentOf(pod)).not.toHaveProperty('AWS_CONTAINER_CREDENTIALS_FULL_URI');
  });

  it('an association gives new pods the environment and the token', async () => {
    const role = ['--role-name', 'parcel-tracker'];
    await aws.answer(['iam', 'create-role', ...role, '--assume-role-policy-document', TRUST]);
    await aws.answer(['eks', 'create-pod-identity-association', ...account(), '--role-arn', ROLE_ARN]);
    await restart();
    await k('rollout', 'status', 'deployment/tracker', '-n', 'parcels', '--timeout=20s');
    const running = await pods();
    expect(running).toHaveLength(2);
    for (const pod of running) {
      expect(environmentOf(pod)).toMatchObject({
        AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://169.254.170.23/v1/credentials',
        AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE:
          '/var/run/secrets/pods.eks.amazonaws.com/serviceaccount/eks-pod-identity-token',
        AWS_REGION: 'us-west-2',
      });
      const volume = pod.spec.volumes.find(({ name }: { name: string }) => name === 'eks-pod-identity-token');
      expect(volume.projected.sources[0].serviceAccountToken.audience).toBe('pods.eks.amazonaws.com');
    }
  });

  it('its token is worth credentials of the role', async () => {
    const answer = await assume(await podToken());
    expect(answer.subject).toEqual({ namespace: 'parcels', serviceAccount: 'tracker' });
    expect(answer.assumedRoleUser.arn).toMatch(/^arn:aws:sts::111122223333:assumed-role\/parcel-tracker\/eks-/);
    const identity = await aws.answer(['sts', 'get-caller-identity'], sessionEnvironment(answer.credentials));
    expect(identity.Arn).toBe(answer.assumedRoleUser.arn);
  });

  it('a token for another audience is refused', async () => {
    const token = (await k('create', 'token', 'tracker', '-n', 'parcels')).trim();
    const refusal = await aws.refusal(['eks-auth', 'assume-role-for-pod-identity', ...CLUSTER, '--token', token]);
    expect(refusal.code).toBe('InvalidTokenException');
  });

  it('a role that stops to trust pods is refused', async () => {
    const policy = TRUST.replace('pods.eks.amazonaws.com', 'ec2.amazonaws.com');
    const update = ['iam', 'update-assume-role-policy', '--role-name', 'parcel-tracker', '--policy-document'];
    await aws.answer([...update, policy]);
    const token = await podToken();
    const refusal = await aws.refusal(['eks-auth', 'assume-role-for-pod-identity', ...CLUSTER, '--token', token]);
    expect(refusal.code).toBe('AccessDeniedException');
    await aws.answer([...update, TRUST]);
    expect(await assume(await podToken())).toHaveProperty('credentials');
  });

  it('without the association the token is worth nothing, and new pods have no environment', async () => {
    const list = await aws.answer(['eks', 'list-pod-identity-associations', ...CLUSTER, '--namespace', 'parcels']);
    const [{ associationId }] = list.associations;
    await aws.answer(['eks', 'delete-pod-identity-association', ...CLUSTER, '--association-id', associationId]);
    const token = await podToken();
    const refusal = await aws.refusal(['eks-auth', 'assume-role-for-pod-identity', ...CLUSTER, '--token', token]);
    expect(refusal.code).toBe('ResourceNotFoundException');
    // A running pod keeps what it was made with; only a new one is without.
    expect(environmentOf((await pods())[0])).toHaveProperty('AWS_CONTAINER_CREDENTIALS_FULL_URI');
    await restart();
    await k('rollout', 'status', 'deployment/tracker', '-n', 'parcels', '--timeout=20s');
    expect(environmentOf((await pods())[0])).not.toHaveProperty('AWS_CONTAINER_CREDENTIALS_FULL_URI');
  });

  it('an annotated service account gets web identity, and STS honours its token', async () => {
    const { cluster } = await aws.answer(['eks', 'describe-cluster', '--name', 'demo-eks-cluster']);
    const issuer = cluster.identity.oidc.issuer.replace('https://', '');
    const trust = json({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${issuer}` },
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: { StringEquals: { [`${issuer}:sub`]: 'system:serviceaccount:parcels:tracker' } },
        },
      ],
    });
    await aws.answer(['iam', 'create-role', '--role-name', 'by-web', '--assume-role-policy-document', trust]);
    const arn = 'arn:aws:iam::111122223333:role/by-web';
    await k('annotate', 'serviceaccount', 'tracker', '-n', 'parcels', `eks.amazonaws.com/role-arn=${arn}`);
    await restart();
    await k('rollout', 'status', 'deployment/tracker', '-n', 'parcels', '--timeout=20s');
    expect(environmentOf((await pods())[0])).toMatchObject({
      AWS_ROLE_ARN: arn,
      AWS_WEB_IDENTITY_TOKEN_FILE: '/var/run/secrets/eks.amazonaws.com/serviceaccount/token',
    });
    const token = (await k('create', 'token', 'tracker', '-n', 'parcels', '--audience=sts.amazonaws.com')).trim();
    const command = [
      'sts',
      'assume-role-with-web-identity',
      '--role-session-name',
      'pod',
      '--web-identity-token',
      token,
    ];
    const answer = await aws.answer([...command, '--role-arn', arn]);
    expect(answer.SubjectFromWebIdentityToken).toBe('system:serviceaccount:parcels:tracker');
    const refusal = await aws.refusal([...command, '--role-arn', ROLE_ARN]);
    expect(refusal.code).toBe('AccessDenied');
  });

  /** kubectl writes the time in whole seconds, so it refuses a second restart within one and asks to try again. */
  async function restart(): Promise<void> {
    await expect
      .poll(() => k('rollout', 'restart', 'deployment/tracker', '-n', 'parcels').catch(String), {
        timeout: 10_000,
        interval: 250,
      })
      .toMatch(/restarted/);
  }

  function k(...args: string[]): Promise<string> {
    return kubectl.text(['--user=with-token', ...args]);
  }

  function apply(manifest: string): Promise<string> {
    return kubectl.text(['--user=with-token', 'apply', '-f', '-'], manifest);
  }

  /** Pods of the deployment that run and are not on their way out. */
  async function pods(): Promise<Answer[]> {
    const selector = ['-n', 'parcels', '-l', 'app=tracker'];
    const { items } = await kubectl.json(['--user=with-token', 'get', 'pods', ...selector]);
    return items.filter(({ metadata }: Answer) => metadata.deletionTimestamp === undefined);
  }

  /** A token such as the kubelet mounts into a pod for the Pod Identity agent. */
  async function podToken(): Promise<string> {
    const [pod] = await pods();
    const bound = ['--bound-object-kind=Pod', `--bound-object-name=${pod.metadata.name}`];
    const audience = '--audience=pods.eks.amazonaws.com';
    return (await k('create', 'token', 'tracker', '-n', 'parcels', audience, ...bound)).trim();
  }

  function assume(token: string): Promise<Answer> {
    return aws.answer(['eks-auth', 'assume-role-for-pod-identity', ...CLUSTER, '--token', token]);
  }
});

function account(): string[] {
  return [...CLUSTER, '--namespace', 'parcels', '--service-account', 'tracker'];
}

function environmentOf(pod: Answer): Record<string, string> {
  const variables: { name: string; value: string }[] = pod.spec.containers[0].env ?? [];
  return Object.fromEntries(variables.map(({ name, value }) => [name, value]));
}

function sessionEnvironment(credentials: Answer): Record<string, string> {
  return {
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
  };
}
