import {
  AppsV1Api,
  CoreV1Api,
  KubeConfig,
  PatchStrategy,
  setHeaderOptions,
  type V1Deployment,
  Watch,
} from '@kubernetes/client-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deployment, eksToken, type KubeCluster, runCluster, serviceAccount } from './kube-client.ts';

let kube: KubeCluster;
let config: KubeConfig;
beforeAll(async () => {
  kube = await runCluster({ nodes: 4 });
  config = new KubeConfig();
  config.loadFromOptions({
    clusters: [
      {
        name: 'kube',
        server: kube.sandbox.world.kubernetesEndpoint(kube.cluster.arn),
        caData: Buffer.from(kube.cluster.certificateAuthority.certificatePem).toString('base64'),
      },
    ],
    users: [{ name: 'admin', token: await eksToken('kube') }],
    contexts: [{ name: 'kube', cluster: 'kube', user: 'admin' }],
    currentContext: 'kube',
  });
});
afterAll(() => kube.stop());

describe('@kubernetes/client-node', () => {
  it('creates, lists, patches and watches', async () => {
    const core = config.makeApiClient(CoreV1Api);
    const apps = config.makeApiClient(AppsV1Api);
    await core.createNamespacedServiceAccount({
      namespace: 'default',
      body: serviceAccount('sdk', { a: '1', b: '2' }),
    });
    const patched = await core.patchNamespacedServiceAccount(
      { namespace: 'default', name: 'sdk', body: { metadata: { annotations: { a: null } } } },
      setHeaderOptions('Content-Type', PatchStrategy.MergePatch),
    );
    expect(patched.metadata?.annotations).toEqual({ b: '2' });
    const seen = new Promise<string>((resolve, reject) => {
      new Watch(config)
        .watch(
          '/apis/apps/v1/namespaces/default/deployments',
          {},
          (type, object: { metadata: { name: string } }) => resolve(`${type} ${object.metadata.name}`),
          reject,
        )
        .catch(reject);
    });
    await apps.createNamespacedDeployment({
      namespace: 'default',
      body: deployment('sdk', { replicas: 1, serviceAccount: 'sdk' }) as unknown as V1Deployment,
    });
    expect(await seen).toBe('ADDED sdk');
    const { items } = await core.listPodForAllNamespaces({ labelSelector: 'app=sdk', limit: 5 });
    expect(items.map((pod) => pod.status?.phase)).toEqual(['Running']);
  });
});

describe('a large cluster', () => {
  it('lists and judges 1,000 pods of 300 accounts quickly', { timeout: 60_000 }, async () => {
    await kube.post('/api/v1/namespaces', { metadata: { name: 'large' } });
    for (let index = 0; index < 300; index += 1) {
      const name = `app-${index}`;
      await kube.post(
        '/api/v1/namespaces/large/serviceaccounts',
        serviceAccount(name, { 'eks.amazonaws.com/role-arn': `arn:aws:iam::111122223333:role/r${index % 60}` }),
      );
      await kube.post(
        '/apis/apps/v1/namespaces/large/deployments',
        deployment(name, { replicas: 3 + (index % 3 === 0 ? 1 : 0), serviceAccount: name }),
      );
    }
    const pods = await kube.items('/api/v1/namespaces/large/pods');
    expect(pods).toHaveLength(1000);
    const fastest = async (work: () => Promise<unknown>): Promise<number> => {
      const times: number[] = [];
      for (let run = 0; run < 4; run += 1) {
        const start = performance.now();
        await work();
        times.push(performance.now() - start);
      }
      return Math.min(...times);
    };
    const listing = await fastest(() => kube.get('/api/v1/namespaces/large/pods'));
    const judging = await fastest(() =>
      fetch(`${kube.sandbox.url}/_sandbox/credentials?cluster=kube`).then((answer) => answer.arrayBuffer()),
    );
    console.log(`1,000 pods: list ${listing.toFixed(0)} ms, credentials ${judging.toFixed(0)} ms`);
    // Far above what is measured on an idle machine: the test must not fail because others work.
    expect(listing).toBeLessThan(1500);
    expect(judging).toBeLessThan(1500);
  });
});
