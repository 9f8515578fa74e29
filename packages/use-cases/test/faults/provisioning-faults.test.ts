import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestStore, type TestStore } from '../support/house.ts';
import { type Cell, tryCell } from './cells.ts';
import { callFaults, failing, laterFailures } from './kinds.ts';
import { type Call, type Clean, type PartName, undisturbed, undisturbedGrowth, undisturbedUndo } from './parts.ts';
import { tryPlanning } from './planning-cells.ts';

// Must hold for every call of making, growing, deleting and taking back a cluster, and every fault: the operation ends done, or failed
// at a named step with cause and remedy, and then done when it is tried again without the fault; nothing is there twice, nothing
// is left. `corepack pnpm run faults:provisioning` tries and prints them all.

const everything = process.env['PODPASS_FAULTS'] === 'all';
/** A regular expression for the names of the cells to try: `make iam CreateRole`. */
const only = process.env['PODPASS_FAULTS_ONLY'];

/** Those whose handling is code of its own. */
const representative = new Set([
  'make cloudformation CreateStack: lost answer',
  'make cloudformation CREATE NatGateway1: fails later',
  'make eks CreateCluster: 5xx, but done',
  'make eks CREATE Addon coredns: fails later',
  'make eks CreatePodIdentityAssociation: denied',
  'make eks CREATE Cluster: fails later',
  'grow cloudformation UpdateStack: lost answer',
  'grow cloudformation CREATE AWS::EC2::LaunchTemplate: fails later',
  'undo grow cloudformation UpdateStack: denied',
  'delete cloudformation DeleteStack: denied',
  'delete eks DELETE Nodegroup small: fails later',
  'make eks CreateNodegroup: outage',
  'plan to make eks DescribeClusterVersions: outage',
  'plan to make iam SimulatePrincipalPolicy: denied',
  'plan to delete cloudformation GetTemplate: denied',
]);

let database: TestStore;
let cleans: Clean[];

beforeAll(async () => {
  database = await openTestStore();
  cleans = await undisturbed(database, ['make', 'delete']);
  cleans.push(...(await undisturbedGrowth(database)));
  if (!everything) return;
  cleans.push(await undisturbedUndo(database, 'undo'));
  cleans.push(...(await undisturbed(database, ['make more', 'delete more'])));
  cleans.push(await undisturbedUndo(database, 'undo more'));
}, 300_000);
afterAll(async () => {
  await database.close();
});

describe('making and deleting a cluster, under faults', () => {
  it('end done, at the latest when they are retried without the fault, with nothing twice and nothing left', {
    timeout: 10_800_000,
  }, async () => {
    const cells: Cell[] = [];
    for (const { row, fault, attempt } of wantedCells()) {
      const cell: Cell = { row, fault, ...(await attempt()) };
      cells.push(cell);
      if (everything) console.info(`${cell.bad ? 'BAD ' : ''}${row}: ${fault}: ${cell.outcome}`);
    }
    if (everything) console.info(table(cells));
    else expect(cells).toHaveLength(representative.size);
    expect(cells.filter(({ bad }) => bad).map((cell) => JSON.stringify(cell))).toEqual([]);
  });
});

interface WantedCell {
  row: string;
  fault: string;
  attempt(): Promise<Pick<Cell, 'outcome' | 'bad'>>;
}

function wantedCells(): WantedCell[] {
  const all = cleans.flatMap((clean) => [...planningCells(clean), ...operationCells(clean)]);
  const nameOf = ({ row, fault }: WantedCell) => `${row}: ${fault}`;
  if (!everything) return all.filter((cell) => representative.has(nameOf(cell)));
  return only === undefined ? all : all.filter((cell) => new RegExp(only).test(nameOf(cell)));
}

function operationCells(clean: Clean): WantedCell[] {
  const { part } = clean;
  return [
    ...firstSeen(part, clean.calls, ({ calls }) => calls).flatMap((call) =>
      callFaults.map((kind) => [call, kind] as const),
    ),
    ...laterFailures[part].map((call) => [call, failing] as const),
  ].flatMap(([call, kind]) => {
    const fault = kind.of(call);
    if (fault === undefined) return [];
    const attempt = async () => await tryCell(database, clean, call, fault);
    return { row: `${part} ${inWords(call)}`, fault: kind.name, attempt };
  });
}

function planningCells(clean: Clean): WantedCell[] {
  const calls = firstSeen(clean.part, clean.planning, ({ planning }) => planning);
  return calls.flatMap((call) =>
    callFaults.flatMap((kind) => {
      const fault = kind.of(call);
      if (fault === undefined) return [];
      const attempt = async () => await tryPlanning(database, clean, call, fault);
      return { row: `plan to ${clean.part} ${inWords(call)}`, fault: kind.name, attempt };
    }),
  );
}

/** The part that has shown most of the calls of another already. */
const shownBy: Partial<Record<PartName, PartName>> = {
  ...{ grow: 'make', 'undo grow': 'undo' },
  ...{ 'make more': 'make', 'delete more': 'delete', 'undo more': 'undo' },
};

function firstSeen(part: PartName, calls: Call[], callsOf: (clean: Clean) => Call[]): Call[] {
  const first = cleans.find((clean) => clean.part === shownBy[part]);
  const known = new Set(first === undefined ? [] : callsOf(first).map(inWords));
  return calls.filter((call) => !known.has(inWords(call)));
}

function inWords({ service, operation }: Call): string {
  return `${service} ${operation}`;
}

/** One row for each call, one column for each fault; what was not tried is empty. */
function table(cells: Cell[]): string {
  const columns = [...callFaults, failing].map(({ name }) => name);
  const rows = new Map<string, string[]>();
  for (const { row: name, fault, outcome, bad } of cells) {
    const row = rows.get(name) ?? columns.map(() => '');
    row[columns.indexOf(fault)] = bad ? 'BAD' : outcome;
    rows.set(name, row);
  }
  const lines = [['', ...columns], ...[...rows].map(([name, row]) => [name, ...row])];
  const widths = lines.reduce((widest, line) => line.map((text, at) => Math.max(text.length, widest[at] ?? 0)), [0]);
  const bad = cells.filter((cell) => cell.bad).length;
  const said = lines.map((line) =>
    line
      .map((text, at) => text.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [...said, `${cells.length} cells, ${bad} bad`].join('\n');
}
