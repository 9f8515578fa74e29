// `npm test`: the whole proof of a change, stage by stage.
import { endWithCaller } from './caller.mjs';
import { requireSupportedNode } from './node-version.mjs';

requireSupportedNode();
endWithCaller();
const { parseArgs } = await import('node:util');
const { STAGES } = await import('./stages.mjs');
const { inWords, launch, LaunchError } = await import('./step.mjs');

await launch(async () => {
  const { chosen, more } = choose(process.argv.slice(2));
  const results = [];
  for (const stage of chosen) {
    if (stage.kind === 'test' && results.some(({ failed, kind }) => failed && kind !== 'test')) break;
    const result = await run(stage, more);
    results.push(result);
    if (result.failed && stage.kind === 'prepare') break;
  }
  report(chosen, results);
});

/** Which stages to run, and what is left for the test runner, such as paths of test files. */
function choose(args) {
  const usage = `npm test -- [--only ${STAGES.map(({ name }) => name).join('|')}[,…]] [--skip …] [test files]`;
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { only: { type: 'string', multiple: true }, skip: { type: 'string', multiple: true } },
    });
    const named = (list) => (list ?? []).flatMap((value) => value.split(','));
    const [only, skip] = [named(values.only), named(values.skip)];
    const unknown = [...only, ...skip].filter((name) => !STAGES.some((stage) => stage.name === name));
    if (unknown.length > 0) throw new Error(`There is no stage ${unknown.join(', ')}.`);
    const isNeeded = ({ onlyFor }) => !onlyFor || onlyFor.some((name) => only.includes(name));
    const wanted = (stage) =>
      only.length === 0 || only.includes(stage.name) || (stage.kind === 'prepare' && isNeeded(stage));
    return { chosen: STAGES.filter((stage) => wanted(stage) && !skip.includes(stage.name)), more: positionals };
  } catch (error) {
    throw new LaunchError(error.message, `npm test runs everything; a part: ${usage}`);
  }
}

async function run(stage, more) {
  const started = Date.now();
  const result = { name: stage.name, kind: stage.kind, label: stage.label, failed: false };
  try {
    await stage.run(more);
  } catch (error) {
    if (!(error instanceof LaunchError)) throw error;
    console.error(`${error.explain()}\n`);
    result.failed = true;
  }
  const tests = stage.results?.() ?? { passed: 0, failed: 0, skipped: 0, failures: [] };
  // A stage that fails without a failed test (a runner that breaks, a lint error) counts as one failure.
  if (result.failed && tests.failed === 0) tests.failed = 1;
  return { ...result, tests, seconds: (Date.now() - started) / 1000 };
}

function report(chosen, results) {
  const lines = chosen.map(({ name, label }) => {
    const result = results.find((one) => one.name === name);
    if (!result) return `  not run  ${label}`;
    const { passed, failed, skipped } = result.tests;
    const numbers =
      result.kind === 'test' ? `: ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}` : '';
    return `  ${result.failed ? 'FAILED ' : 'ok     '}  ${label}${numbers} (${inWords(result.seconds)})`;
  });
  const sum = (key) => results.reduce((total, { tests }) => total + tests[key], 0);
  const failed = sum('failed');
  // Here, at the end, since a system that runs this may keep only the last lines.
  for (const { test, why } of results.flatMap(({ tests }) => tests.failures)) {
    console.log([`\n${test}`, ...why].join('\n    '));
  }
  console.log(`\n${lines.join('\n')}\n`);
  if (failed > 0 || results.some((result) => result.failed)) process.exitCode = 1;
  // The last line, for systems that read it.
  console.log(`${sum('passed')} passed, ${failed} failed`);
}
