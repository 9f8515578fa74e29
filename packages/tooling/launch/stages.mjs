import { rmSync } from 'node:fs';
import { join, relative } from 'node:path';

import { findOrInstallChromium } from './browser.mjs';
import { inCheckout, ROOT, STATE } from './checkout.mjs';
import { buildConsole, buildPrograms, installPackages } from './prepare.mjs';
import { runStep } from './step.mjs';
import { playwrightResults, vitestResults } from './test-reports.mjs';
import { inTurn } from './turn.mjs';

/**
 * What `npm test` does, in order.
 * prepare: without it nothing else can run. check: quick looks at the code; all of them run, then the run ends
 * if one has failed. test: both run, whatever the other says.
 *
 * @typedef {object} Stage
 * @property {string} name   as given to --only
 * @property {'prepare' | 'check' | 'test'} kind
 * @property {string} label
 * @property {string[]} [onlyFor]   a preparation that only these stages need
 * @property {(more: string[]) => Promise<unknown>} run   rejects with a LaunchError when it fails
 * @property {() => import('./test-reports.mjs').Results} [results]
 */

// A hang, not a slow machine: on two cores with nothing else to do, a stage takes a third of this.
const TEST_LIMIT_MS = 15 * 60_000;
const reports = join(STATE, 'reports');
const node = process.execPath;
const bin = (path) => inCheckout('node_modules', path);

/** @type {Stage[]} */
export const STAGES = [
  {
    name: 'install',
    kind: 'prepare',
    label: 'Installing packages',
    run: () => inTurn(process.stdout, () => installPackages(process.stdout)),
  },
  {
    name: 'build',
    kind: 'prepare',
    label: 'Compiling the server',
    run: () => inTurn(process.stdout, () => buildPrograms(process.stdout)),
  },
  {
    name: 'console',
    kind: 'prepare',
    label: 'Building the console',
    onlyFor: ['e2e'],
    run: () => inTurn(process.stdout, () => buildConsole(process.stdout)),
  },
  check(
    'types',
    'Checking types',
    [
      [node, bin('typescript/bin/tsc'), '-b'],
      [node, bin('typescript/bin/tsc'), '-p', 'tsconfig.tests.json'],
    ],
    'correct the type errors above.',
  ),
  check(
    'lint',
    'Linting',
    [[node, bin('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings']],
    'correct the code; each message names its rule (.oxlintrc.json).',
  ),
  check(
    'format',
    'Checking the format',
    [[node, bin('@biomejs/biome/bin/biome'), 'format', '.']],
    'run "npm run format".',
  ),
  check(
    'unused',
    'Looking for unused code',
    [[node, bin('knip/bin/knip.js'), '--no-progress', '--no-config-hints']],
    'delete what is not used, or name it in knip.json with the reason.',
  ),
  {
    name: 'unit',
    kind: 'test',
    label: 'Unit and integration tests',
    run: (more) => {
      const report = freshReport('unit.json');
      return runStep({
        name: 'unit',
        label: 'Unit and integration tests',
        command: [
          node,
          bin('vitest/vitest.mjs'),
          'run',
          '--reporter=default',
          '--reporter=json',
          `--outputFile.json=${report}`,
          ...more,
        ],
        remedy: 'look at the failed tests below; one file alone: npm test -- --only unit path/of/file.test.ts',
        live: true,
        limitMs: TEST_LIMIT_MS,
      });
    },
    results: () => vitestResults(join(reports, 'unit.json')),
  },
  {
    name: 'e2e',
    kind: 'test',
    label: 'Browser tests',
    run: async (more) => {
      const report = freshReport('e2e.json');
      const chromium = await findOrInstallChromium(process.stdout);
      return runStep({
        name: 'e2e',
        label: 'Browser tests',
        command: [
          node,
          inCheckout('e2e/node_modules/@playwright/test/cli.js'),
          'test',
          '-c',
          'e2e/playwright.config.ts',
          // A machine that stands still for 15 s fails a journey whatever it tests. Which ones passed only then is told at the end.
          '--retries=1',
          ...more,
        ],
        env: { CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
        remedy: `look at the failed journeys below; how their pages looked is in ${relative(ROOT, inCheckout('test-results'))}/`,
        live: true,
        limitMs: TEST_LIMIT_MS,
      });
    },
    results: () => playwrightResults(join(reports, 'e2e.json')),
  },
];

/** @param {string} name @param {string} label @param {string[][]} commands @param {string} remedy @returns {Stage} */
function check(name, label, commands, remedy) {
  const run = async () => {
    for (const [index, command] of commands.entries()) {
      const part = commands.length > 1 ? ` (${index + 1} of ${commands.length})` : '';
      await runStep({ name: `${name}-${index + 1}`, label: `${label}${part}`, command, remedy, tailLines: 200 });
    }
  };
  return { name, kind: 'check', label, run };
}

function freshReport(name) {
  const file = join(reports, name);
  rmSync(file, { force: true });
  return file;
}
