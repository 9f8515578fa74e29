import { rmSync } from 'node:fs';
import type { AssociationRow, ClusterConfig, Operation, OperationEvent } from '@podpass/inventory';
import { demoState, environmentOf, type Sandbox, startSandbox } from '@podpass/sandbox';
import { openStore, type Store } from '@podpass/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, temporaryFolder, type TestDatabase } from '../../../packages/store/test/database.ts';
import { askApi, type ConsoleProcess, signInAt, startConsoleProcess } from './console-process.ts';
import { readEvents, type EventReader } from './event-reader.ts';
import { askAt, jsonOf } from './test-console.ts';

// Two consoles as they run behind a proxy: one database and one AWS account, each with a data folder of its own.
const account = 'arn:aws:iam::111122223333';
const folders: string[] = [];
let database: TestDatabase;
let sandbox: Sandbox;
/** A third that serves nobody and runs nothing. */
let store: Store;
let a: ConsoleProcess;
let b: ConsoleProcess;
let ann: Record<string, string>;

beforeAll(async () => {
  const state = await demoState({ transitions: { cluster: 2_500, addon: 20, nodegroup: 30, stack: 5, pod: 5 } });
  [database, sandbox] = await Promise.all([createTestDatabase(), startSandbox({ state })]);
  const replica = async (): Promise<ConsoleProcess> => {
    const dataDir = temporaryFolder();
    folders.push(dataDir);
    return await startConsoleProcess({
      ...environmentOf(sandbox, state.defaultRegion),
      DATABASE_URL: database.databaseUrl,
      PODPASS_AWS: 'account',
      PODPASS_DATA_DIR: dataDir,
      PODPASS_PUBLIC_URL: 'http://podpass.test:8080',
      PODPASS_SESSION_SECRET: 'the same for all replicas of this console',
    });
  };
  [a, b] = await Promise.all([replica(), replica()]);
  store = await openStore({ databaseUrl: database.databaseUrl });
  ann = await signInAt({ ...a, signInPath: await newLink() });
}, 120_000);
afterAll(async () => {
  await Promise.all([a?.kill(), b?.kill()]);
  await store?.close();
  await sandbox?.close();
  await database?.remove();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const toMake = `kind: Cluster
metadata: {name: made, project: defaultproject}
spec: {blueprint: minimal, cloudprovider: demo, type: eks}
---
apiVersion: rafay.io/v1alpha5
kind: ClusterConfig
metadata: {name: made, region: us-west-2, version: "1.34"}
addons:
- name: eks-pod-identity-agent
- name: vpc-cni
- name: kube-proxy
- name: coredns
iam:
  podIdentityAssociations:
  - {namespace: shop, serviceAccountName: cart, createServiceAccount: true, roleARN: "${account}:role/demo-eks-full"}
managedNodeGroups:
- {name: small, instanceType: t3.large, desiredCapacity: 1}
vpc:
  nat: {gateway: Single}
`;

function adding(serviceAccount: string, existing: { roleArn: string; fixTrust?: string }): unknown {
  const role = { kind: 'existing', ...existing };
  return { kind: 'add-associations', associations: [{ namespace: 'shop', serviceAccount, role }] };
}

/** The path of a link of which no replica knows but through the database. */
async function newLink(): Promise<string> {
  const { secret } = await store.signIn.issueCode({ user: 'ann', role: 'admin' }, 60_000);
  return `/sign-in?code=${secret}`;
}

async function change(at: ConsoleProcess, cluster: string, request: unknown): Promise<Operation> {
  const answer = await askApi(at, ann, `/clusters/${cluster}/changes`, 'POST', { request });
  expect(answer.status, answer.text).toBe(202);
  return jsonOf<Operation>(answer);
}

async function operationAt(at: ConsoleProcess, id: string): Promise<Operation> {
  return jsonOf<{ operation: Operation }>(await askApi(at, ann, `/operations/${id}`)).operation;
}

function watch(at: ConsoleProcess, id: string, after = 0): Promise<EventReader> {
  return readEvents(at.port, `/api/v1/operations/${id}/events`, { ...ann, 'last-event-id': String(after) });
}

/** Reads on until an event is as wanted, or to the end. */
async function readUntil(reader: EventReader, wanted: (event: OperationEvent) => boolean): Promise<OperationEvent[]> {
  const events: OperationEvent[] = [];
  for (let next = await reader.next(); next?.event === 'message'; next = await reader.next()) {
    const event = next.data as unknown as OperationEvent;
    events.push(event);
    if (wanted(event)) break;
  }
  return events;
}

async function ended(at: ConsoleProcess, id: string): Promise<OperationEvent[]> {
  const events = await readUntil(await watch(at, id), () => false);
  expect(events.at(-1)?.operationState, JSON.stringify(events, null, 1)).toBe('done');
  return events;
}

async function isRunning(at: ConsoleProcess): Promise<boolean> {
  return /^podpass_operations_running 1$/m.test((await askAt(at.port, '/metrics')).text);
}

describe('two replicas of one console', { timeout: 90_000 }, () => {
  it('let a sign-in link in once, and know a session that began or ended on the other', async () => {
    const path = await newLink();
    const answers = await Promise.all([a, b, a, b].map(({ port }) => askAt(port, path)));
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([303, 401, 401, 401]);
    const bob = await signInAt({ ...a, signInPath: await newLink() });
    for (const replica of [a, b]) expect(await askApi(replica, bob, '/session')).toMatchObject({ status: 200 });
    expect(await askApi(b, bob, '/session', 'DELETE')).toMatchObject({ status: 204 });
    expect(await askApi(a, bob, '/session')).toMatchObject({ status: 401 });
  });

  it('show a draft that was saved on the other, and refuse to overwrite it unseen', async () => {
    const { id } = jsonOf<ClusterConfig>(await askApi(a, ann, '/cluster-configs', 'POST', { text: 'kind: 0' }));
    const path = `/cluster-configs/${id}/draft`;
    expect(await askApi(a, ann, path, 'PUT', { text: 'kind: 1', basedOn: 1 })).toMatchObject({ status: 200 });
    expect(jsonOf<ClusterConfig>(await askApi(b, ann, `/cluster-configs/${id}`)).draft?.text).toBe('kind: 1');
    const refused = await askApi(b, ann, path, 'PUT', { text: 'kind: 2', basedOn: 1 });
    expect(refused).toMatchObject({ status: 409, json: { code: 'config-conflict' } });
    const both = [a, b].map((replica, number) =>
      askApi(replica, ann, path, 'PUT', { text: `kind: ${3 + number}`, basedOn: 2 }),
    );
    expect((await Promise.all(both)).map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([
      200, 409,
    ]);
  });

  it('run one operation of a cluster at a time, and write to an IAM role only while no other replica does', async () => {
    const trust = () => sandbox.world.state.iam.roles['invoices-reader']?.trustPolicy;
    const untouched = trust();
    const roleArn = `${account}:role/invoices-reader`;
    const { first, second } = await store.locks.withLock('role:111122223333:invoices-reader', async () => {
      const one = await change(a, 'demo-eks-cluster', adding('invoices', { roleArn, fixTrust: 'service-account' }));
      await readUntil(await watch(b, one.id), ({ stepState }) => stepState === 'running');
      const two = await change(b, 'demo-eks-cluster', adding('queued', { roleArn: `${account}:role/demo-eks-full` }));
      for (const replica of [a, b]) {
        expect(await operationAt(replica, two.id)).toMatchObject({ state: 'waiting', waitingFor: one.id });
      }
      expect(trust()).toBe(untouched);
      return { first: one, second: two };
    });
    const [before, after] = await Promise.all([ended(b, first.id), ended(a, second.id)]);
    const began = after.find(({ operationState }) => operationState === 'running');
    expect(Date.parse(began?.at ?? '')).toBeGreaterThanOrEqual(Date.parse(before.at(-1)?.at ?? ''));
    expect(trust()).toContain('pods.eks.amazonaws.com');
  });

  it('show at once what was changed through the other', async () => {
    const checkoutAt = async (replica: ConsoleProcess) => {
      const answer = await askApi(replica, ann, '/clusters/demo-eks-cluster/associations');
      const { items } = jsonOf<{ items: AssociationRow[] }>(answer);
      return items.find(({ namespace, serviceAccount }) => namespace === 'shop' && serviceAccount === 'checkout');
    };
    const [row] = await Promise.all([checkoutAt(a), checkoutAt(b)]);
    const roleArn = `${account}:role/demo-eks-full`;
    expect(row?.details?.roleArn).not.toBe(roleArn);
    const associationId = row?.associationId;
    const { id } = await change(a, 'demo-eks-cluster', { kind: 'update-association', associationId, roleArn });
    await Promise.all([ended(a, id), ended(b, id)]);
    for (const replica of [a, b]) expect((await checkoutAt(replica))?.details?.roleArn).toBe(roleArn);
  });

  it('take over what the other was doing when it was killed, and end it', async () => {
    const { id: config } = jsonOf<ClusterConfig>(await askApi(a, ann, '/cluster-configs', 'POST', { text: toMake }));
    const saved = await askApi(b, ann, `/cluster-configs/${config}/revisions`, 'POST', { text: toMake, basedOn: 0 });
    expect(saved.status, saved.text).toBe(200);
    const started = await askApi(a, ann, `/cluster-configs/${config}/provision`, 'POST', {});
    expect(started.status, started.text).toBe(202);
    const { id } = jsonOf<Operation>(started);
    const creating = ({ stepId = '', stepState }: OperationEvent) =>
      stepId.startsWith('cluster') && stepState === 'running';
    const before = await readUntil(await watch(b, id), creating);

    const [runner, other] = (await isRunning(a)) ? [a, b] : [b, a];
    expect(await isRunning(other)).toBe(false);
    const killedAt = Date.now();
    await runner.kill();
    const reader = await watch(other, id, before.at(-1)?.seq);
    const [next] = await readUntil(reader, () => true);
    expect(Date.now() - killedAt).toBeLessThan(10_000);
    const events = [...before, ...(next ? [next] : []), ...(await readUntil(reader, () => false))];

    expect(events.at(-1)?.operationState, JSON.stringify(events, null, 1)).toBe('done');
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_event, index) => index + 1));
    const made = sandbox.world.state.eks['us-west-2']?.clusters['made'];
    expect(made).toMatchObject({ status: 'ACTIVE', nodegroups: { small: { status: 'ACTIVE' } } });
    expect(Object.values(made?.associations ?? {})).toMatchObject([{ namespace: 'shop', serviceAccount: 'cart' }]);
    const calls = (await (await fetch(`${sandbox.url}/_sandbox/calls`)).json()) as {
      operation: string;
      status: number;
    }[];
    expect(calls.filter(({ operation, status }) => operation === 'CreateCluster' && status < 300)).toHaveLength(1);
  });
});
