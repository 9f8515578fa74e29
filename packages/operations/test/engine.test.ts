import type { Operation, OperationState } from '@podpass/inventory';
import { openStore, type Store } from '@podpass/store';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type OperationEngine, type OperationEngineOptions, startOperationEngine } from '../src/index.ts';
import { startTestDatabase, type TestDatabase, until } from './support/database.ts';
import { effectsWork, newOperation, step } from './support/effects.ts';

const ann = { name: 'ann', role: 'admin' };
let database: TestDatabase;
/** The store of the replica that runs the engine; the database's own is another replica's. */
let store: Store;
let engine: OperationEngine;
let problems: unknown[];

async function startEngine(more: Partial<OperationEngineOptions> = {}): Promise<void> {
  store = await openStore({ databaseUrl: database.databaseUrl });
  engine = await startOperationEngine({
    databaseUrl: database.databaseUrl,
    store,
    work: effectsWork({ pool: database.pool }),
    version: 'v1',
    sweepMs: 100,
    retryMs: 10,
    onProblem: (problem) => problems.push(problem),
    ...more,
  });
}

/** As if the process had ended: its session is gone, and so is its engine. */
async function endReplica(graceMs = 1_000): Promise<void> {
  await engine.stop(graceMs);
  await store.close();
}

async function made(): Promise<string[]> {
  const { rows } = await database.pool.query<{ name: string }>('select name from effect where made order by seq');
  return rows.map(({ name }) => name.split('/')[1] ?? '');
}

async function story(id: string): Promise<string[]> {
  const events = await store.operations.events(id, 0);
  return events.map(({ stepId, stepState, operationState, attempt }) =>
    [stepId, stepState, operationState, attempt].filter((part) => part !== undefined).join(' '),
  );
}

const run = async (operation: Operation): Promise<Operation> => {
  await engine.start(operation, ann);
  return await until(store, operation.id);
};
const openGate = () => database.pool.query(`insert into gate values ('open')`);

beforeAll(async () => {
  database = await startTestDatabase();
});
beforeEach(async () => {
  problems = [];
  await database.pool.query('truncate effect, gate, lost, ended');
  await startEngine();
});
afterEach(async () => {
  await endReplica();
});
afterAll(async () => {
  await database.remove();
});

describe('an operation', () => {
  it('runs its steps in the order of their dependencies and tells each turn', async () => {
    const operation = newOperation([
      step('c', 'effect', { dependsOn: ['a', 'b'], goal: true }),
      step('a', 'effect'),
      step('b', 'checked', { dependsOn: ['a'] }),
    ]);
    expect(await run(operation)).toMatchObject({ state: 'done', attempt: 1 });
    expect(await made()).toEqual(['a', 'b', 'c']);
    expect(await story(operation.id)).toEqual([
      'running',
      'a running',
      'a done',
      'b running',
      'b done',
      'c running',
      'c done',
      'done',
    ]);
    expect((await database.pool.query('select state from ended')).rows).toEqual([{ state: 'done' }]);
    expect(problems).toEqual([]);
  });

  it('takes a repeated request key for the first', async () => {
    const key = { key: 'k', digest: 'd' };
    const first = await engine.start(newOperation([step('a', 'effect')]), ann, key);
    const second = await engine.start(newOperation([step('a', 'effect')]), ann, key);
    expect(second.id).toBe(first.id);
    await until(store, first.id);
    expect(await made()).toEqual(['a']);
  });

  it.each<[string, Parameters<typeof newOperation>[1], OperationState, string[]]>([
    ['takes back what only the failed steps needed', {}, 'partial', ['g1']],
    ['leaves everything as it is if its plan says so', { onFailure: 'stop' }, 'failed', ['p', 'g1']],
  ])('that fails %s', async (_title, more, state, left) => {
    const steps = [
      step('p', 'effect'),
      step('g1', 'effect', { goal: true, dependsOn: ['p'] }),
      step('r', 'refused', { goal: true, dependsOn: ['g1', 'p'] }),
      step('after', 'effect', { dependsOn: ['r'] }),
    ];
    // What the reached goal stands on stays, too.
    const expected = state === 'partial' ? ['p', 'g1'] : left;
    const ended = await run(newOperation(steps, more));
    expect(ended).toMatchObject({ state, error: { code: 'addon-exists' } });
    expect(await made()).toEqual(expected);
  });

  it('recognises what it did when an answer was lost', async () => {
    expect(await run(newOperation([step('a', 'unsure', { goal: true })]))).toMatchObject({ state: 'done' });
    expect(await made()).toEqual(['a']);
  });

  it('is told as failed after a defect in a step, which is reported', async () => {
    const ended = await run(newOperation([step('a', 'defect', { goal: true })]));
    expect(ended).toMatchObject({ state: 'undone', error: { code: 'internal' } });
    expect(problems).toMatchObject([{ message: 'a defect' }]);
  });
});

describe('operations of one cluster', () => {
  it('run one at a time and say for whom they wait; those of others go past', async () => {
    const [first, second, elsewhere] = [
      newOperation([step('a', 'wait')]),
      newOperation([step('b', 'effect')]),
      newOperation([step('c', 'effect')], { cluster: 'other' }),
    ];
    await engine.start(first, ann);
    await until(store, first.id, ({ state }) => state === 'running');
    await engine.start(second, ann);
    expect(await run(elsewhere)).toMatchObject({ state: 'done' });
    expect(await store.operations.get(second.id)).toMatchObject({ state: 'waiting', waitingFor: first.id });
    await openGate();
    expect(await until(store, second.id)).toMatchObject({ state: 'done' });
    expect(await made()).toEqual(['c', 'a', 'b']);
  });

  it('let one that was cancelled while it waited never begin', async () => {
    const [first, second] = [newOperation([step('a', 'wait')]), newOperation([step('b', 'effect')])];
    await engine.start(first, ann);
    await until(store, first.id, ({ state }) => state === 'running');
    await engine.start(second, ann);
    expect(await engine.cancel(second.id, ann)).toMatchObject({ state: 'cancelled', cancelRequestedBy: 'ann' });
    await openGate();
    await until(store, first.id);
    expect(await run(newOperation([step('c', 'effect')]))).toMatchObject({ state: 'done' });
    expect(await made()).toEqual(['a', 'c']);
  });
});

describe('cancelling', () => {
  it('ends steps that wait at once, lets others finish, and begins no more', async () => {
    const operation = newOperation([step('w', 'wait'), step('s', 'slow'), step('n', 'effect', { dependsOn: ['s'] })]);
    await engine.start(operation, ann);
    await until(store, operation.id, ({ state }) => state === 'running');
    await expect.poll(() => story(operation.id)).toContain('s running');
    const asked = await engine.cancel(operation.id, ann);
    expect(asked).toMatchObject({ state: 'cancelling', cancelRequestedBy: 'ann' });
    expect(await until(store, operation.id)).toMatchObject({ state: 'cancelled' });
    expect(await made()).toEqual(['s']);
    expect(await story(operation.id)).toContain('w waiting');
    await expect(engine.cancel(operation.id, ann)).rejects.toMatchObject({ code: 'operation-over' });
  });

  it('of a retry or an undoing that has not begun leaves the operation as it had ended', async () => {
    const done = newOperation([step('a', 'effect', { goal: true })]);
    const failed = newOperation([step('r', 'refused')], { onFailure: 'stop' });
    const other = newOperation([step('w', 'wait')]);
    expect([await run(done), await run(failed)]).toMatchObject([{ state: 'done' }, { state: 'failed' }]);
    const { error } = (await store.operations.get(failed.id)) ?? {};
    await engine.start(other, ann);
    await until(store, other.id, ({ state }) => state === 'running');
    await engine.undo(done.id, ann);
    await engine.retry(failed.id, ann);
    expect(await engine.cancel(done.id, ann)).toMatchObject({ state: 'done', attempt: 2 });
    const cancelled = await engine.cancel(failed.id, ann);
    expect(cancelled).toMatchObject({ state: 'failed', error });
    expect(cancelled.cancelRequestedBy).toBeUndefined();
    await openGate();
    await until(store, other.id);
    expect(await made()).toEqual(['a', 'w']);
    await engine.undo(done.id, ann);
    expect(await until(store, done.id)).toMatchObject({ state: 'undone', attempt: 3 });
  });

  it('is heard by the replica that runs it when another was asked', async () => {
    const operation = newOperation([step('w', 'wait')]);
    await engine.start(operation, ann);
    await until(store, operation.id, ({ state }) => state === 'running');
    await database.store.attempts.requestCancel(operation.id, 'bob');
    expect(await until(store, operation.id)).toMatchObject({ state: 'cancelled', cancelRequestedBy: 'bob' });
  });
});

describe('retrying', () => {
  it('goes on from the failed step, and does nothing twice', async () => {
    const operation = newOperation(
      [step('a', 'checked'), step('r', 'refused', { dependsOn: ['a'] }), step('z', 'effect', { dependsOn: ['r'] })],
      { onFailure: 'stop' },
    );
    expect(await run(operation)).toMatchObject({ state: 'failed' });
    await openGate();
    expect(await engine.retry(operation.id, ann)).toMatchObject({ state: 'waiting', attempt: 2 });
    const ended = await until(store, operation.id);
    expect(ended).toMatchObject({ state: 'done', attempt: 2 });
    expect(ended.error).toBeUndefined();
    expect(await made()).toEqual(['a', 'r', 'z']);
    expect((await story(operation.id)).filter((line) => line === 'a running')).toHaveLength(1);
    await expect(engine.retry(operation.id, ann)).rejects.toMatchObject({ code: 'operation-not-retryable' });
  });
});

describe('undoing', () => {
  it('takes back what was done, last first', async () => {
    const operation = newOperation([step('a', 'effect'), step('b', 'effect', { dependsOn: ['a'], goal: true })]);
    await run(operation);
    await engine.undo(operation.id, ann);
    expect(await until(store, operation.id)).toMatchObject({ state: 'undone', attempt: 2 });
    expect(await made()).toEqual([]);
    expect((await story(operation.id)).slice(-6)).toEqual([
      'undoing',
      'b undoing',
      'b undone',
      'a undoing',
      'a undone',
      'undone',
    ]);
  });

  it('takes back what a failed attempt has made, the failed step’s part too, and does nothing of what was open', async () => {
    const operation = newOperation(
      [step('a', 'effect'), step('p', 'in-part', { dependsOn: ['a'] }), step('z', 'effect', { dependsOn: ['p'] })],
      { onFailure: 'stop' },
    );
    await run(operation);
    expect(await made()).toEqual(['a', 'p']);
    await openGate();
    await engine.undo(operation.id, ann);
    expect(await until(store, operation.id)).toMatchObject({ state: 'undone', attempt: 2 });
    expect(await made()).toEqual([]);
    expect((await story(operation.id)).slice(-7)).toEqual([
      'waiting 2',
      'undoing',
      'p undoing',
      'p undone',
      'a undoing',
      'a undone',
      'undone',
    ]);
  });

  it('is followed by a retry that does all of it again, also what went with what it stood on', async () => {
    const { undo: _none, ...policy } = step('p', 'effect', { dependsOn: ['a'] });
    const operation = newOperation([
      step('a', 'effect'),
      policy,
      step('b', 'effect', { dependsOn: ['p'], goal: true }),
    ]);
    await run(operation);
    await engine.undo(operation.id, ann);
    expect(await until(store, operation.id)).toMatchObject({ state: 'undone' });
    // As a policy goes with its role.
    await database.pool.query('update effect set made = false');
    await engine.retry(operation.id, ann);
    expect(await until(store, operation.id)).toMatchObject({ state: 'done', attempt: 3 });
    expect(await made()).toEqual(['a', 'p', 'b']);
  });

  it('leaves all that the thing stands on that could not be taken back, and goes on with it the next time', async () => {
    const { undo: _none, ...waited } = step('w', 'effect', { dependsOn: ['a'] });
    const operation = newOperation([
      step('a', 'effect'),
      step('o', 'effect'),
      waited,
      step('k', 'stays', { dependsOn: ['w'] }),
      step('z', 'effect', { dependsOn: ['k'] }),
    ]);
    await run(operation);
    await engine.undo(operation.id, ann);
    expect(await until(store, operation.id)).toMatchObject({ state: 'stuck' });
    expect(await made()).toEqual(['a', 'w', 'k']);
    expect(
      (await store.operations.events(operation.id, 0)).find(
        ({ stepId, message }) => stepId === 'a' && message.startsWith('Left'),
      ),
    ).toMatchObject({ message: 'Left in place, since this stands on it: Step k' });
    await openGate();
    await engine.undo(operation.id, ann);
    expect(await until(store, operation.id)).toMatchObject({ state: 'undone', attempt: 3 });
    expect(await made()).toEqual(['w']);
  });

  it('goes on with what takes along that which could not be taken back', async () => {
    const operation = newOperation([
      step('a', 'effect'),
      step('whole', 'effect', { dependsOn: ['a'] }),
      step('own', 'effect'),
      step('k', 'stays', { dependsOn: ['whole', 'own'] }),
    ]);
    await run(operation);
    await engine.undo(operation.id, ann);
    expect(await until(store, operation.id)).toMatchObject({ state: 'stuck' });
    expect(await made()).toEqual(['own', 'k']);
  });

  it('that is cancelled amid a step leaves open how much of it is gone, so that a retry does it again', async () => {
    const operation = newOperation([step('a', 'effect'), step('s', 'goes slowly', { dependsOn: ['a'] })]);
    await run(operation);
    await engine.undo(operation.id, ann);
    await expect.poll(() => story(operation.id)).toContain('s undoing');
    await engine.cancel(operation.id, ann);
    expect(await until(store, operation.id)).toMatchObject({ state: 'cancelled' });
    await engine.retry(operation.id, ann);
    expect(await until(store, operation.id)).toMatchObject({ state: 'done', attempt: 3 });
    expect((await story(operation.id)).filter((line) => line === 's running')).toHaveLength(2);
    expect((await story(operation.id)).filter((line) => line === 'a running')).toHaveLength(1);
    expect(problems).toEqual([]);
  });

  it('is refused where no step can be taken back, and while it runs', async () => {
    const { undo: _none, ...lasting } = step('a', 'effect');
    const done = await run(newOperation([lasting]));
    await expect(engine.undo(done.id, ann)).rejects.toMatchObject({ code: 'operation-not-undoable' });
    const operation = newOperation([step('w', 'wait')]);
    await engine.start(operation, ann);
    await expect(engine.undo(operation.id, ann)).rejects.toMatchObject({ code: 'operation-not-undoable' });
    await openGate();
    await until(store, operation.id);
  });
});

describe('a replica that stops', () => {
  it('hands over what it was running; the next one goes on where it was', async () => {
    const operation = newOperation([step('a', 'checked'), step('w', 'wait', { dependsOn: ['a'] })]);
    await engine.start(operation, ann);
    await expect.poll(() => story(operation.id)).toContain('w running');
    await endReplica();
    await openGate();
    await startEngine();
    expect(await until(store, operation.id)).toMatchObject({ state: 'done', attempt: 1 });
    expect(await made()).toEqual(['a', 'w']);
  });

  it('before an operation was in the queue leaves it to others', async () => {
    const operation = newOperation([step('a', 'effect')]);
    await database.store.operations.create(operation, undefined, { role: 'admin', version: 'v1' });
    expect(await until(store, operation.id)).toMatchObject({ state: 'done' });
  });

  it('can write nothing any more once another has taken over', async () => {
    const operation = newOperation([step('w', 'wait'), step('n', 'effect', { dependsOn: ['w'] })], {
      cluster: 'taken-over',
    });
    await engine.start(operation, ann);
    await expect.poll(() => story(operation.id)).toEqual(['running', 'w running', 'w running']);
    const claim = await database.store.attempts.claim(operation.id, 1);
    await openGate();
    await expect.poll(() => made()).toEqual(['w']);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await made()).toEqual(['w']);
    expect(await story(operation.id)).not.toContain('w done');
    const at = new Date().toISOString();
    const over = { at, operationState: 'interrupted' as const, message: 'by hand' };
    await database.store.operations.appendEvent(operation.id, over, claim?.number);
  });
});

describe('another version', () => {
  it.each<[string, Partial<OperationEngineOptions>, Partial<Operation>]>([
    ['carries on what it can', { carriesOn: ['v1'] }, { state: 'done', attempt: 2 }],
    ['ends what it cannot carry on', {}, { state: 'interrupted', attempt: 1 }],
  ])('%s', async (_title, more, expected) => {
    const operation = newOperation([step('w', 'wait')]);
    await engine.start(operation, ann);
    await expect.poll(() => story(operation.id)).toContain('w running');
    await endReplica();
    await openGate();
    await startEngine({ version: 'v2', ...more });
    const ended = await until(store, operation.id);
    expect(ended).toMatchObject(expected);
    if (expected.state === 'interrupted') expect(ended.error).toMatchObject({ code: 'operation-version-unknown' });
    // Its place in the queue is free again.
    expect(await run(newOperation([step('b', 'effect')]))).toMatchObject({ state: 'done' });
  });
});
