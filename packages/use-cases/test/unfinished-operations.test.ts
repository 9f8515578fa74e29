import { ChangeRequest, PodpassError } from '@podpass/inventory';
import { demoState, type SandboxState } from '@podpass/sandbox';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  controlOperation,
  type Environment,
  listAudit,
  listClusters,
  listOperations,
  planChange,
  startChange,
  watchOperation,
} from '../src/index.ts';
import { runToEnd, tester } from './support/end-of.ts';
import { type House, openHouse, openTestStore, type TestStore } from './support/house.ts';

const cluster = 'demo-eks-cluster';
let state: SandboxState;
let database: TestStore;
let house: House;

beforeAll(async () => {
  [state, database] = await Promise.all([demoState(), openTestStore()]);
});
beforeEach(async () => {
  house = await openHouse(state, database);
});
afterEach(async () => {
  await house.close();
});
afterAll(async () => {
  await database.close();
});

const adding = ChangeRequest.parse({
  kind: 'add-associations',
  associations: [
    {
      namespace: 'shop',
      serviceAccount: 'cut-off',
      createServiceAccount: true,
      role: { kind: 'existing', roleArn: 'arn:aws:iam::111122223333:role/demo-eks-full' },
    },
  ],
});

describe('an operation', () => {
  it('that is done can be undone as a whole, and both are in the audit log', async () => {
    const { operation } = await runToEnd(house.env, cluster, adding);
    await controlOperation(house.env, tester, operation.id, 'undo');
    for await (const event of watchOperation(house.env, operation.id, 0)) if (event.operationState === 'undone') break;
    const { items } = await listAudit(house.env, { limit: 20 });
    expect(
      items.filter(({ operationId }) => operationId === operation.id).map(({ action, outcome }) => [action, outcome]),
    ).toEqual([
      ['add-associations', 'undone'],
      ['undo-operation', 'waiting'],
      ['add-associations', 'done'],
    ]);
  });

  it('that takes a cluster away is told with the cluster, which nobody deletes once more before its end', async () => {
    await house.control('PUT', 'transitions', { cluster: 60_000 });
    const deleting = ChangeRequest.parse({ kind: 'delete-cluster', confirm: 'modern-auto' });
    const { id, plan } = await startChange(house.env, tester, 'modern-auto', deleting);
    for await (const event of watchOperation(house.env, id, 0)) if (event.operationState === 'running') break;
    const told = (await listClusters(house.env)).clusters.filter(({ operation }) => operation !== undefined);
    expect(told).toMatchObject([{ ref: { key: 'modern-auto' }, operation: { id, kind: 'delete-cluster' } }]);
    const again = await planChange(house.env, 'modern-auto', deleting);
    expect(again.findings).toContainEqual(
      expect.objectContaining({
        code: 'cluster-busy',
        severity: 'blocked',
        message: expect.stringContaining(plan.title) as unknown,
      }),
    );
    await expect(startChange(house.env, tester, 'modern-auto', deleting)).rejects.toMatchObject({
      code: 'plan-blocked',
    });
    await controlOperation(house.env, tester, id, 'cancel');
    for await (const event of watchOperation(house.env, id, 0)) if (event.operationState === 'cancelled') break;
  });

  it('is not even recorded when its cluster cannot be described any more', async () => {
    let asked = 0;
    const describeCluster: Environment['eks']['describeCluster'] = async (key) => {
      asked += 1;
      if (asked > 1) throw new PodpassError('aws-throttled', { service: 'eks', operation: 'DescribeCluster' });
      return await house.env.eks.describeCluster(key);
    };
    const env = { ...house.env, eks: { ...house.env.eks, describeCluster } };
    const before = await house.env.operations.list({ limit: 50 });
    await expect(startChange(env, tester, cluster, adding)).rejects.toMatchObject({ code: 'aws-throttled' });
    expect(await house.env.operations.list({ limit: 50 })).toEqual(before);
  });
});

describe('a request key', () => {
  const key = '3f0c6b0e-8a0d-4a40-9b55-00000000000a';

  it('gives the first operation also when its repetition would be blocked, and is refused for another request', async () => {
    const [association] = adding.kind === 'add-associations' ? adding.associations : [];
    const first = await runToEnd(house.env, cluster, adding, key);
    const role = { kind: 'existing', roleArn: 'arn:aws:iam::111122223333:role/analytics-exporter' };
    const other = ChangeRequest.parse({ ...adding, associations: [{ ...association, role }] });
    expect((await startChange(house.env, tester, cluster, adding, key)).id).toBe(first.operation.id);
    const refusal = { code: 'invalid-input', data: { issues: [{ path: 'key' }] } };
    await expect(startChange(house.env, tester, cluster, other, key)).rejects.toMatchObject(refusal);
    await expect(startChange(house.env, tester, 'modern-auto', adding, key)).rejects.toMatchObject(refusal);
  });
});

describe('the list of operations', () => {
  it('comes page by page, each operation once', async () => {
    const ids: string[] = [];
    const lengths: number[] = [];
    for (let after: Awaited<ReturnType<typeof listOperations>>['next']; ; ) {
      const page = await listOperations(house.env, { after, limit: 2 });
      lengths.push(page.items.length);
      ids.push(...page.items.map(({ id }) => id));
      after = page.next;
      if (after === undefined) break;
    }
    expect(lengths.length).toBeGreaterThan(1);
    expect(ids).toEqual((await house.env.operations.list({ limit: 50 })).map(({ id }) => id));
  });
});
