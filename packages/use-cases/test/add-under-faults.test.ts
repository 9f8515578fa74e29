import type { ChangeRequestInput, OperationState } from '@podpass/inventory';
import { isPodpassError } from '@podpass/inventory';
import { demoState, type Fault, type SandboxState } from '@podpass/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runToEnd } from './support/end-of.ts';
import { type House, openHouse, openTestStore, type TestStore } from './support/house.ts';

// Must hold for every call of "add association with a new role": the operation ends complete, or cleanly undone with its
// reason; asked for again without the fault, it ends complete and nothing is there twice.

const cluster = 'demo-eks-cluster';
let database: TestStore;
let state: SandboxState;

beforeAll(async () => {
  [state, database] = await Promise.all([demoState(), openTestStore()]);
  const region = state.eks[state.defaultRegion];
  // The other clusters only take time.
  for (const name of ['legacy-prod', 'modern-auto']) delete region?.clusters[name];
});
afterAll(async () => {
  await database.close();
});

type Call = Pick<Fault, 'service' | 'operation'>;

function request(...namespaces: string[]): ChangeRequestInput {
  const inlinePolicy =
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}';
  return {
    kind: 'add-associations',
    associations: namespaces.map((namespace) => ({
      namespace,
      serviceAccount: 'app',
      createServiceAccount: true,
      role: { kind: 'new', policyArns: ['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'], inlinePolicy },
    })),
  };
}

/** What there is of one namespace's association in the whole account. */
function traces(house: House, namespace: string) {
  const { iam, eks, kubernetes } = house.sandbox.world.state;
  const found = eks[state.defaultRegion]?.clusters[cluster];
  const objects = kubernetes[found?.arn ?? '']?.objects ?? {};
  const of = (collection: string) => Object.keys(objects[collection] ?? {});
  return {
    roles: Object.values(iam.roles).filter((role) => role.tags['podpass:service-account'] === `${namespace}/app`),
    associations: Object.values(found?.associations ?? {}).filter((association) => association.namespace === namespace),
    namespaces: of('v1/namespaces').filter((name) => name === namespace),
    serviceAccounts: of('v1/serviceaccounts').filter((name) => name === `${namespace}/app`),
  };
}

function expectComplete(house: House, namespace: string): void {
  const { roles, associations, namespaces, serviceAccounts } = traces(house, namespace);
  expect(roles).toHaveLength(1);
  expect(roles[0]?.attachedPolicyArns).toEqual(['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess']);
  expect(Object.keys(roles[0]?.inlinePolicies ?? {})).toEqual(['podpass-permissions']);
  expect(associations.map(({ roleArn }) => roleArn)).toEqual([roles[0]?.arn]);
  expect(namespaces).toHaveLength(1);
  expect(serviceAccounts).toHaveLength(1);
}

function expectNothing(house: House, namespace: string): void {
  expect(traces(house, namespace)).toEqual({ roles: [], associations: [], namespaces: [], serviceAccounts: [] });
}

/** Every call that adding makes, planning included, in the order of the first time. */
async function callsOfAdding(house: House): Promise<Call[]> {
  await house.control('DELETE', 'calls');
  await runToEnd(house.env, cluster, request('recorded'));
  const calls = (await house.control('GET', 'calls')) as Call[];
  const distinct = new Map(calls.map(({ service, operation }) => [`${service} ${operation}`, { service, operation }]));
  return [...distinct.values()];
}

interface FaultKind {
  name: string;
  fault: (call: Call) => Omit<Fault, 'service' | 'operation'>;
}

const passing: FaultKind[] = [
  { name: 'throttled twice', fault: ({ service }) => ({ times: 2, error: throttling(service), phase: 'before' }) },
  { name: 'fails twice', fault: () => ({ times: 2, error: '500', phase: 'before' }) },
  { name: 'answer lost', fault: () => ({ times: 1, error: 'disconnect', phase: 'after' }) },
];
const denied: FaultKind = {
  name: 'denied',
  fault: ({ service }) => ({
    times: 1_000,
    error: service === 'iam' ? 'AccessDenied' : service === 'eks' ? 'AccessDeniedException' : '403',
    phase: 'before',
  }),
};

function throttling(service: Fault['service']): string {
  if (service === 'kubernetes') return '429';
  return service === 'eks' ? 'ThrottlingException' : 'Throttling';
}

/** Calls without which a role cannot be deleted again: whoever is denied these is told what is left. */
const neededToUndo = ['ListAttachedRolePolicies', 'ListRolePolicies'];

/** The state in which the operation ended, or the code with which it was refused before it began. */
async function attempt(house: House, ...namespaces: string[]): Promise<OperationState | `refused: ${string}`> {
  try {
    return (await runToEnd(house.env, cluster, request(...namespaces))).operation.state;
  } catch (error) {
    if (!isPodpassError(error)) throw error;
    return `refused: ${error.code}`;
  }
}

describe('adding an association with a new role, under faults', () => {
  it('ends complete or cleanly undone for every call and fault, and complete when repeated', {
    timeout: 240_000,
  }, async () => {
    const recorder = await openHouse(state, database);
    const calls = await callsOfAdding(recorder);
    await recorder.close();
    expect(calls.map(({ service, operation }) => `${service} ${operation}`)).toEqual(
      expect.arrayContaining([
        'iam CreateRole',
        'iam PutRolePolicy',
        'iam AttachRolePolicy',
        'eks CreatePodIdentityAssociation',
      ]),
    );
    const rows: string[] = [];
    // One after the other: a process has one engine, and operations of one cluster wait for each other.
    for (const kind of [...passing, denied]) {
      const house = await openHouse(state, database);
      const namespaces: string[] = [];
      for (const [index, call] of calls.entries()) {
        const namespace = `n${index}-${kind.name.replaceAll(' ', '-')}`;
        namespaces.push(namespace);
        await house.control('POST', 'faults', { ...call, ...kind.fault(call) });
        const outcome = await attempt(house, namespace);
        rows.push(`${`${call.service} ${call.operation}`.padEnd(40)} ${kind.name.padEnd(16)} ${outcome}`);
        if (kind !== denied) expect(outcome, `${call.operation} ${kind.name}`).toBe('done');
        if (outcome === 'done') expectComplete(house, namespace);
        else if (outcome === 'stuck') expect(neededToUndo, `${call.operation} ${kind.name}`).toContain(call.operation);
        else expectNothing(house, namespace);
        await house.control('DELETE', 'faults');
      }
      expect(await attempt(house, ...namespaces), `all of ${kind.name} again`).toBe('done');
      for (const namespace of namespaces) expectComplete(house, namespace);
      await house.close();
      expect(house.crashes).toEqual([]);
    }
    console.info(rows.toSorted().join('\n'));
  });

  it.each([
    { service: 'iam', operation: 'CreateRole' },
    { service: 'iam', operation: 'AttachRolePolicy' },
    { service: 'eks', operation: 'CreatePodIdentityAssociation' },
    { service: 'kubernetes', operation: 'CREATE serviceaccounts' },
  ] as const)(
    'recognises what was done although each answer of $operation is lost',
    { timeout: 120_000 },
    async (call) => {
      const house = await openHouse(state, database);
      await house.control('POST', 'faults', { ...call, times: 1_000, error: '500', phase: 'after' });
      const outcome = await attempt(house, 'lost');
      await house.control('DELETE', 'faults');
      expect(outcome).toBe('done');
      expectComplete(house, 'lost');
      await house.close();
    },
  );
});
