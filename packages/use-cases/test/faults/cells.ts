import type { Operation, OperationEvent } from '@podpass/inventory';
import type { Fault } from '@podpass/sandbox';
import { tester } from '../support/end-of.ts';
import { openHouse, type TestStore } from '../support/house.ts';
import { type Call, type Clean, differences, over, run, whatIsLeft } from './parts.ts';

export type FaultOf = Omit<Fault, keyof Call>;

export interface FaultKind {
  name: string;
  /** Undefined where there is no such fault. */
  of: (call: Call) => FaultOf | undefined;
}

export interface Cell {
  row: string;
  fault: string;
  /** `done`, or `failed, done` when it had to be retried; else what is wrong. */
  outcome: string;
  bad: boolean;
}

/** One operation under one fault; a failed one is retried without it. */
export async function tryCell(
  database: TestStore,
  { part, before, left }: Clean,
  call: Call,
  fault: FaultOf,
): Promise<Pick<Cell, 'outcome' | 'bad'>> {
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
    return { outcome: [story.join(', '), ...problems].join('; '), bad: problems.length > 0 };
  } finally {
    await house.close();
  }
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
