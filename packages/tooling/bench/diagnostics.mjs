// How long it takes to say everything about a configuration of 5,000 lines, as the editor does after each pause in typing.
// Prints one line per figure; `--json` prints one JSON document instead. Ends with 1 when the 95th percentile is over the bar.
//   pnpm bench:diagnostics [--lines 5000] [--runs 40] [--json]
import { parseArgs } from 'node:util';
import { openClusterConfig } from '@podpass/cluster-config';
import { configOf } from './large-config.mjs';

const barOfMilliseconds = 100;
/** A worker is warm after a few checks; the first one is reported by itself. */
const warmUps = 10;

main();

function main() {
  const { lines, runs, json } = readSettings();
  const text = configOf(lines);
  const first = timeOf(text);
  for (let run = 0; run < warmUps; run += 1) timeOf(variantOf(text, run));
  const times = Array.from({ length: runs }, (_, run) => timeOf(variantOf(text, warmUps + run))).toSorted(
    (a, b) => a - b,
  );
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
  report({ json }, { lines: text.split('\n').length, ...opened(text), runs, first, median: at(0.5), p95: at(0.95) });
}

function readSettings() {
  const { values } = parseArgs({
    options: {
      lines: { type: 'string', default: '5000' },
      runs: { type: 'string', default: '40' },
      json: { type: 'boolean', default: false },
    },
  });
  const number = (value) => {
    const read = Number(value);
    if (!Number.isInteger(read) || read < 1) throw new Error(`must be a whole number from 1: ${value}`);
    return read;
  };
  return { lines: number(values.lines), runs: number(values.runs), json: values.json };
}

function timeOf(text) {
  const startedAt = performance.now();
  openClusterConfig(text);
  return performance.now() - startedAt;
}

function opened(text) {
  const { model, diagnostics } = openClusterConfig(text);
  if (model === undefined) throw new Error('the configuration of the benchmark could not be read');
  return {
    associations: model.associations.length,
    nodeGroups: model.nodeGroups.length,
    diagnostics: diagnostics.length,
  };
}

/** No two checked texts are the same, as when somebody types. */
function variantOf(text, run) {
  return text.replace('# The cluster of the shop', `# The cluster of the shop ${run}`);
}

function report({ json }, figures) {
  const { lines, associations, nodeGroups, diagnostics, runs, first, median, p95 } = figures;
  const good = p95 <= barOfMilliseconds;
  if (json) process.stdout.write(`${JSON.stringify(figures)}\n`);
  else
    process.stdout.write(
      [
        `${lines} lines, ${associations} associations, ${nodeGroups} node groups, ${diagnostics} diagnostics, ${runs} runs`,
        `first check             ${first.toFixed(1)} ms (a program that has just started)`,
        `median                  ${median.toFixed(1)} ms`,
        `95th percentile         ${p95.toFixed(1)} ms   ${good ? 'within' : 'OVER'} ${barOfMilliseconds} ms`,
        '',
      ].join('\n'),
    );
  if (!good) process.exitCode = 1;
}
