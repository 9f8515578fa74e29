import type { Operation, OperationEvent } from '@podpass/inventory';
import type { Fault } from '@podpass/sandbox';
import { over } from '../support/end-of.ts';
import { openHouse, type TestStore } from '../support/house.ts';
import { type Call, type Clean, differences, parts, whatIsLeft } from './parts.ts';

export type FaultOf = Omit<Fault, keyof Call>;

export interface FaultKind {
  name: string;
  /** Undefined where there is no such fault. */
  of: (call: Call) => FaultOf | undefined;
}

export interface Cell {
  row: string;
  fault: string;
  /** `done`, or `failed, done` when it had to be retried (`undone`, or `stuck, undone`); else what is wrong. */
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
  const { run, goal, again } = parts[part];
  try {
    const { operation, events } = await run(house.env, () => house.control('POST', 'faults', { ...call, ...fault }));
    const pending = (await house.control('GET', 'faults')) as Fault[];
    const problems = pending.some(({ times }) => times === fault.times) ? ['the fault hit nothing'] : [];
    const story: string[] = [operation.state];
    if (operation.state !== goal) {
      problems.push(...whatAnErrorLacks({ operation, events }, goal, call, fault));
      await house.control('DELETE', 'faults');
      await again(house.env, operation.id);
      const retried = await over(house.env, operation.id, events.length);
      story.push(retried.operation.state);
      if (retried.operation.state !== goal) {
        const errors = retried.events.slice(events.length).flatMap(({ error }) => error ?? []);
        problems.push(JSON.stringify(errors));
      }
    }
    if (story.at(-1) === goal) problems.push(...differences(whatIsLeft(house.sandbox.world.state), left));
    problems.push(...house.crashes.map((crash) => `defect: ${String(crash)}`));
    return { outcome: [story.join(', '), ...problems].join('; '), bad: problems.length > 0 };
  } finally {
    await house.close();
  }
}

/** A person has to learn which step failed, why, by which call, and what to do. */
function whatAnErrorLacks(
  { operation, events }: { operation: Operation; events: OperationEvent[] },
  goal: 'done' | 'undone',
  call: Call,
  fault: FaultOf,
): string[] {
  const [failed, failedStep] = goal === 'done' ? ['failed', 'failed'] : ['stuck', 'undo-failed'];
  const atStep = events.find(({ stepState }) => stepState === failedStep);
  const error = goal === 'done' ? operation.error : atStep?.error;
  if (error === undefined) return ['has no error'];
  const lacks: string[] = [];
  if (operation.state !== failed) lacks.push(`ended as ${operation.state}`);
  if (atStep?.stepId === undefined) lacks.push('names no step');
  if (error.why === '' || error.remedy === '') lacks.push('says no cause or no remedy');
  const answered = call.service !== 'kubernetes' && !call.operation.includes(' ') && fault.error !== 'disconnect';
  if (answered && error.awsRequestId === undefined) lacks.push(`has no request id: ${error.code}`);
  if (call.operation.includes(' ') && call.service !== 'kubernetes' && !error.why.includes(fault.error))
    lacks.push(`does not say ${fault.error}: ${error.why}`);
  return lacks;
}
