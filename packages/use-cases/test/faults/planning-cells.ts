import { errorWords, isPodpassError, type Plan } from '@podpass/inventory';
import type { Fault } from '@podpass/sandbox';
import { openHouse, type TestStore } from '../support/house.ts';
import type { Cell, FaultOf } from './cells.ts';
import { type Call, type Clean, differences, parts, whatIsLeft } from './parts.ts';

/**
 * Planning under one fault: it plans the same, or says in a finding what it could not see, or is refused in words that say
 * what was asked and what to do. Nothing has changed, and without the fault it plans as if there had been none.
 */
export async function tryPlanning(
  database: TestStore,
  { part, before, plan: wanted }: Clean,
  call: Call,
  fault: FaultOf,
): Promise<Pick<Cell, 'outcome' | 'bad'>> {
  const house = await openHouse(before, database);
  const untouched = whatIsLeft(house.sandbox.world.state);
  try {
    await house.control('POST', 'faults', { ...call, ...fault });
    const { outcome, problems } = await planned(parts[part].plan(house.env), wanted, call);
    const pending = (await house.control('GET', 'faults')) as Fault[];
    if (pending.some(({ times }) => times === fault.times)) problems.push('the fault hit nothing');
    problems.push(...differences(whatIsLeft(house.sandbox.world.state), untouched));
    await house.control('DELETE', 'faults');
    problems.push(...differences(await parts[part].plan(house.env), wanted));
    return { outcome: [outcome, ...problems].join('; '), bad: problems.length > 0 };
  } finally {
    await house.close();
  }
}

async function planned(planning: Promise<Plan>, wanted: Plan, { operation }: Call) {
  try {
    const plan = await planning;
    const told = plan.findings.filter((finding) => !isAmong(finding, wanted.findings));
    const same = differences(plan, wanted).length === 0;
    if (same) return { outcome: 'planned', problems: [] };
    const problems = told.length === 0 ? ['plans something else and says nothing of it'] : [];
    return { outcome: `planned, ${told.map(({ code }) => code).join(' ')}`, problems };
  } catch (error) {
    if (!isPodpassError(error)) return { outcome: 'broke', problems: [String(error)] };
    const { why, remedy } = errorWords(error.code, error.data);
    const problems = why === '' || remedy === '' ? ['says no cause or no remedy'] : [];
    const said = JSON.stringify([error.data, errorWords(error.code, error.data)]);
    if (error.code.startsWith('aws-') && !said.includes(operation))
      problems.push(`does not name ${operation}: ${said}`);
    return { outcome: `refused, ${error.code}`, problems };
  }
}

function isAmong(item: unknown, items: readonly unknown[]): boolean {
  return items.some((each) => JSON.stringify(each) === JSON.stringify(item));
}
