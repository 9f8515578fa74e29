import {
  type AssociationSpec,
  type ChangeRequestInput,
  isOperationOver,
  type KubernetesPort,
} from '@podpass/inventory';
import { demoState, type SandboxState } from '@podpass/sandbox';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { getOperation, watchOperation } from '../src/index.ts';
import { runToEnd, tester } from './support/end-of.ts';
import { type House, openHouse, openTestStore, type TestStore } from './support/house.ts';

// What an operation has made may have become somebody else's by the time it is undone.

const cluster = 'demo-eks-cluster';
let state: SandboxState;
let database: TestStore;
let house: House;
let port: KubernetesPort;

beforeAll(async () => {
  [state, database] = await Promise.all([demoState(), openTestStore()]);
});
beforeEach(async () => {
  house = await openHouse(state, database);
  port = house.env.kubernetes(await house.env.eks.describeCluster(cluster));
});
afterEach(async () => {
  await house.close();
  expect(house.crashes).toEqual([]);
});
afterAll(async () => {
  await database.close();
});

function adding(...associations: z.input<typeof AssociationSpec>[]): ChangeRequestInput {
  return { kind: 'add-associations', associations };
}

/** Undoes it to its end; what it says of its steps, last step first. */
async function undo(id: string): Promise<string[]> {
  const { events } = await getOperation(house.env, id);
  await house.env.engine.undo(id, tester);
  for await (const event of watchOperation(house.env, id, events.length))
    if (event.operationState !== undefined && isOperationOver(event.operationState)) break;
  const end = await getOperation(house.env, id);
  expect(end.operation.state).toBe('undone');
  return end.events.filter(({ stepState }) => stepState === 'undone').map(({ message }) => message ?? '');
}

describe('a role', () => {
  const made = (trustScope: 'service-account' | 'cluster' | 'account') =>
    adding({
      namespace: 'shop',
      serviceAccount: 'exporter',
      role: { kind: 'new', name: 'exporter-role', trustScope, wellKnownPolicies: ['externalDNS'] },
    });
  const roleArn = 'arn:aws:iam::111122223333:role/exporter-role';
  const role = async () => await house.env.iam.getRole('exporter-role');
  const use = async (serviceAccount: string, ref = '') => {
    const { ref: target } = await house.env.eks.describeCluster(ref === '' ? cluster : ref);
    const association = {
      namespace: 'shop',
      serviceAccount,
      roleArn,
      disableSessionTags: false,
      tags: {},
      clientToken: serviceAccount,
    };
    await house.env.eks.createAssociation(target, association);
  };

  it.each(['service-account', 'cluster', 'account'] as const)(
    'that trusts one %s goes with its operation',
    async (scope) => {
      const { operation } = await runToEnd(house.env, cluster, made(scope));
      expect(operation.error).toBeUndefined();
      expect(await undo(operation.id)).toContain('Deleted role exporter-role');
      expect(await role()).toBeUndefined();
    },
  );

  it.each([
    [
      'another association of the cluster',
      'cluster',
      () => use('other'),
      /association of shop\/other in demo-eks-cluster uses it/,
    ],
    ['one of another cluster', 'account', () => use('far', elsewhere()), /association of shop\/far in .* uses it/],
    ['one that was made anew', 'service-account', () => anew(), /association of shop\/exporter in .* uses it/],
    ['whom its trust policy lets in since', 'service-account', () => trustMore(), /its trust policy was changed since/],
  ] as const)('stays for %s', async (_who, scope, take, said) => {
    const { operation } = await runToEnd(house.env, cluster, made(scope));
    await take();
    expect(await undo(operation.id)).toContainEqual(expect.stringMatching(said));
    expect((await role())?.tags).toMatchObject({ 'podpass:operation': operation.id });
    const { roles } = house.sandbox.world.state.iam;
    expect(Object.keys(roles['exporter-role']?.inlinePolicies ?? {})).toHaveLength(1);
  });

  function elsewhere(): string {
    const { clusters } = house.sandbox.world.state.eks[state.defaultRegion] ?? { clusters: {} };
    return Object.keys(clusters).find((name) => name !== cluster) ?? '';
  }

  /** By somebody else, after that of the operation. */
  async function anew(): Promise<void> {
    const { ref } = await house.env.eks.describeCluster(cluster);
    for await (const page of house.env.eks.listAssociations(ref, { namespace: 'shop', serviceAccount: 'exporter' })) {
      for (const { associationId } of page) await house.env.eks.deleteAssociation(ref, associationId);
    }
    await use('exporter');
  }

  async function trustMore(): Promise<void> {
    const policy = JSON.parse((await role())?.trustPolicy ?? '') as { Statement: object[] };
    const Principal = { Service: 'ec2.amazonaws.com' };
    policy.Statement.push({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' });
    await house.env.iam.updateTrustPolicy('exporter-role', JSON.stringify(policy));
  }
});

describe('a namespace', () => {
  const role = { kind: 'existing', roleArn: 'arn:aws:iam::111122223333:role/demo-eks-full' } as const;
  const request = adding({ namespace: 'fresh', serviceAccount: 'writer', createServiceAccount: true, role });
  const exists = async () => (await port.getNamespace('fresh')) !== undefined;

  it('goes with the operation that made it', async () => {
    const { operation } = await runToEnd(house.env, cluster, request);
    expect(await exists()).toBe(true);
    expect(await undo(operation.id)).toContain('Deleted namespace fresh');
    await expect.poll(exists).toBe(false);
  });

  it.each([
    ['ConfigMap', { data: { a: '1' } }, 'ConfigMap settings'],
    ['Service', { spec: { ports: [{ port: 80 }] } }, 'Service settings'],
  ] as const)('stays with a %s of somebody else in it', async (kind, content, named) => {
    const { operation } = await runToEnd(house.env, cluster, request);
    const metadata = { name: 'settings', namespace: 'fresh' };
    await port.applyObject({ apiVersion: 'v1', kind, metadata, ...content });
    expect(await undo(operation.id)).toContain(`Namespace fresh holds ${named} and stays`);
    expect(await exists()).toBe(true);
    expect(await port.getObject({ kind, metadata })).toBeDefined();
  });

  it('stays while something in it may not be listed', async () => {
    const { operation } = await runToEnd(house.env, cluster, request);
    await house.control('POST', 'faults', { service: 'kubernetes', operation: 'LIST secrets', error: '403' });
    const told = await undo(operation.id);
    expect(told).toContainEqual(
      expect.stringMatching(/^Namespace fresh may hold secrets, which could not be listed, and stays: ./),
    );
    expect(await exists()).toBe(true);
  });

  it('stays if somebody has made it anew, though nothing is in it', async () => {
    const { operation } = await runToEnd(house.env, cluster, request);
    await port.deleteNamespace('fresh');
    await expect.poll(exists).toBe(false);
    await port.createNamespace('fresh', { team: 'others' });
    expect(await undo(operation.id)).toContain('Namespace fresh was not made by this operation and stays');
    expect(await exists()).toBe(true);
  });

  it('goes when what is in it only takes a moment to end', async () => {
    await house.control('PUT', 'transitions', { pod: 200 });
    const { operation } = await runToEnd(house.env, cluster, request);
    const deployment = { kind: 'Deployment', metadata: { name: 'web', namespace: 'fresh' } } as const;
    await port.applyObject({
      ...deployment,
      apiVersion: 'apps/v1',
      spec: {
        selector: { matchLabels: { app: 'web' } },
        template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'a', image: 'a' }] } },
      },
    });
    const pods = async () => (await port.listPods()).filter(({ namespace }) => namespace === 'fresh').length;
    await expect.poll(pods).toBe(1);
    await port.deleteObject(deployment);
    expect(await undo(operation.id)).toContain('Deleted namespace fresh');
  });
});
