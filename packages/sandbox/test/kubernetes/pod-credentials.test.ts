import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AddonState, AssociationState } from '../../src/state/eks-state.ts';
import { podIdentityTrust, roleArn } from '../running-sandbox.ts';
import { deployment, type KubeCluster, runCluster, serviceAccount } from './kube-client.ts';

interface Credential {
  kind: string;
  namespace: string;
  serviceAccount: string;
  mechanism: string;
  role?: string;
  allowed: boolean;
  reason: string;
}

const ISSUER = 'oidc.eks.us-west-2.amazonaws.com/id/EXAMPLEKUBE';
const PROVIDER = `arn:aws:iam::111122223333:oidc-provider/${ISSUER}`;
const AGENT: AddonState = {
  name: 'eks-pod-identity-agent',
  arn: 'arn:agent',
  version: 'v1.3.10-eksbuild.2',
  status: 'ACTIVE',
  issues: [],
  createdAt: 0,
  modifiedAt: 0,
  namespace: 'kube-system',
  associationIds: [],
  tags: {},
};

function webIdentityTrust(subject: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: { Federated: PROVIDER },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: {
        StringEquals: {
          [`${ISSUER}:sub`]: `system:serviceaccount:default:${subject}`,
          [`${ISSUER}:aud`]: 'sts.amazonaws.com',
        },
      },
    },
  });
}

function association(name: string, role: string): AssociationState {
  return {
    id: `a-${name}`,
    arn: `arn:${name}`,
    namespace: 'default',
    serviceAccount: name,
    roleArn: roleArn(role),
    disableSessionTags: false,
    tags: {},
    createdAt: 0,
    modifiedAt: 0,
    visibleAt: 0,
  };
}

let kube: KubeCluster;
beforeAll(async () => {
  kube = await runCluster({
    cluster: { oidcIssuer: `https://${ISSUER}`, addons: { [AGENT.name]: AGENT } },
    roles: {
      open: podIdentityTrust(),
      scoped: podIdentityTrust({ StringEquals: { 'aws:RequestTag/kubernetes-service-account': 'somebody' } }),
      web: webIdentityTrust('irsa'),
    },
  });
  kube.sandbox.world.state.iam.oidcProviders[PROVIDER] = {
    arn: PROVIDER,
    url: ISSUER,
    clientIds: ['sts.amazonaws.com'],
    thumbprints: [],
    createdAt: 0,
    tags: {},
  };
});
afterAll(() => kube.stop());

async function credentials(): Promise<Credential[]> {
  const answer = await fetch(`${kube.sandbox.url}/_sandbox/credentials?cluster=kube`);
  expect(answer.status).toBe(200);
  return (await answer.json()) as Credential[];
}

/** `[running, if created now]` of one service account, without the words. */
async function both(name: string): Promise<unknown[]> {
  const all = await credentials();
  return ['running', 'if-created-now'].map((kind) => {
    const found = all.find((one) => one.kind === kind && one.serviceAccount === name && one.namespace === 'default');
    return found && [found.mechanism, found.role?.split('/').at(-1), found.allowed];
  });
}

async function run(name: string, annotations: Record<string, string> = {}): Promise<void> {
  await kube.post('/api/v1/namespaces/default/serviceaccounts', serviceAccount(name, annotations));
  await kube.post(
    '/apis/apps/v1/namespaces/default/deployments',
    deployment(name, { replicas: 1, serviceAccount: name }),
  );
}
const restart = (name: string) => kube.del(`/api/v1/namespaces/default/pods?labelSelector=app%3D${name}`);
const link = (role: string) => ({ 'eks.amazonaws.com/role-arn': roleArn(role) });

describe('pod credentials', () => {
  it('come from the node when nothing else gives them', async () => {
    await run('plain');
    expect(await both('plain')).toEqual([
      ['node', 'node', true],
      ['node', 'node', true],
    ]);
  });

  it('follow a migration step by step', async () => {
    await run('irsa', link('web'));
    expect(await both('irsa')).toEqual([
      ['irsa', 'web', true],
      ['irsa', 'web', true],
    ]);
    kube.cluster.associations['a-irsa'] = association('irsa', 'open');
    // The association counts for new pods only.
    expect(await both('irsa')).toEqual([
      ['irsa', 'web', true],
      ['pod-identity', 'open', true],
    ]);
    await restart('irsa');
    expect(await both('irsa')).toEqual([
      ['pod-identity', 'open', true],
      ['pod-identity', 'open', true],
    ]);
    delete kube.cluster.associations['a-irsa'];
    expect(await both('irsa')).toEqual([
      ['pod-identity', undefined, false],
      ['irsa', 'web', true],
    ]);
    await restart('irsa');
    expect(await both('irsa')).toEqual([
      ['irsa', 'web', true],
      ['irsa', 'web', true],
    ]);
  });

  it('need the trust policy, for the very service account', async () => {
    await run('tagged');
    kube.cluster.associations['a-tagged'] = association('tagged', 'scoped');
    await restart('tagged');
    expect(await both('tagged')).toEqual([
      ['pod-identity', 'scoped', false],
      ['pod-identity', 'scoped', false],
    ]);
    const found = (await credentials()).find((one) => one.serviceAccount === 'tagged');
    expect(found?.reason).toContain('aws:RequestTag/kubernetes-service-account');
  });

  it('of web identity need the OIDC provider and the subject', async () => {
    await run('stranger', link('web'));
    expect(await both('stranger')).toEqual([
      ['irsa', 'web', false],
      ['irsa', 'web', false],
    ]);
    const { oidcProviders } = kube.sandbox.world.state.iam;
    const provider = oidcProviders[PROVIDER];
    delete oidcProviders[PROVIDER];
    expect((await both('irsa'))[0]).toEqual(['irsa', 'web', false]);
    if (provider !== undefined) oidcProviders[PROVIDER] = provider;
  });

  it('see what the workload sets itself: web identity wins over container credentials', async () => {
    await kube.post('/api/v1/namespaces/default/serviceaccounts', serviceAccount('own'));
    kube.cluster.associations['a-own'] = association('own', 'open');
    const manifest = deployment('own', { replicas: 1, serviceAccount: 'own' });
    const env = [
      { name: 'AWS_ROLE_ARN', value: roleArn('web') },
      { name: 'AWS_WEB_IDENTITY_TOKEN_FILE', value: '/t' },
    ];
    Object.assign(manifest.spec.template.spec.containers[0] ?? {}, { env });
    await kube.post('/apis/apps/v1/namespaces/default/deployments', manifest);
    expect(await both('own')).toEqual([
      ['irsa', 'web', false],
      ['irsa', 'web', false],
    ]);
  });

  it('of Pod Identity need the agent on the node', async () => {
    await run('agentless');
    kube.cluster.associations['a-agentless'] = association('agentless', 'open');
    await restart('agentless');
    expect(await both('agentless')).toEqual([
      ['pod-identity', 'open', true],
      ['pod-identity', 'open', true],
    ]);
    delete kube.cluster.addons[AGENT.name];
    kube.sandbox.world.clusterChanged(kube.cluster.arn);
    expect(await both('agentless')).toEqual([
      ['pod-identity', 'open', false],
      ['pod-identity', 'open', false],
    ]);
    kube.cluster.addons[AGENT.name] = AGENT;
    kube.sandbox.world.clusterChanged(kube.cluster.arn);
    expect((await both('agentless'))[0]).toEqual(['pod-identity', 'open', true]);
  });

  it('of Pod Identity do not reach Fargate', async () => {
    kube.cluster.fargateProfiles['fp'] = {
      name: 'fp',
      arn: 'arn:fp',
      status: 'ACTIVE',
      createdAt: 0,
      podExecutionRoleArn: roleArn('open'),
      subnetIds: [],
      selectors: [{ namespace: 'default', labels: { app: 'serverless' } }],
      tags: {},
    };
    kube.cluster.associations['a-serverless'] = association('serverless', 'open');
    await run('serverless');
    expect(await both('serverless')).toEqual([
      ['pod-identity', 'open', false],
      ['pod-identity', 'open', false],
    ]);
  });
});

describe('add-ons', () => {
  const DAEMONS = '/apis/apps/v1/namespaces/kube-system/daemonsets';

  it('bring their workloads, which end with them unless they are preserved', async () => {
    const agent = (await kube.get(`${DAEMONS}/eks-pod-identity-agent`)).body;
    expect(agent).toMatchObject({
      spec: { template: { spec: { hostNetwork: true } } },
      status: { desiredNumberScheduled: 2, numberReady: 2 },
    });
    kube.cluster.addons['vpc-cni'] = { ...AGENT, name: 'vpc-cni', serviceAccountRoleArn: roleArn('web') };
    kube.sandbox.world.clusterChanged(kube.cluster.arn);
    const account = await kube.get('/api/v1/namespaces/kube-system/serviceaccounts/aws-node');
    expect(account.body['metadata']).toMatchObject({ annotations: link('web') });
    delete kube.cluster.addons['vpc-cni'];
    kube.cluster.preservedAddons = ['vpc-cni'];
    kube.sandbox.world.clusterChanged(kube.cluster.arn);
    expect((await kube.get(`${DAEMONS}/aws-node`)).status).toBe(200);
    kube.cluster.preservedAddons = [];
    kube.sandbox.world.clusterChanged(kube.cluster.arn);
    expect((await kube.get(`${DAEMONS}/aws-node`)).status).toBe(404);
  });

  it('restart their pods when their association changes', async () => {
    kube.cluster.addons['vpc-cni'] = { ...AGENT, name: 'vpc-cni', serviceAccountRoleArn: roleArn('web') };
    kube.sandbox.world.clusterChanged(kube.cluster.arn);
    const variables = async () =>
      (await kube.items('/api/v1/namespaces/kube-system/pods?labelSelector=app.kubernetes.io/name%3Daws-node')).map(
        (pod) => pod.spec.containers[0]?.env?.map(({ name }) => name),
      );
    expect((await variables())[0]).toContain('AWS_ROLE_ARN');
    kube.cluster.associations['a-cni'] = { ...association('aws-node', 'open'), id: 'a-cni', namespace: 'kube-system' };
    kube.cluster.addons['vpc-cni'].associationIds = ['a-cni'];
    kube.sandbox.world.clusterChanged(kube.cluster.arn);
    for (const names of await variables()) expect(names).toContain('AWS_CONTAINER_CREDENTIALS_FULL_URI');
  });
});
