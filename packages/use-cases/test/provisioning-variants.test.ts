import { isOperationOver } from '@podpass/inventory';
import { emptyState } from '@podpass/sandbox';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  createBlueprint,
  createConfig,
  getOperation,
  previewProvision,
  saveRevision,
  startProvision,
  watchOperation,
} from '../src/index.ts';
import { tester } from './support/end-of.ts';
import { type House, openHouse, openTestStore, type TestStore } from './support/house.ts';

const account = '111122223333';
let database: TestStore;
let house: House;

beforeAll(async () => {
  database = await openTestStore();
});
beforeEach(async () => {
  const transitions = { cluster: 10, addon: 10, nodegroup: 10, stack: 5, pod: 5 };
  house = await openHouse(emptyState({ account, transitions }), database);
});
afterEach(async () => {
  await house.close();
  expect(house.crashes).toEqual([]);
});
afterAll(async () => {
  await database.close();
});

const agent = 'addons:\n- name: eks-pod-identity-agent\n';
const oneGroup = 'managedNodeGroups:\n- {name: a, instanceType: m5.large, desiredCapacity: 2}\n';

function configText(body: string, { name = 'team', blueprint = '  blueprint: minimal' } = {}): string {
  return `kind: Cluster
metadata: {name: ${name}, project: defaultproject}
spec:
${blueprint}
  cloudprovider: demo
  type: eks
---
apiVersion: rafay.io/v1alpha5
kind: ClusterConfig
metadata: {name: ${name}, region: us-west-2, version: "1.34"}
${body}`;
}

async function provision(text: string) {
  const config = await createConfig(house.env, tester, { text });
  await saveRevision(house.env, tester, { id: config.id, text, basedOn: 0 });
  const { operation, events } = await provisionAgain(config.id);
  return { id: config.id, operation, events };
}

async function provisionAgain(id: string) {
  return await over((await startProvision(house.env, tester, { id })).id);
}

async function over(id: string, after = 0) {
  for await (const event of watchOperation(house.env, id, after))
    if (event.operationState !== undefined && isOperationOver(event.operationState)) break;
  return await getOperation(house.env, id);
}

describe('a blueprint', () => {
  it('is applied to the cluster, left alone when it is there, and taken back with the operation', async () => {
    await createBlueprint(house.env, tester, {
      name: 'no-ingress',
      description: '',
      basedOn: { name: 'default', version: 'latest' },
      components: { 'ingress-controller-v1': false },
      note: '',
    });
    const text = configText(agent + oneGroup, { blueprint: '  blueprint: no-ingress\n  blueprintversion: v1' });
    const { id, operation, events } = await provision(text);
    expect(operation.error).toBeUndefined();
    expect(operation.state).toBe('done');
    const cluster = await house.env.eks.describeCluster('team');
    const port = house.env.kubernetes(cluster);
    const workloads = (await port.listWorkloads()).filter(({ namespace }) => namespace === 'podpass-system');
    expect(workloads.map(({ kind, name, ready = 0 }) => `${kind} ${name} ${ready}`).toSorted()).toEqual([
      'CronJob object-backup 0',
      'DaemonSet log-collector 2',
      'DaemonSet network-policies 2',
      'DaemonSet node-exporter 2',
      'Deployment cost-model 1',
      'Deployment kube-state-metrics 1',
      'Deployment log-store 1',
      'Deployment policy-audit 1',
      'Deployment prometheus 1',
    ]);
    const role = await port.getObject({ kind: 'ClusterRole', metadata: { name: 'podpass-prometheus' } });
    expect(role?.labels).toMatchObject({
      'app.kubernetes.io/managed-by': 'podpass',
      'app.kubernetes.io/component': 'monitoring',
      'podpass.io/blueprint': 'no-ingress',
      'podpass.io/operation': operation.id,
    });

    const again = await provisionAgain(id);
    expect(again.operation.state).toBe('done');
    const repeated = again.events.filter(({ stepId }) => stepId?.endsWith('apply-component'));
    expect(repeated.filter(({ stepState }) => stepState === 'done')).toEqual([]);

    await house.env.engine.undo(operation.id, tester);
    const undone = await over(operation.id, events.length);
    expect(undone.operation.state).toBe('undone');
    const taken = undone.events.slice(events.length).map(({ message }) => message);
    expect(taken).toEqual(expect.arrayContaining(['Deleted monitoring', 'Deleted backup', 'Deleted cluster team']));
  });

  it('with the ingress controller is refused beside the agent, in the words of the rule, and fits without it', async () => {
    const blocked = async (body: string) => {
      const plan = await previewProvision(house.env, configText(body, { blueprint: '  blueprint: default' }));
      expect(plan.steps.filter(({ action }) => action.kind === 'apply-component')).toHaveLength(8);
      return plan.findings.filter(({ severity }) => severity === 'blocked').map(({ message }) => message);
    };
    expect(await blocked(agent + oneGroup)).toEqual([
      expect.stringContaining(
        'installs ingress-controller-v1, which cannot share a cluster with eks-pod-identity-agent',
      ),
    ]);
    expect(await blocked(oneGroup)).toEqual([]);
  });
});
