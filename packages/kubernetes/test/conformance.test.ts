import {
  AgentDaemonSet,
  ClusterNode,
  type KubernetesManifest,
  type KubernetesPort,
  Pod,
  PodpassError,
  ServiceAccount,
  Workload,
  type WorkloadRef,
} from '@podpass/inventory';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { type DemoClusters, startDemoClusters } from './demo-clusters.ts';

const MANY = 1_200;
const LABELS = { 'podpass.dev/change': 'c1', 'app.kubernetes.io/managed-by': 'podpass' };
const AT = '2026-02-03T04:05:06Z';

let demo: DemoClusters;
let port: KubernetesPort;
let legacy: KubernetesPort;
let auto: KubernetesPort;

beforeAll(async () => {
  demo = await startDemoClusters((state) => {
    const [arn, kubernetes] = Object.entries(state.kubernetes).find(([each]) => each.endsWith('/modern-auto')) ?? [];
    if (arn === undefined || kubernetes === undefined) throw new Error('the demo has no modern-auto');
    const accounts = (kubernetes.objects['v1/serviceaccounts'] ??= {});
    for (let at = 0; at < MANY; at += 1) {
      const name = `bulk-${String(at).padStart(4, '0')}`;
      accounts[`pipeline/${name}`] = {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: {
          name,
          namespace: 'pipeline',
          uid: `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
          resourceVersion: '1',
          creationTimestamp: '2026-01-01T00:00:00Z',
        },
      };
    }
  });
  port = await demo.port('demo-eks-cluster');
  legacy = await demo.port('legacy-prod');
  auto = await demo.port('modern-auto');
  // The demo's workloads come up after its start, as after that of a real cluster.
  await vi.waitFor(
    async () => {
      for (const each of [port, legacy, auto]) {
        expect((await each.listWorkloads()).filter(({ settled }) => !settled)).toEqual([]);
        expect((await each.listNodes()).filter(({ ready }) => !ready)).toEqual([]);
      }
    },
    { timeout: 45_000, interval: 100 },
  );
});
afterAll(() => demo.stop());

async function rejection(call: Promise<unknown>): Promise<PodpassError> {
  const error: unknown = await call.then(
    () => new Error('it was not refused'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof PodpassError)) throw error;
  return error;
}

function rolledOut(ref: WorkloadRef): Promise<Workload> {
  return vi.waitFor(
    async () => {
      const workload = await port.getWorkload(ref);
      expect(workload?.settled).toBe(true);
      return Workload.parse(workload);
    },
    { timeout: 20_000, interval: 50 },
  );
}

async function podsOf(ref: WorkloadRef): Promise<Pod[]> {
  const pods = await port.listPods();
  return pods.filter(
    ({ workload, phase }) => workload?.kind === ref.kind && workload.name === ref.name && phase === 'Running',
  );
}

describe('reading', () => {
  test('everything has the shapes of the inventory', async () => {
    for (const each of [port, legacy, auto]) {
      expect(z.array(z.string().min(1)).parse(await each.listNamespaces())).toContain('kube-system');
      expect(
        z.array(z.strictObject(ServiceAccount.shape)).safeParse(await each.listServiceAccounts()).error,
      ).toBeUndefined();
      expect(z.array(z.strictObject(Pod.shape)).safeParse(await each.listPods()).error).toBeUndefined();
      expect(z.array(z.strictObject(Workload.shape)).safeParse(await each.listWorkloads()).error).toBeUndefined();
      expect(z.array(z.strictObject(ClusterNode.shape)).safeParse(await each.listNodes()).error).toBeUndefined();
      expect(AgentDaemonSet.nullable().safeParse(await each.agentDaemonSet()).error).toBeUndefined();
    }
  });

  test('IRSA links are annotations of service accounts', async () => {
    const account = await port.getServiceAccount('shop', 'thumbnails');
    expect(account).toMatchObject({ namespace: 'shop', name: 'thumbnails' });
    expect(account?.annotations['eks.amazonaws.com/role-arn']).toMatch(/:role\/shop-media$/);
    const listed = await port.listServiceAccounts();
    expect(listed).toContainEqual(account);
  });

  test('a list of more than one page is complete and in order', async () => {
    const before = (await demo.operations()).filter((operation) => operation === 'LIST serviceaccounts').length;
    const names = (await auto.listServiceAccounts()).map(({ name }) => name).filter((name) => name.startsWith('bulk-'));
    expect(new Set(names).size).toBe(MANY);
    expect(names).toEqual(names.toSorted());
    const after = (await demo.operations()).filter((operation) => operation === 'LIST serviceaccounts').length;
    expect(after - before).toBe(3);
  });

  test.each([
    ['pod-identity', 'demo-eks-cluster', 'checkout'],
    ['irsa', 'demo-eks-cluster', 'indexer'],
    ['none', 'demo-eks-cluster', 'storefront'],
    ['hard-coded', 'legacy-prod', 'hard-coded'],
  ])('the mechanism %s of pods', async (mechanism, clusterName, workload) => {
    const pods = (await (clusterName === 'legacy-prod' ? legacy : port).listPods()).filter(
      (pod) => pod.workload?.name === workload,
    );
    expect(pods.length).toBeGreaterThan(0);
    for (const pod of pods) {
      expect(pod).toMatchObject({ mechanism, ready: true, phase: 'Running', serviceAccount: workload });
      expect(pod.irsaRoleArn === undefined).toBe(mechanism === 'none' || mechanism === 'pod-identity');
    }
  });

  test('pods name the workload at the top: not the replica set between', async () => {
    const kinds = new Set((await port.listPods()).map(({ workload }) => workload?.kind));
    expect(kinds).toEqual(new Set(['Deployment', 'StatefulSet', 'DaemonSet']));
  });

  test('host network is told', async () => {
    const pods = await port.listPods();
    expect(pods.filter(({ hostNetwork }) => hostNetwork).map(({ namespace }) => namespace)).toContain('kube-system');
    expect(pods.filter(({ namespace }) => namespace === 'shop').some(({ hostNetwork }) => hostNetwork)).toBe(false);
  });

  test('nodes tell their compute', async () => {
    const nodes = await port.listNodes();
    expect(new Set(nodes.map(({ compute }) => compute))).toEqual(new Set(['ec2', 'fargate']));
    expect(nodes.filter(({ compute }) => compute === 'ec2').every(({ nodeGroup }) => nodeGroup !== undefined)).toBe(
      true,
    );
    expect(nodes.every(({ ready, schedulable, os }) => ready && schedulable && os === 'linux')).toBe(true);
    expect((await auto.listNodes()).map(({ compute }) => compute)).toEqual(['auto']);
  });

  test('the agent, node by node', async () => {
    const agent = await port.agentDaemonSet();
    const machines = (await port.listNodes()).filter(({ compute }) => compute === 'ec2').map(({ name }) => name);
    expect(agent).toMatchObject({ desired: machines.length, ready: machines.length });
    expect(agent?.readyNodes.toSorted()).toEqual(machines.toSorted());
    expect(await legacy.agentDaemonSet()).toBeNull();
  });

  test('every listed workload is found by itself', async () => {
    const workloads = await port.listWorkloads();
    expect(workloads.map(({ kind }) => kind)).toContain('CronJob');
    expect(workloads.some(({ kind }) => kind === 'ReplicaSet')).toBe(false);
    for (const workload of workloads) expect(await port.getWorkload(workload)).toEqual(workload);
  });

  test.each(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job', 'CronJob', 'Pod', 'Other'] as const)(
    'a %s that is not there',
    async (kind) => {
      expect(await port.getWorkload({ kind, namespace: 'shop', name: 'nobody' })).toBeUndefined();
    },
  );

  test('what is not there is no error', async () => {
    expect(await port.getServiceAccount('shop', 'nobody')).toBeUndefined();
    expect(await port.getServiceAccount('nowhere', 'nobody')).toBeUndefined();
    expect(await port.getNamespace('nowhere')).toBeUndefined();
    expect(await port.getNamespace('shop')).toMatchObject({ labels: {} });
  });
});

describe('creating and deleting', () => {
  test('a namespace and a service account, again, and away', async () => {
    await port.createNamespace('made', LABELS);
    await port.createNamespace('made', LABELS);
    expect((await port.getNamespace('made'))?.labels).toMatchObject(LABELS);
    await port.createServiceAccount('made', 'reader', LABELS);
    await port.createServiceAccount('made', 'reader', LABELS);
    expect(await port.getServiceAccount('made', 'reader')).toMatchObject({ labels: LABELS, annotations: {} });
    await port.deleteServiceAccount('made', 'reader');
    await port.deleteServiceAccount('made', 'reader');
    expect(await port.getServiceAccount('made', 'reader')).toBeUndefined();
    await port.deleteNamespace('made');
    await vi.waitFor(async () => expect(await port.getNamespace('made')).toBeUndefined(), { timeout: 5_000 });
    await port.deleteNamespace('made');
  });

  test("another's is left alone", async () => {
    expect(await rejection(port.createServiceAccount('shop', 'catalog', LABELS))).toMatchObject({
      code: 'kubernetes-exists',
      data: { cluster: 'demo-eks-cluster', resource: 'serviceaccounts', name: 'shop/catalog' },
    });
    expect((await rejection(port.createNamespace('shop', {}))).code).toBe('kubernetes-exists');
  });

  test.each([
    ['a bad name', 'shop', 'No_Good', 'kubernetes-invalid'],
    ['no namespace', 'nowhere', 'reader', 'kubernetes-not-found'],
  ])('refused: %s', async (_name, namespace, name, code) => {
    expect((await rejection(port.createServiceAccount(namespace, name, {}))).code).toBe(code);
  });
});

describe('applying', () => {
  const config = (data: Record<string, string>): KubernetesManifest => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'applied', namespace: 'default', labels: LABELS },
    data,
  });
  const role: KubernetesManifest = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'applied', labels: LABELS },
    rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }],
  };

  test.each([config({ a: '1' }), role])(
    'an object of the kind $kind: made, applied again, and away',
    async (object) => {
      expect(await port.getObject(object)).toBeUndefined();
      await port.applyObject(object);
      await port.applyObject(object);
      expect((await port.getObject(object))?.labels).toEqual(LABELS);
      await port.deleteObject(object);
      await port.deleteObject(object);
      expect(await port.getObject(object)).toBeUndefined();
    },
  );

  test("what is left out goes, and another's value is not overwritten", async () => {
    const account = (annotations: Record<string, string>): KubernetesManifest => ({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'applied', namespace: 'default', annotations },
    });
    await port.applyObject(account({ a: '1', b: '1' }));
    await port.applyObject(account({ b: '1' }));
    expect((await port.getObject(account({})))?.annotations).toEqual({ b: '1' });
    await port.annotateServiceAccount('default', 'applied', { b: '2' });
    expect((await rejection(port.applyObject(account({ b: '1' })))).code).toBe('kubernetes-conflict');
    await port.deleteObject(account({}));
  });

  test('Services with load balancers and claims of volumes are what outlives a cluster', async () => {
    expect(await port.listOutliving()).toEqual([]);
    const service = (name: string, type: string): KubernetesManifest => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace: 'default' },
      spec: { type, ports: [{ name: 'http', port: 80, protocol: 'TCP' }] },
    });
    await port.applyObject(service('inside', 'ClusterIP'));
    await port.applyObject(service('outside', 'LoadBalancer'));
    expect(await port.listOutliving()).toEqual([{ kind: 'Service', namespace: 'default', name: 'outside' }]);
    for (const name of ['inside', 'outside']) await port.deleteObject(service(name, 'ClusterIP'));
  });

  test('what is no such object is refused', async () => {
    const wrong = { ...config({}), metadata: { name: 'Not a name', namespace: 'default' } };
    expect((await rejection(port.applyObject(wrong))).code).toBe('kubernetes-invalid');
  });
});

describe('what is in a namespace', () => {
  const object = (kind: 'ConfigMap' | 'Service', name: string): KubernetesManifest => ({
    apiVersion: 'v1',
    kind,
    metadata: { name, namespace: 'furnished' },
    ...(kind === 'Service' && { spec: { ports: [{ port: 80 }] } }),
  });
  const contents = () => port.listNamespaceContents('furnished');

  test('is nothing at first, then everything that anybody has put there', async () => {
    await port.createNamespace('furnished', LABELS);
    await vi.waitFor(async () => expect(await port.getServiceAccount('furnished', 'default')).toBeDefined());
    expect(await contents()).toEqual({ objects: [], unseen: [] });
    await port.applyObject(object('ConfigMap', 'settings'));
    await port.applyObject(object('Service', 'web'));
    await port.createServiceAccount('furnished', 'reader', LABELS);
    expect(await contents()).toEqual({
      objects: [
        { kind: 'ServiceAccount', name: 'reader', passing: false },
        { kind: 'ConfigMap', name: 'settings', passing: false },
        { kind: 'Service', name: 'web', passing: false },
      ],
      unseen: [],
    });
  });

  test('is told with what goes with its owner, each resource once and a few objects of it', async () => {
    const { objects } = await port.listNamespaceContents('shop');
    const kinds = objects.filter(({ passing }) => passing).map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(new Set(['Pod', 'ReplicaSet', 'ControllerRevision']));
    expect(objects).toContainEqual({ kind: 'Deployment', name: 'catalog', passing: false });
    expect(
      (await auto.listNamespaceContents('pipeline')).objects.filter(({ name }) => name.startsWith('bulk')),
    ).toHaveLength(5);
  });

  test('includes what may not be listed, with the reason', async () => {
    const viewer = await demo.port('demo-eks-cluster', 'viewer');
    const { objects, unseen } = await viewer.listNamespaceContents('furnished');
    expect(objects).toHaveLength(3);
    expect(unseen).toEqual([
      { resource: 'secrets', why: expect.stringContaining('cannot list resource "secrets"') },
      { resource: 'roles.rbac.authorization.k8s.io', why: expect.any(String) },
      { resource: 'rolebindings.rbac.authorization.k8s.io', why: expect.any(String) },
    ]);
    await port.deleteNamespace('furnished');
  });
});

describe('restarting', () => {
  test.each([
    { kind: 'Deployment', namespace: 'shop', name: 'catalog' },
    { kind: 'StatefulSet', namespace: 'shop', name: 'thumbnails' },
    { kind: 'DaemonSet', namespace: 'shop', name: 'log-shipper' },
  ] as const)('a $kind replaces every pod', async (ref) => {
    const before = await podsOf(ref);
    await port.restartWorkload(ref, AT);
    const workload = await rolledOut(ref);
    expect(workload).toMatchObject({ desired: before.length, ready: before.length, updated: before.length });
    const after = await podsOf(ref);
    expect(after).toHaveLength(before.length);
    // Pods of a stateful set keep their names.
    if (ref.kind !== 'StatefulSet') {
      const names = new Set(before.map(({ name }) => name));
      expect(after.filter(({ name }) => names.has(name))).toEqual([]);
    }
  });

  test('an association takes effect with the new pods, not before', async () => {
    const ref = { kind: 'Deployment', namespace: 'shop', name: 'storefront' } as const;
    const cluster = await demo.cluster('demo-eks-cluster');
    await demo.aws.eks.createAssociation(cluster.ref, {
      namespace: 'shop',
      serviceAccount: 'storefront',
      roleArn: `arn:aws:iam::${cluster.ref.account}:role/demo-eks-full`,
      disableSessionTags: false,
      tags: {},
      clientToken: 'conformance',
    });
    expect(new Set((await podsOf(ref)).map(({ mechanism }) => mechanism))).toEqual(new Set(['none']));
    await port.restartWorkload(ref, AT);
    await rolledOut(ref);
    expect(new Set((await podsOf(ref)).map(({ mechanism }) => mechanism))).toEqual(new Set(['pod-identity']));
  });

  test('again at the same time is no second rollout', async () => {
    const ref = { kind: 'Deployment', namespace: 'search', name: 'indexer' } as const;
    await port.restartWorkload(ref, AT);
    await rolledOut(ref);
    const once = await podsOf(ref);
    await port.restartWorkload(ref, AT);
    await rolledOut(ref);
    expect(await podsOf(ref)).toEqual(once);
  });

  test('what is not there', async () => {
    const ref = { kind: 'Deployment', namespace: 'shop', name: 'nobody' } as const;
    expect(await rejection(port.restartWorkload(ref, AT))).toMatchObject({
      code: 'kubernetes-not-found',
      data: { resource: 'deployments', name: 'shop/nobody' },
    });
  });
});

describe('who asks', () => {
  test('without an access entry: not known to the cluster', async () => {
    const stranger = await demo.port('demo-eks-cluster', 'stranger');
    expect(await rejection(stranger.listPods())).toMatchObject({
      code: 'kubernetes-unauthorized',
      data: { cluster: 'demo-eks-cluster' },
    });
  });

  test('with AmazonEKSViewPolicy: pods yes, nodes and changes no', async () => {
    const viewer = await demo.port('demo-eks-cluster', 'viewer');
    expect((await viewer.listPods()).length).toBeGreaterThan(0);
    expect(await rejection(viewer.listNodes())).toMatchObject({
      code: 'kubernetes-forbidden',
      data: { verb: 'list', resource: 'nodes', detail: expect.stringContaining('forbidden') },
    });
    const ref = { kind: 'Deployment', namespace: 'shop', name: 'catalog' } as const;
    expect(await rejection(viewer.restartWorkload(ref, AT))).toMatchObject({
      code: 'kubernetes-forbidden',
      data: { verb: 'patch', resource: 'deployments' },
    });
    expect((await rejection(viewer.createNamespace('mine', {}))).code).toBe('kubernetes-forbidden');
  });

  test('a token for another cluster', async () => {
    const other = await demo.cluster('legacy-prod');
    const token = async () => (await demo.aws.mintKubernetesToken(other.ref)).token;
    const misled = await demo.port('demo-eks-cluster', undefined, { token });
    expect((await rejection(misled.listNamespaces())).code).toBe('kubernetes-unauthorized');
  });
});

describe('trouble on the way', () => {
  test.each(['500', '503', '429', 'disconnect'])('%s twice is overcome', async (error) => {
    await demo.fault({ operation: 'LIST namespaces', error, times: 2 });
    expect(await port.listNamespaces()).toContain('shop');
  });

  test('a creation whose answer was lost is done once', async () => {
    await demo.fault({ operation: 'CREATE serviceaccounts', error: 'disconnect', phase: 'after' });
    await port.createServiceAccount('shop', 'lost-answer', LABELS);
    expect(await port.getServiceAccount('shop', 'lost-answer')).toMatchObject({ labels: LABELS });
  });

  test('a restart whose answer was lost is done once', async () => {
    const ref = { kind: 'Deployment', namespace: 'analytics', name: 'exporter' } as const;
    await demo.fault({ operation: 'PATCH deployments', error: '500', phase: 'after' });
    await port.restartWorkload(ref, AT);
    await rolledOut(ref);
    expect(await podsOf(ref)).toHaveLength(1);
  });
});
