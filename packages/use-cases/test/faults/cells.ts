import { ChangeRequest, isOperationOver, type Operation, type OperationEvent } from '@podpass/inventory';
import type { CallRecord, Fault, SandboxState } from '@podpass/sandbox';
import {
  createConfig,
  type Environment,
  getOperation,
  saveRevision,
  startChange,
  startProvision,
  watchOperation,
} from '../../src/index.ts';
import { clusterAsMade, leftOf, wholeAccount } from '../support/account.ts';
import { accountToMakeIn, clusterToMake, roleToHave } from '../support/cluster-to-make.ts';
import { tester } from '../support/end-of.ts';
import { type House, openHouse, type TestStore } from '../support/house.ts';

export type Part = 'make' | 'delete';
export type Call = Pick<Fault, 'service' | 'operation'>;
type FaultOf = Omit<Fault, keyof Call>;

export interface FaultKind {
  name: string;
  /** Undefined where there is no such fault. */
  of: (call: Call) => FaultOf | undefined;
}

/** What an undisturbed run does and leaves, which every disturbed one has to end with. */
export interface Clean {
  part: Part;
  before: SandboxState;
  /** In the order of their first time. */
  calls: Call[];
  left: unknown;
}

export interface Cell {
  part: Part;
  call: Call;
  fault: string;
  /** `done`, or `failed, done` when it had to be retried; else what is wrong. */
  outcome: string;
  bad: boolean;
}

const name = 'team';

/** Makes a cluster and deletes it, and remembers both. */
export async function undisturbed(database: TestStore): Promise<Record<Part, Clean>> {
  const make = await recorded(database, 'make', await accountBefore(database));
  const after = await recorded(database, 'delete', make.after);
  return { make: make.clean, delete: after.clean };
}

async function accountBefore(database: TestStore): Promise<SandboxState> {
  const house = await openHouse(accountToMakeIn(), database);
  try {
    await house.env.iam.createRole(roleToHave);
    return structuredClone(house.sandbox.world.state);
  } finally {
    await house.close();
  }
}

async function recorded(database: TestStore, part: Part, before: SandboxState) {
  const house = await openHouse(before, database);
  try {
    const { operation } = await run(house, part, () => house.control('DELETE', 'calls'));
    if (operation.state !== 'done') throw new Error(`${part}: ${operation.state} ${JSON.stringify(operation.error)}`);
    const made = (await house.control('GET', 'calls')) as CallRecord[];
    const calls = new Map(
      made.map(({ service, operation: what }) => [`${service} ${what}`, { service, operation: what }]),
    );
    const { state } = house.sandbox.world;
    const clean: Clean = { part, before, calls: [...calls.values()], left: whatIsLeft(state) };
    return { clean, after: structuredClone(state) };
  } finally {
    await house.close();
  }
}

/** One operation under one fault; a failed one is retried without it. */
export async function tryCell(
  database: TestStore,
  { part, before, left }: Clean,
  call: Call,
  kind: FaultKind,
): Promise<Cell | undefined> {
  const fault = kind.of(call);
  if (fault === undefined) return undefined;
  const house = await openHouse(before, database);
  try {
    const { operation, events } = await run(house, part, () => house.control('POST', 'faults', { ...call, ...fault }));
    const pending = (await house.control('GET', 'faults')) as Fault[];
    const problems = pending.some(({ times }) => times === fault.times) ? ['the fault hit nothing'] : [];
    const story: string[] = [operation.state];
    if (operation.state !== 'done') {
      problems.push(...whatAnErrorLacks(operation, events, call, fault));
      await house.control('DELETE', 'faults');
      await house.env.engine.retry(operation.id, tester);
      const retried = await over(house.env, operation.id, events.length);
      story.push(retried.operation.state);
      if (retried.operation.state !== 'done') problems.push(JSON.stringify(retried.operation.error));
    }
    if (story.at(-1) === 'done') problems.push(...differences(whatIsLeft(house.sandbox.world.state), left));
    problems.push(...house.crashes.map((crash) => `defect: ${String(crash)}`));
    const outcome = [story.join(', '), ...problems].join('; ');
    return { part, call, fault: kind.name, outcome, bad: problems.length > 0 };
  } finally {
    await house.close();
  }
}

/** Plans without a disturbance; `ready` is called before the operation begins. */
async function run({ env }: House, part: Part, ready: () => Promise<unknown>) {
  const engine: Environment['engine'] = {
    ...env.engine,
    start: async (...operation) => {
      await ready();
      return await env.engine.start(...operation);
    },
  };
  const started = part === 'make' ? await make({ ...env, engine }) : await remove({ ...env, engine });
  return await over(env, started.id, 0);
}

async function make(env: Environment): Promise<Operation> {
  const text = clusterToMake(name);
  const { id } = await createConfig(env, tester, { text });
  await saveRevision(env, tester, { id, text, basedOn: 0 });
  return await startProvision(env, tester, { id });
}

async function remove(env: Environment): Promise<Operation> {
  return await startChange(env, tester, name, ChangeRequest.parse({ kind: 'delete-cluster', confirm: name }));
}

async function over(env: Environment, id: string, after: number) {
  for await (const event of watchOperation(env, id, after))
    if (event.operationState !== undefined && isOperationOver(event.operationState)) break;
  return await getOperation(env, id);
}

function whatIsLeft(state: SandboxState): unknown {
  const { network, ...account } = wholeAccount(state);
  return {
    cluster: clusterAsMade(state, name),
    ofCluster: leftOf(state, name).toSorted(),
    network: network.map(({ kind, ids }) => [kind, ids.length]),
    ...account,
    providers: account.providers.length,
  };
}

/** A person has to learn which step failed, why, by which call, and what to do. */
function whatAnErrorLacks(operation: Operation, events: OperationEvent[], call: Call, fault: FaultOf): string[] {
  const { error, state } = operation;
  if (error === undefined) return ['has no error'];
  const lacks: string[] = [];
  if (state !== 'failed') lacks.push(`ended as ${state}`);
  if (!events.some((event) => event.stepState === 'failed')) lacks.push('names no step');
  if (error.why === '' || error.remedy === '') lacks.push('says no cause or no remedy');
  const answered = call.service !== 'kubernetes' && !call.operation.includes(' ') && fault.error !== 'disconnect';
  if (answered && error.awsRequestId === undefined) lacks.push(`has no request id: ${error.code}`);
  if (call.operation.includes(' ') && call.service !== 'kubernetes' && !error.why.includes(fault.error))
    lacks.push(`does not say ${fault.error}: ${error.why}`);
  return lacks;
}

function differences(seen: unknown, wanted: unknown): string[] {
  const [has = [], should = []] = [seen, wanted].map((about) => JSON.stringify(about, null, 1).split('\n'));
  if (has.join() === should.join()) return [];
  const more = has.filter((line) => !should.includes(line));
  const missing = should.filter((line) => !has.includes(line));
  return [`has ${more.join('')} instead of ${missing.join('')}`];
}
