import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  deployment,
  type Json,
  type KubeCluster,
  type Kubeish,
  podTemplate,
  runCluster,
  serviceAccount,
} from './kube-client.ts';

const DEPLOYMENTS = '/apis/apps/v1/namespaces/default/deployments';
const SETS = '/apis/apps/v1/namespaces/default/replicasets';
const STATEFUL = '/apis/apps/v1/namespaces/default/statefulsets';
const DAEMONS = '/apis/apps/v1/namespaces/default/daemonsets';
const PODS = '/api/v1/namespaces/default/pods';

let kube: KubeCluster;
beforeAll(async () => {
  kube = await runCluster({ nodes: 3 });
});
afterAll(() => kube.stop());

const podsOf = (app: string, from = kube): Promise<Kubeish[]> => from.items(`${PODS}?labelSelector=app%3D${app}`);
const setsOf = (app: string): Promise<Kubeish[]> => kube.items(`${SETS}?labelSelector=app%3D${app}`);
const imageOf = (pod: Kubeish): unknown => (pod.spec.containers[0] as unknown as { image: string }).image;
const setImage = (path: string, image: string) =>
  kube.patch(
    path,
    { spec: { template: { spec: { containers: [{ name: 'app', image }] } } } },
    'application/strategic-merge-patch+json',
  );

describe('deployments', () => {
  it('have a replica set and ready pods', async () => {
    await kube.post(DEPLOYMENTS, deployment('web', { replicas: 3 }));
    const { body } = await kube.get(`${DEPLOYMENTS}/web`);
    expect(body).toMatchObject({
      metadata: { generation: 1, annotations: { 'deployment.kubernetes.io/revision': '1' } },
      status: { observedGeneration: 1, replicas: 3, updatedReplicas: 3, readyReplicas: 3, availableReplicas: 3 },
    });
    const [set] = await setsOf('web');
    const hash = set?.metadata.labels?.['pod-template-hash'];
    expect(set?.metadata).toMatchObject({
      name: `web-${hash}`,
      ownerReferences: [{ kind: 'Deployment', name: 'web', controller: true }],
    });
    const pods = await podsOf('web');
    expect(pods.map((pod) => [pod.status['phase'], pod.metadata.labels?.['pod-template-hash']])).toEqual(
      Array(3).fill(['Running', hash]),
    );
  });

  it('roll to a new template, back, and number their revisions', async () => {
    await kube.post(DEPLOYMENTS, deployment('rolled', { replicas: 3 }));
    await setImage(`${DEPLOYMENTS}/rolled`, 'app:2');
    expect((await podsOf('rolled')).map(imageOf)).toEqual(['app:2', 'app:2', 'app:2']);
    await setImage(`${DEPLOYMENTS}/rolled`, 'app:1');
    expect((await podsOf('rolled')).map(imageOf)).toEqual(['app:1', 'app:1', 'app:1']);
    const revisions = (await setsOf('rolled')).map((set) => [
      set.metadata.annotations?.['deployment.kubernetes.io/revision'],
      set.spec['replicas'],
    ]);
    expect(revisions.toSorted((left, right) => String(left[0]).localeCompare(String(right[0])))).toEqual([
      ['2', 0],
      ['3', 3],
    ]);
  });

  it('keep enough pods available while they roll, and not too many', async () => {
    const slow = await runCluster({ nodes: 2, state: { transitions: { pod: 15 } } });
    try {
      const watching = slow.watch(`${DEPLOYMENTS}?watch=true`);
      await slow.post(DEPLOYMENTS, deployment('steady', { replicas: 4 }));
      const ready = (status: unknown, observed: number): boolean => {
        const { updatedReplicas, availableReplicas, replicas, observedGeneration } = status as Record<string, number>;
        return observedGeneration === observed && updatedReplicas === 4 && availableReplicas === 4 && replicas === 4;
      };
      const before = await watching.until((events) =>
        events.some((event) => event.object['status'] && ready(event.object['status'], 1)),
      );
      await slow.patch(`${DEPLOYMENTS}/steady`, {
        spec: { template: { metadata: { annotations: { again: 'yes' } } } },
      });
      const after = await watching.until((events) =>
        events.some((event) => event.object['status'] && ready(event.object['status'], 2)),
      );
      watching.stop();
      const during = after
        .slice(before.length)
        .map((event) => event.object['status'] as { availableReplicas?: number; replicas?: number });
      expect(during.length).toBeGreaterThan(3);
      expect(Math.min(...during.map((status) => status.availableReplicas ?? 0))).toBeGreaterThanOrEqual(3);
      expect(Math.max(...during.map((status) => status.replicas ?? 0))).toBeLessThanOrEqual(5);
    } finally {
      await slow.stop();
    }
  });

  it('with Recreate stop all before they start any', async () => {
    const slow = await runCluster({ nodes: 1, state: { transitions: { pod: 10 } } });
    try {
      const manifest = deployment('once', { replicas: 2 });
      await slow.post(DEPLOYMENTS, { ...manifest, spec: { ...manifest.spec, strategy: { type: 'Recreate' } } });
      const watching = slow.watch(`${PODS}?watch=true`);
      const running = (image: string) => (events: readonly { object: Json }[]) =>
        new Set(
          events
            .filter(
              ({ object }) =>
                (object['status'] as Json)['phase'] === 'Running' && imageOf(object as unknown as Kubeish) === image,
            )
            .map(({ object }) => (object['metadata'] as { uid: string }).uid),
        ).size >= 2;
      await watching.until(running('app:1'));
      await slow.patch(
        `${DEPLOYMENTS}/once`,
        { spec: { template: { spec: { containers: [{ name: 'app', image: 'app:2' }] } } } },
        'application/strategic-merge-patch+json',
      );
      const events = await watching.until(running('app:2'));
      watching.stop();
      const oldSet = String(events[0]?.object.metadata['generateName']);
      const lastGone = events.findLastIndex(
        ({ type, object }) => type === 'DELETED' && (object as unknown as Kubeish).metadata.name.startsWith(oldSet),
      );
      const firstNew = events.findIndex(({ object }) => imageOf(object as unknown as Kubeish) === 'app:2');
      expect(events.filter(({ type }) => type === 'DELETED')).toHaveLength(2);
      expect(lastGone).toBeLessThan(firstNew);
    } finally {
      await slow.stop();
    }
  });

  it('that are paused wait with their template, not with their size', async () => {
    await kube.post(DEPLOYMENTS, deployment('paused', { replicas: 1 }));
    await kube.patch(`${DEPLOYMENTS}/paused`, { spec: { paused: true } });
    await setImage(`${DEPLOYMENTS}/paused`, 'app:2');
    await kube.patch(`${DEPLOYMENTS}/paused`, { spec: { replicas: 2 } });
    expect((await podsOf('paused')).map(imageOf)).toEqual(['app:1', 'app:1']);
    await kube.patch(`${DEPLOYMENTS}/paused`, { spec: { paused: false } });
    expect((await podsOf('paused')).map(imageOf)).toEqual(['app:2', 'app:2']);
  });

  it('say when their pods cannot be made, and go on when they can', async () => {
    await kube.post(DEPLOYMENTS, deployment('waiting', { replicas: 1, serviceAccount: 'late' }));
    const { body } = await kube.get(`${DEPLOYMENTS}/waiting`);
    expect((body['status'] as { conditions: Json[] }).conditions).toContainEqual(
      expect.objectContaining({
        type: 'ReplicaFailure',
        status: 'True',
        reason: 'FailedCreate',
        message: expect.stringContaining('serviceaccount "late" not found'),
      }),
    );
    await kube.post('/api/v1/namespaces/default/serviceaccounts', serviceAccount('late'));
    expect(await podsOf('waiting')).toHaveLength(1);
  });

  it('replace pods that are deleted, and take everything along when they go', async () => {
    await kube.post(DEPLOYMENTS, deployment('owner', { replicas: 2 }));
    const [first] = await podsOf('owner');
    await kube.del(`${PODS}/${first?.metadata.name}`);
    const pods = await podsOf('owner');
    expect([pods.length, pods.some((pod) => pod.metadata.uid === first?.metadata.uid)]).toEqual([2, false]);
    await kube.del(`${DEPLOYMENTS}/owner`);
    expect([await podsOf('owner'), await setsOf('owner')]).toEqual([[], []]);
  });

  it('keep no more old replica sets than their history limit', async () => {
    const manifest = deployment('short', { replicas: 1 });
    await kube.post(DEPLOYMENTS, { ...manifest, spec: { ...manifest.spec, revisionHistoryLimit: 1 } });
    for (const image of ['app:2', 'app:3', 'app:4']) await setImage(`${DEPLOYMENTS}/short`, image);
    expect(await setsOf('short')).toHaveLength(2);
  });
});

describe('stateful sets', () => {
  const manifest = (name: string, more: Json = {}) => ({
    metadata: { name },
    spec: {
      replicas: 3,
      serviceName: name,
      selector: { matchLabels: { app: name } },
      template: podTemplate({ app: name }),
      ...more,
    },
  });

  it('number their pods and replace them from the end', async () => {
    await kube.post(STATEFUL, manifest('db'));
    expect((await podsOf('db')).map((pod) => pod.metadata.name)).toEqual(['db-0', 'db-1', 'db-2']);
    await setImage(`${STATEFUL}/db`, 'app:2');
    expect((await podsOf('db')).map(imageOf)).toEqual(['app:2', 'app:2', 'app:2']);
    const { body } = await kube.get(`${STATEFUL}/db`);
    const status = body['status'] as Json;
    expect(status).toMatchObject({ observedGeneration: 2, replicas: 3, readyReplicas: 3, updatedReplicas: 3 });
    expect(status['currentRevision']).toBe(status['updateRevision']);
    expect(
      await kube.items(`/apis/apps/v1/namespaces/default/controllerrevisions?labelSelector=app%3Ddb`),
    ).toHaveLength(2);
  });

  it('with a partition replace only the pods from there', async () => {
    await kube.post(
      STATEFUL,
      manifest('part', { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 2 } } }),
    );
    await setImage(`${STATEFUL}/part`, 'app:2');
    expect((await podsOf('part')).map(imageOf)).toEqual(['app:1', 'app:1', 'app:2']);
  });

  it('with OnDelete replace nothing by themselves', async () => {
    await kube.post(STATEFUL, manifest('manual', { updateStrategy: { type: 'OnDelete' } }));
    await setImage(`${STATEFUL}/manual`, 'app:2');
    expect((await podsOf('manual')).map(imageOf)).toEqual(['app:1', 'app:1', 'app:1']);
    await kube.del(`${PODS}/manual-1`);
    expect((await podsOf('manual')).map(imageOf)).toEqual(['app:1', 'app:2', 'app:1']);
  });
});

describe('daemon sets', () => {
  it('cover the nodes that they fit, also new ones', async () => {
    const daemon = {
      metadata: { name: 'agent' },
      spec: { selector: { matchLabels: { app: 'agent' } }, template: podTemplate({ app: 'agent' }) },
    };
    await kube.post(DAEMONS, daemon);
    const nodes = await kube.items('/api/v1/nodes');
    const placed = async () =>
      (await podsOf('agent'))
        .map((pod) => String(pod.spec['nodeName']))
        .toSorted((left, right) => (left < right ? -1 : 1));
    expect(await placed()).toEqual(nodes.map((node) => node.metadata.name));
    const group = kube.cluster.nodegroups['ng'];
    if (group === undefined) throw new Error('there is no node group');
    group.scaling.desired = 4;
    kube.sandbox.world.clusterChanged(kube.cluster.arn);
    expect(await placed()).toEqual((await kube.items('/api/v1/nodes')).map((node) => node.metadata.name));
    expect(await placed()).toHaveLength(4);
    group.scaling.desired = 3;
    kube.sandbox.world.clusterChanged(kube.cluster.arn);
    expect(await placed()).toHaveLength(3);
    const { body } = await kube.get(`${DAEMONS}/agent`);
    expect(body['status']).toMatchObject({
      desiredNumberScheduled: 3,
      numberReady: 3,
      updatedNumberScheduled: 3,
      numberAvailable: 3,
    });
  });

  it('follow taints, tolerations and node labels', async () => {
    const [node] = await kube.items('/api/v1/nodes');
    const path = `/api/v1/nodes/${node?.metadata.name}`;
    await kube.patch(path, {
      metadata: { labels: { disk: 'fast' } },
      spec: { taints: [{ key: 'only', value: 'x', effect: 'NoSchedule' }] },
    });
    const daemon = (name: string, more: Json) => ({
      metadata: { name },
      spec: {
        selector: { matchLabels: { app: name } },
        template: { ...podTemplate({ app: name }), spec: { ...podTemplate({}).spec, ...more } },
      },
    });
    await kube.post(DAEMONS, daemon('plain', {}));
    await kube.post(DAEMONS, daemon('tolerant', { tolerations: [{ operator: 'Exists' }] }));
    await kube.post(
      DAEMONS,
      daemon('fast', { nodeSelector: { disk: 'fast' }, tolerations: [{ key: 'only', value: 'x' }] }),
    );
    const sizes = await Promise.all(['plain', 'tolerant', 'fast'].map(async (app) => (await podsOf(app)).length));
    await kube.patch(path, { spec: { taints: null } });
    expect(sizes).toEqual([2, 3, 1]);
  });
});

describe('jobs', () => {
  const JOBS = '/apis/batch/v1/namespaces/default/jobs';
  const job = (name: string, spec: Json = {}) => ({
    metadata: { name },
    spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'app', image: 'app:1' }] } }, ...spec },
  });

  it('run to their end', async () => {
    await kube.post(JOBS, job('work', { completions: 3, parallelism: 2 }));
    const { body } = await kube.get(`${JOBS}/work`);
    expect(body['status']).toMatchObject({
      succeeded: 3,
      completionTime: expect.any(String),
      conditions: expect.arrayContaining([expect.objectContaining({ type: 'Complete', status: 'True' })]),
    });
  });

  it('need a restart policy that lets them end', async () => {
    const { body } = await kube.post(JOBS, { metadata: { name: 'x' }, spec: { template: podTemplate({}) } });
    expect(body).toMatchObject({ code: 422, details: { causes: [{ field: 'spec.template.spec.restartPolicy' }] } });
  });

  it('that are suspended have no pods', async () => {
    await kube.post(JOBS, job('held', { suspend: true }));
    expect(await kube.items(`${PODS}?labelSelector=job-name%3Dheld`)).toEqual([]);
    await kube.patch(`${JOBS}/held`, { spec: { suspend: false } });
    expect(await kube.items(`${PODS}?labelSelector=job-name%3Dheld`)).toHaveLength(1);
  });
});

describe('pods', () => {
  it('wait while no node fits them', async () => {
    await kube.post(PODS, {
      metadata: { name: 'picky' },
      spec: { ...podTemplate({}).spec, nodeSelector: { disk: 'none' } },
    });
    const { body } = await kube.get(`${PODS}/picky`);
    expect(body['status']).toMatchObject({
      phase: 'Pending',
      conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable' }],
    });
  });

  it('of a Fargate profile get a node of their own that goes with them', async () => {
    kube.cluster.fargateProfiles['fp'] = {
      name: 'fp',
      arn: 'arn:fp',
      status: 'ACTIVE',
      createdAt: 0,
      podExecutionRoleArn: 'arn:aws:iam::111122223333:role/fargate',
      subnetIds: [],
      selectors: [{ namespace: 'default', labels: { run: 'fargate' } }],
      tags: {},
    };
    await kube.post(PODS, { metadata: { name: 'serverless', labels: { run: 'fargate' } }, spec: podTemplate({}).spec });
    const { body } = await kube.get(`${PODS}/serverless`);
    const node = (body['spec'] as { nodeName: string }).nodeName;
    expect(node).toMatch(/^fargate-ip-/);
    expect((await kube.get(`/api/v1/nodes/${node}`)).body['metadata']).toMatchObject({
      labels: { 'eks.amazonaws.com/compute-type': 'fargate' },
    });
    await kube.del(`${PODS}/serverless`);
    expect((await kube.get(`/api/v1/nodes/${node}`)).status).toBe(404);
  });
});

describe('whatever is done in whatever order', () => {
  const NAMES = ['a', 'b'] as const;
  const operation = fc.oneof(
    fc.record({
      kind: fc.constant('create' as const),
      name: fc.constantFrom(...NAMES),
      replicas: fc.integer({ min: 0, max: 4 }),
    }),
    fc.record({
      kind: fc.constant('scale' as const),
      name: fc.constantFrom(...NAMES),
      replicas: fc.integer({ min: 0, max: 4 }),
    }),
    fc.record({
      kind: fc.constant('image' as const),
      name: fc.constantFrom(...NAMES),
      replicas: fc.integer({ min: 1, max: 3 }),
    }),
    fc.record({
      kind: fc.constantFrom('delete' as const, 'kill' as const, 'pause' as const, 'resume' as const),
      name: fc.constantFrom(...NAMES),
      replicas: fc.constant(0),
    }),
  );

  it('the controllers come to what the deployments want', async () => {
    const path = (name: string) => `${DEPLOYMENTS}/prop-${name}`;
    const act = async ({ kind, name, replicas }: { kind: string; name: string; replicas: number }) => {
      if (kind === 'create') return kube.post(DEPLOYMENTS, deployment(`prop-${name}`, { replicas }));
      if (kind === 'scale') return kube.patch(path(name), { spec: { replicas } });
      if (kind === 'image') return setImage(path(name), `app:${replicas}`);
      if (kind === 'delete') return kube.del(path(name));
      if (kind === 'kill') return kube.del(`${PODS}?labelSelector=app%3Dprop-${name}`);
      return kube.patch(path(name), { spec: { paused: kind === 'pause' } });
    };
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { maxLength: 10 }), async (operations) => {
        for (const one of operations) await act(one);
        for (const name of NAMES) {
          await kube.patch(path(name), { spec: { paused: false } });
          const { status, body } = await kube.get(path(name));
          const wanted = status === 404 ? 0 : (body as unknown as { spec: { replicas: number } }).spec.replicas;
          const pods = await podsOf(`prop-${name}`);
          expect(pods).toHaveLength(wanted);
          if (status === 404) continue;
          const { spec, metadata } = body as unknown as {
            spec: { template: { spec: { containers: { image: string }[] } } };
            metadata: { generation: number };
          };
          expect(pods.map(imageOf)).toEqual(Array(wanted).fill(spec.template.spec.containers[0]?.image));
          expect(body['status']).toMatchObject({
            observedGeneration: metadata.generation,
            ...(wanted > 0 && { readyReplicas: wanted, updatedReplicas: wanted }),
          });
        }
        for (const name of NAMES) await kube.del(path(name));
      }),
      { numRuns: 12 },
    );
  });

  it('two runs of the same calls give the same objects', async () => {
    const run = async () => {
      const one = await runCluster({ now: () => Date.now() - (Date.now() % 60_000) });
      await one.post(DEPLOYMENTS, deployment('same', { replicas: 3 }));
      const pods = (await one.items(PODS)).map((pod) => [pod.metadata.name, pod.metadata.uid, pod.spec['nodeName']]);
      await one.stop();
      return pods;
    };
    expect(await run()).toEqual(await run());
  });
});
