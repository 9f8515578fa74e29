import { PodpassError, type Operation, type Plan, type PlanStep } from '@podpass/inventory';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { OperationWork } from '../../src/index.ts';

/** What a step does to the outside world, which here is one table. Said by its target. */
export type Behaviour =
  | 'effect' // makes an effect, once per client token
  | 'checked' // makes an effect if it finds none; the world does not recognise repetitions
  | 'wait' // waits until the table `gate` has a row, or the signal
  | 'slow' // does not listen to the signal, for 300 ms
  | 'refused' // fails until the table `gate` has a row
  | 'in-part' // makes its effect, and fails until the table `gate` has a row
  | 'stays' // cannot be taken back until the table `gate` has a row
  | 'goes slowly' // waits for the table `gate`, or the signal, before it is taken back
  | 'unsure' // loses the answer once, having made its effect
  | 'defect'; // throws what it should not

export const effectsSchema = `
  create table effect (seq bigserial, token text unique, name text not null, made boolean not null default true);
  create table gate (name text primary key);
  create table lost (name text primary key);
  create table ended (operation text not null, state text not null);
`;

export interface World {
  pool: pg.Pool;
  /** Called around everything outside that could be the last thing this process does. */
  moment?: (where: string) => void;
}

/** Steps that act on the table of effects, in the way steps on AWS do. */
export function effectsWork({ pool, moment = () => undefined }: World): OperationWork {
  const nameOf = (operation: Operation, step: PlanStep): string => `${operation.id}/${step.id}`;
  const found = async (name: string): Promise<boolean> =>
    ((await pool.query('select from effect where name = $1 and made', [name])).rowCount ?? 0) > 0;
  const make = async (name: string, token: string | null): Promise<void> => {
    moment('before effect');
    await pool.query('insert into effect (token, name) values ($1, $2) on conflict (token) do nothing', [token, name]);
    moment('after effect');
  };
  const gateOpen = async (): Promise<boolean> => ((await pool.query('select from gate')).rowCount ?? 0) > 0;
  return {
    applyStep: async (step, { operation, signal, note }) => {
      const name = nameOf(operation, step);
      const behaviour = step.target as Behaviour;
      if (behaviour === 'defect') throw new TypeError('a defect');
      if (behaviour === 'refused' && !(await gateOpen()))
        throw new PodpassError('addon-exists', { cluster: 'demo', addon: step.id });
      if (behaviour === 'wait') {
        await note('Waiting for the gate');
        while (!(await gateOpen())) await sleep(20, undefined, { signal });
      }
      if (behaviour === 'slow') await sleep(300);
      if (await found(name)) return { did: false, message: 'was there' };
      await make(name, behaviour === 'checked' ? null : `${name} ${operation.attempt}`);
      if (behaviour === 'in-part' && !(await gateOpen()))
        throw new PodpassError('addon-exists', { cluster: 'demo', addon: step.id });
      if (behaviour === 'unsure') {
        const first = await pool.query('insert into lost values ($1) on conflict do nothing', [name]);
        if (first.rowCount === 1)
          throw new PodpassError('aws-unavailable', { service: 'eks', operation: 'CreateThing', detail: 'lost' });
      }
      return { did: true, message: 'made' };
    },
    undoStep: async (step, { operation, signal }) => {
      if (step.target === 'stays' && !(await gateOpen()))
        throw new PodpassError('addon-exists', { cluster: 'demo', addon: step.id });
      if (step.target === 'goes slowly') while (!(await gateOpen())) await sleep(20, undefined, { signal });
      moment('before undo');
      await pool.query('update effect set made = false where name = $1', [nameOf(operation, step)]);
      moment('after undo');
      return { message: 'gone' };
    },
    canBeUndone: (step) => step.undo !== undefined,
    mayLeavePart: ({ target }) => target === 'in-part',
    goesWith: (_step, below) => below.id.startsWith('whole'),
    ended: async ({ operation, state }) => {
      await pool.query('insert into ended values ($1, $2)', [operation.id, state]);
    },
  };
}

export function step(id: string, behaviour: Behaviour, more: Partial<PlanStep> = {}): PlanStep {
  return {
    id,
    title: `Step ${id}`,
    target: behaviour,
    action: { kind: 'create-namespace', namespace: id },
    calls: [],
    documents: [],
    dependsOn: [],
    goal: false,
    undo: `Takes ${id} back`,
    ...more,
  };
}

export function newOperation(
  steps: PlanStep[],
  more: { cluster?: string; onFailure?: Plan['onFailure'] } = {},
): Operation {
  const { cluster = 'demo', onFailure } = more;
  return {
    id: randomUUID(),
    clusterKey: cluster,
    state: 'waiting',
    requestedBy: 'ann',
    startedAt: new Date().toISOString(),
    attempt: 1,
    plan: {
      cluster: {
        key: cluster,
        name: cluster,
        region: 'us-west-2',
        account: '111122223333',
        partition: 'aws',
        arn: `arn:aws:eks:us-west-2:111122223333:cluster/${cluster}`,
      },
      kind: 'test',
      title: 'Test',
      steps,
      findings: [],
      ...(onFailure === undefined ? {} : { onFailure }),
    },
  };
}
