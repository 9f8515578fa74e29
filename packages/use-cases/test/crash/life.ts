import { ChangeRequest, isOperationOver, type Operation } from '@podpass/inventory';
import type { OperationEngine } from '@podpass/operations';
import type { CallRecord, Sandbox } from '@podpass/sandbox';
import { createConfig, type Environment, saveRevision, startChange, startProvision } from '../../src/index.ts';
import { clusterAsMade, leftOf } from '../support/account.ts';
import { clusterToMake } from '../support/cluster-to-make.ts';
import { tester } from '../support/end-of.ts';

/** How often each call that makes or removes something went through. */
export type Effects = Record<string, number>;

/**
 * Clusters of the same configuration that are made, looked at, and deleted, by whoever runs operations. What is not as
 * it should be when an operation is over is a complaint.
 */
export class ClusterLife {
  readonly complaints: string[] = [];
  /** By its operation. */
  readonly #running = new Map<string, { name: string; kind: 'make' | 'delete' }>();
  readonly #standing: string[] = [];
  readonly #env: Environment;
  readonly #sandbox: Sandbox;
  readonly #wanted: () => unknown;
  #made = 0;
  #deleted = 0;

  /** `wanted` gives the description of a cluster that was made without a disturbance. */
  constructor(env: Omit<Environment, 'engine'>, sandbox: Sandbox, wanted: () => unknown) {
    this.#env = { ...env, engine: recordingEngine(env) };
    this.#sandbox = sandbox;
    this.#wanted = wanted;
  }

  get counts() {
    return { made: this.#made, deleted: this.#deleted, running: this.#running.size, standing: this.#standing.length };
  }

  /** Begins the next operation: deletes a cluster that stands, or makes another. Gives its id. */
  async begin(kind: 'make' | 'delete' | 'either' = 'either'): Promise<string> {
    const old = kind === 'make' ? undefined : this.#standing.shift();
    const name = old ?? `c${this.#made + this.#running.size + this.#deleted + 1}x`;
    const { id } = old === undefined ? await this.#make(name) : await this.#delete(name);
    this.#running.set(id, { name, kind: old === undefined ? 'make' : 'delete' });
    return id;
  }

  /** Which of these operations are over, having looked at what each has left. */
  async over(ids: string[]): Promise<string[]> {
    const over: string[] = [];
    for (const id of ids) {
      const operation = await this.#env.operations.get(id);
      if (operation === undefined || !isOperationOver(operation.state)) continue;
      await this.#look(operation);
      over.push(id);
    }
    return over;
  }

  async #make(name: string): Promise<Operation> {
    const text = clusterToMake(name);
    const { id } = await createConfig(this.#env, tester, { text });
    await saveRevision(this.#env, tester, { id, text, basedOn: 0 });
    return await startProvision(this.#env, tester, { id });
  }

  async #delete(name: string): Promise<Operation> {
    const request = ChangeRequest.parse({ kind: 'delete-cluster', confirm: name });
    return await startChange(this.#env, tester, name, request);
  }

  async #look(operation: Operation): Promise<void> {
    const run = this.#running.get(operation.id);
    this.#running.delete(operation.id);
    if (run === undefined) return;
    const { name, kind } = run;
    const events = await this.#env.operations.events(operation.id, 0);
    const complain = (what: string) => {
      const story = events.map(
        ({ seq, stepId = '', stepState = '', message }) => `  ${seq} ${stepId} ${stepState} ${message}`,
      );
      this.complaints.push([`${kind} ${name}: ${what}`, ...story].join('\n'));
    };
    if (operation.state !== 'done') return complain(`${operation.state} ${JSON.stringify(operation.error)}`);
    for (const { id } of operation.plan.steps) {
      const ends = events.filter((event) => event.stepId === id && /^(done|already-so)$/.test(event.stepState ?? ''));
      if (ends.length !== 1) complain(`step ${id} ended ${ends.length} times`);
    }
    const { state } = this.#sandbox.world;
    if (kind === 'delete') {
      this.#deleted += 1;
      const left = leftOf(state, name);
      if (left.length > 0) complain(`left ${left.join(', ')}`);
      return;
    }
    this.#made += 1;
    this.#standing.push(name);
    const [seen = [], wanted = []] = [clusterAsMade(state, name), this.#wanted()].map((about) =>
      JSON.stringify(about, null, 1).split('\n'),
    );
    const more = seen.filter((line) => !wanted.includes(line));
    const missing = wanted.filter((line) => !seen.includes(line));
    if (seen.join() !== wanted.join()) complain(`it has\n${more.join('\n')}\ninstead of\n${missing.join('\n')}`);
  }
}

/** Operations are recorded only: one of the replicas finds and runs them. */
function recordingEngine({ operations }: Pick<Environment, 'operations'>): OperationEngine {
  const notHere = (): never => {
    throw new Error('Operations run in the replicas.');
  };
  return {
    start: async (operation, { role }, key) =>
      (await operations.create(operation, key, { role, version: 'test' })).operation,
    cancel: notHere,
    retry: notHere,
    undo: notHere,
    running: () => 0,
    stop: async () => undefined,
  };
}

const making = /^(Create|Delete|CREATE )/;

/** What went through since the call log was emptied. */
export async function effectsOf({ url }: Sandbox): Promise<Effects> {
  const calls = (await (await fetch(`${url}/_sandbox/calls`)).json()) as CallRecord[];
  const effects: Effects = {};
  for (const { service, operation, status } of calls) {
    if (status < 200 || status >= 300 || !making.test(operation)) continue;
    const name = `${service} ${operation}`;
    effects[name] = (effects[name] ?? 0) + 1;
  }
  return effects;
}
