import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AssociationState } from '../../src/state/eks-state.ts';
import { type KubeCluster, type Kubeish, pod, runCluster, serviceAccount } from './kube-client.ts';

const ROLE = 'arn:aws:iam::111122223333:role/app';
const PODS = '/api/v1/namespaces/default/pods';
const IRSA = { 'eks.amazonaws.com/role-arn': ROLE };

let kube: KubeCluster;
beforeAll(async () => {
  kube = await runCluster({ nodes: 1 });
});
afterAll(() => kube.stop());

let number = 0;
beforeEach(() => {
  number += 1;
  kube.cluster.associations = {};
  kube.cluster.ipFamily = 'ipv4';
});

function associate(serviceAccountName: string, visibleAt = 0): void {
  const association: AssociationState = {
    id: `a-${serviceAccountName}`,
    arn: `arn:${serviceAccountName}`,
    namespace: 'default',
    serviceAccount: serviceAccountName,
    roleArn: ROLE,
    disableSessionTags: false,
    tags: {},
    createdAt: 0,
    modifiedAt: 0,
    visibleAt,
  };
  kube.cluster.associations[association.id] = association;
}

async function created(
  annotations: Record<string, string>,
  change: (manifest: ReturnType<typeof pod>) => object = (manifest) => manifest,
  association = false,
): Promise<Kubeish> {
  const name = `p${number}`;
  await kube.post('/api/v1/namespaces/default/serviceaccounts', serviceAccount(name, annotations));
  if (association) associate(name);
  const { status, body, text } = await kube.post(PODS, change(pod(name, { serviceAccount: name })));
  if (status !== 201) throw new Error(text);
  return body as unknown as Kubeish;
}

const environment = (made: Kubeish, index = 0): Record<string, string | undefined> =>
  Object.fromEntries((made.spec.containers[index]?.env ?? []).map(({ name, value }) => [name, value]));
const volume = (made: Kubeish, name: string): unknown =>
  (made.spec['volumes'] as { name: string }[]).find((one) => one.name === name);
const mounts = (made: Kubeish): string[] =>
  (made.spec.containers[0]?.volumeMounts ?? []).map((mount) => mount.mountPath);

describe('the pod identity webhook', () => {
  it('gives a plain pod only the API token', async () => {
    const made = await created({});
    expect(environment(made)).toEqual({});
    expect(mounts(made)).toEqual(['/var/run/secrets/kubernetes.io/serviceaccount']);
    expect(made.metadata.labels).not.toHaveProperty('eks.amazonaws.com/pod-identity');
  });

  it('gives a pod of an annotated account web identity', async () => {
    const made = await created(IRSA);
    expect(environment(made)).toEqual({
      AWS_STS_REGIONAL_ENDPOINTS: 'regional',
      AWS_DEFAULT_REGION: 'us-west-2',
      AWS_REGION: 'us-west-2',
      AWS_ROLE_ARN: ROLE,
      AWS_WEB_IDENTITY_TOKEN_FILE: '/var/run/secrets/eks.amazonaws.com/serviceaccount/token',
    });
    expect(volume(made, 'aws-iam-token')).toEqual({
      name: 'aws-iam-token',
      projected: {
        defaultMode: 420,
        sources: [{ serviceAccountToken: { audience: 'sts.amazonaws.com', expirationSeconds: 86_400, path: 'token' } }],
      },
    });
    expect(mounts(made)).toContain('/var/run/secrets/eks.amazonaws.com/serviceaccount');
  });

  it('prefers an association to the annotation', async () => {
    const made = await created(IRSA, undefined, true);
    expect(environment(made)).toEqual({
      AWS_STS_REGIONAL_ENDPOINTS: 'regional',
      AWS_DEFAULT_REGION: 'us-west-2',
      AWS_REGION: 'us-west-2',
      AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://169.254.170.23/v1/credentials',
      AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE:
        '/var/run/secrets/pods.eks.amazonaws.com/serviceaccount/eks-pod-identity-token',
    });
    expect(volume(made, 'eks-pod-identity-token')).toMatchObject({
      projected: {
        sources: [{ serviceAccountToken: { audience: 'pods.eks.amazonaws.com', path: 'eks-pod-identity-token' } }],
      },
    });
    expect(volume(made, 'aws-iam-token')).toBeUndefined();
    expect(made.metadata.labels).toMatchObject({ 'eks.amazonaws.com/pod-identity': 'enabled' });
  });

  it('uses the IPv6 address on IPv6 clusters', async () => {
    kube.cluster.ipFamily = 'ipv6';
    expect(environment(await created({}, undefined, true))).toMatchObject({
      AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://[fd00:ec2::23]/v1/credentials',
    });
  });

  it('does not know an association that is not visible yet', async () => {
    associate(`p${number}`, Date.now() + 60_000);
    expect(environment(await created(IRSA))).toHaveProperty('AWS_ROLE_ARN', ROLE);
  });

  it.each([
    ['audience', { 'eks.amazonaws.com/audience': 'custom' }, { audience: 'custom', expirationSeconds: 86_400 }],
    [
      'token-expiration',
      { 'eks.amazonaws.com/token-expiration': '3600' },
      { audience: 'sts.amazonaws.com', expirationSeconds: 3600 },
    ],
    [
      'a token-expiration that is too short',
      { 'eks.amazonaws.com/token-expiration': '5' },
      { audience: 'sts.amazonaws.com', expirationSeconds: 600 },
    ],
    [
      'a token-expiration that is none',
      { 'eks.amazonaws.com/token-expiration': 'soon' },
      { audience: 'sts.amazonaws.com', expirationSeconds: 86_400 },
    ],
  ])('reads the annotation %s', async (_, annotations, token) => {
    const made = await created({ ...IRSA, ...annotations });
    expect(volume(made, 'aws-iam-token')).toMatchObject({
      projected: { sources: [{ serviceAccountToken: { ...token, path: 'token' } }] },
    });
  });

  it('leaves the STS endpoint alone when told so', async () => {
    expect(
      environment(await created({ ...IRSA, 'eks.amazonaws.com/sts-regional-endpoints': 'false' })),
    ).not.toHaveProperty('AWS_STS_REGIONAL_ENDPOINTS');
  });

  it('reaches init containers, and skips what the pod says', async () => {
    const made = await created(IRSA, (manifest) => ({
      ...manifest,
      metadata: { ...manifest.metadata, annotations: { 'eks.amazonaws.com/skip-containers': 'side, other' } },
      spec: {
        ...manifest.spec,
        initContainers: [{ name: 'init', image: 'i' }],
        containers: [...manifest.spec.containers, { name: 'side', image: 's' }],
      },
    }));
    const init = (made.spec['initContainers'] as Kubeish['spec']['containers'])[0];
    expect(init?.env?.map(({ name }) => name)).toContain('AWS_ROLE_ARN');
    expect(environment(made, 0)).toHaveProperty('AWS_ROLE_ARN');
    expect(environment(made, 1)).toEqual({});
  });

  it('keeps what a container sets itself', async () => {
    const own = [
      { name: 'AWS_REGION', value: 'eu-west-1' },
      { name: 'AWS_ROLE_ARN', value: 'arn:own' },
    ];
    const made = await created(IRSA, (manifest) => ({
      ...manifest,
      spec: { containers: [{ name: 'app', image: 'a', env: own }], serviceAccountName: manifest.metadata.name },
    }));
    expect(environment(made)).toMatchObject({ AWS_REGION: 'eu-west-1', AWS_ROLE_ARN: 'arn:own' });
    expect(environment(made)).not.toHaveProperty('AWS_WEB_IDENTITY_TOKEN_FILE');
  });

  it('acts at creation only', async () => {
    const made = await created(IRSA);
    associate(made.metadata.name);
    await kube.patch(`${PODS}/${made.metadata.name}`, { metadata: { labels: { touched: 'yes' } } });
    const { body } = await kube.get(`${PODS}/${made.metadata.name}`);
    expect(environment(body as unknown as Kubeish)).toHaveProperty('AWS_ROLE_ARN', ROLE);
  });

  it('comes after the service account, which must exist', async () => {
    const { status, body } = await kube.post(PODS, pod('lost', { serviceAccount: 'nobody' }));
    expect(status).toBe(403);
    expect(body).toMatchObject({
      reason: 'Forbidden',
      message:
        'pods "lost" is forbidden: error looking up service account default/nobody: serviceaccount "nobody" not found',
    });
  });
});
