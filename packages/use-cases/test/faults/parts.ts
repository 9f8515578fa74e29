import { ChangeRequest, type Operation, type Plan } from '@podpass/inventory';
import type { CallRecord, Fault, SandboxState } from '@podpass/sandbox';
import {
  createBlueprint,
  createConfig,
  type Environment,
  type getOperation,
  listBlueprints,
  planChange,
  previewProvision,
  saveRevision,
  startChange,
  startProvision,
} from '../../src/index.ts';
import { clusterAsMade, leftOf, wholeAccount } from '../support/account.ts';
import {
  accountToMakeIn,
  clusterToMake,
  grownClusterToMake,
  protectedClusterToMake,
  roleToHave,
} from '../support/cluster-to-make.ts';
import { over, tester } from '../support/end-of.ts';
import { openHouse, type TestStore } from '../support/house.ts';

export type Call = Pick<Fault, 'service' | 'operation'>;

/** What is done under faults. `more`: what the first cluster lacks, and protection against deletion; `grow`: a node group for it. */
export const partNames = [
  ...(['make', 'grow', 'delete', 'undo', 'undo grow'] as const),
  ...(['make more', 'delete more', 'undo more'] as const),
];
export type PartName = (typeof partNames)[number];

interface Part {
  plan(env: Environment): Promise<Plan>;
  /** Up to its end; `ready` is called before what is under faults begins. */
  run(env: Environment, ready: () => Promise<unknown>): Promise<Ended>;
  /** How it ends where nothing disturbs it. */
  goal: 'done' | 'undone';
  /** Tries once more what has not come to its goal. */
  again(env: Environment, id: string): Promise<unknown>;
}

type Ended = Awaited<ReturnType<typeof getOperation>>;

/** What an undisturbed run does and leaves, which every disturbed one has to end with. */
export interface Clean {
  part: PartName;
  before: SandboxState;
  plan: Plan;
  /** In the order of their first time: while planning, and once the operation has begun. */
  planning: Call[];
  calls: Call[];
  left: unknown;
}

const name = 'team';
const blueprint = 'few';

const retrying = {
  goal: 'done',
  again: async (env: Environment, id: string) => await env.engine.retry(id, tester),
} as const;

export const parts: Readonly<Record<PartName, Part>> = {
  make: making(clusterToMake(name)),
  grow: making(grownClusterToMake(name)),
  delete: deleting(false),
  undo: undoing(clusterToMake(name)),
  'undo grow': undoing(grownClusterToMake(name)),
  'make more': making(protectedClusterToMake(name, blueprint)),
  'delete more': deleting(true),
  'undo more': undoing(protectedClusterToMake(name, blueprint)),
};

/** Makes a cluster and deletes it, and remembers both. */
export async function undisturbed(
  database: TestStore,
  [make, remove]: ['make', 'delete'] | ['make more', 'delete more'],
): Promise<Clean[]> {
  const made = await recorded(database, make, await accountBefore(database));
  const removed = await recorded(database, remove, made.after);
  return [made.clean, removed.clean];
}

/** Adds to a cluster, and takes that back, and remembers both. */
export async function undisturbedGrowth(database: TestStore): Promise<Clean[]> {
  const made = await recorded(database, 'make', await accountBefore(database));
  const grown = await recorded(database, 'grow', made.after);
  return [grown.clean, await undoneAsBefore(database, 'undo grow', made.after)];
}

/** Makes a cluster and takes it back, and remembers the latter, which has to leave the account as it was. */
export async function undisturbedUndo(database: TestStore, part: 'undo' | 'undo more'): Promise<Clean> {
  return await undoneAsBefore(database, part, await accountBefore(database));
}

async function undoneAsBefore(database: TestStore, part: PartName, before: SandboxState): Promise<Clean> {
  const { clean } = await recorded(database, part, before);
  const changed = differences(clean.left, whatIsLeft(before));
  if (changed.length > 0) throw new Error(`${part}: ${changed.join()}`);
  return { ...clean, planning: [] };
}

async function accountBefore(database: TestStore): Promise<SandboxState> {
  const house = await openHouse(accountToMakeIn(), database);
  try {
    await house.env.iam.createRole(roleToHave);
    const { items } = await listBlueprints(house.env, { limit: 200 });
    if (!items.some((known) => known.name === blueprint)) await createFewComponents(house.env);
    return structuredClone(house.sandbox.world.state);
  } finally {
    await house.close();
  }
}

async function createFewComponents(env: Environment): Promise<void> {
  const off = [
    'ingress-controller-v1',
    'visibility',
    'log-aggregation',
    'cost-management',
    'policy-enforcement',
  ] as const;
  const components = Object.fromEntries([...off, 'network-policy' as const].map((component) => [component, false]));
  await createBlueprint(env, tester, { name: blueprint, description: '', basedOn: null, components });
}

async function recorded(database: TestStore, part: PartName, before: SandboxState) {
  const house = await openHouse(before, database);
  try {
    await house.control('DELETE', 'calls');
    const plan = await parts[part].plan(house.env);
    const planning = callsOf((await house.control('GET', 'calls')) as CallRecord[]);
    const { operation } = await parts[part].run(house.env, () => house.control('DELETE', 'calls'));
    if (operation.state !== parts[part].goal)
      throw new Error(`${part}: ${operation.state} ${JSON.stringify(operation.error)}`);
    const calls = callsOf((await house.control('GET', 'calls')) as CallRecord[]);
    const { state } = house.sandbox.world;
    const clean: Clean = { part, before, plan, planning, calls, left: whatIsLeft(state) };
    return { clean, after: structuredClone(state) };
  } finally {
    await house.close();
  }
}

function callsOf(made: CallRecord[]): Call[] {
  const calls = new Map(made.map(({ service, operation }) => [`${service} ${operation}`, { service, operation }]));
  return [...calls.values()];
}

/** Plans without a disturbance. */
async function runFromStart(
  env: Environment,
  ready: () => Promise<unknown>,
  start: (env: Environment) => Promise<Operation>,
): Promise<Ended> {
  const engine: Environment['engine'] = {
    ...env.engine,
    start: async (...operation) => {
      await ready();
      return await env.engine.start(...operation);
    },
  };
  const started = await start({ ...env, engine });
  return await over(env, started.id, 0);
}

function making(text: string): Part {
  return {
    ...retrying,
    plan: async (env) => await previewProvision(env, text),
    run: async (env, ready) => await runFromStart(env, ready, (planning) => provision(planning, text)),
  };
}

function undoing(text: string): Part {
  const undo = async (env: Environment, id: string) => await env.engine.undo(id, tester);
  return {
    goal: 'undone',
    again: undo,
    plan: async (env) => await previewProvision(env, text),
    run: async (env, ready) => {
      const { id } = await provision(env, text);
      const { operation, events } = await over(env, id, 0);
      if (operation.state !== 'done') throw new Error(`not made: ${JSON.stringify(operation.error)}`);
      await ready();
      await undo(env, id);
      return await over(env, id, events.length);
    },
  };
}

async function provision(env: Environment, text: string): Promise<Operation> {
  const { id } = await createConfig(env, tester, { text });
  await saveRevision(env, tester, { id, text, basedOn: 0 });
  return await startProvision(env, tester, { id });
}

function deleting(turnOffProtection: boolean): Part {
  const request = ChangeRequest.parse({ kind: 'delete-cluster', confirm: name, turnOffProtection });
  return {
    ...retrying,
    plan: async (env) => await planChange(env, name, request),
    run: async (env, ready) =>
      await runFromStart(env, ready, (planning) => startChange(planning, tester, name, request)),
  };
}

export function whatIsLeft(state: SandboxState): unknown {
  const { network, ...account } = wholeAccount(state);
  return {
    cluster: clusterAsMade(state, name),
    ofCluster: leftOf(state, name).toSorted(),
    network: network.flatMap(({ kind, ids }) => (ids.length === 0 ? [] : [[kind, ids.length]])),
    ...account,
    providers: account.providers.length,
  };
}

export function differences(seen: unknown, wanted: unknown): string[] {
  const [has = [], should = []] = [seen, wanted].map((about) => JSON.stringify(about, null, 1).split('\n'));
  if (has.join() === should.join()) return [];
  const more = has.filter((line) => !should.includes(line));
  const missing = should.filter((line) => !has.includes(line));
  return [`has ${more.join('')} instead of ${missing.join('')}`];
}
