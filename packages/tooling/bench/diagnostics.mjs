// How long it takes to say everything about a configuration of 5,000 lines, as the editor does after each pause in typing.
// Prints one line per figure; `--json` prints one JSON document instead. Ends with 1 when the 95th percentile is over the bar.
//   pnpm bench:diagnostics [--lines 5000] [--runs 140] [--json]
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { openClusterConfig } from '@podpass/cluster-config';
import { configOf } from './large-config.mjs';

const barOfMilliseconds = 100;
/** A worker is warm after a few checks; the first one is reported by itself. */
const warmUps = 10;

/** What somebody types, behind the first of these words in the second half of the text; one keystroke more each time. */
const PLACES = {
  'a comment at the top': { behind: '# The cluster of the shop', half: false, typed: (run) => ` ${run}` },
  'the name of a role': { behind: 'role/app-', typed: (run) => `${run}` },
  'a new line of an association': { behind: 'namespace: team-7', typed: (run) => `\n    targetRoleARN: arn-${run}` },
  'a key without its colon': { behind: 'namespace: team-9', typed: (run) => `\n    target${run}` },
  'a quote that is open': { behind: 'namespace: team-5', typed: (run) => `\n    targetRoleARN: "${run}` },
  'a label of a node group': { behind: 'pool: managed', typed: (run) => `${run}` },
  'the end': { behind: 'AmazonEC2ContainerRegistryReadOnly', typed: (run) => `${run}` },
};

main();

function main() {
  const { lines, runs, json } = readSettings();
  const text = configOf(lines);
  const first = timeOf(text);
  const second = timeOf(typedInto(text, 0));
  for (let run = 1; run <= warmUps; run += 1) timeOf(typedInto(text, run));
  const times = Array.from({ length: runs }, (_, run) => ({
    place: placeOf(run),
    ...measured(typedInto(text, run)),
  }));
  const places = Object.keys(PLACES).map((place) => ({
    place,
    ...spread(times.filter((one) => one.place === place).map(({ time }) => time)),
  }));
  const all = spread(times.map(({ time }) => time));
  const work = spread(times.map((one) => one.work));
  report(
    { json },
    { lines: text.split('\n').length, ...opened(text), runs, first, second, ...all, work, load: loadavg()[0], places },
  );
}

function spread(times) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return { median: at(0.5), p95: at(0.95) };
}

function readSettings() {
  const { values } = parseArgs({
    options: {
      lines: { type: 'string', default: '5000' },
      runs: { type: 'string', default: '140' },
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
  return measured(text).time;
}

/** By the clock, and what of that was work: on a busy machine, only the work says something. */
function measured(text) {
  const startedAt = performance.now();
  const before = process.cpuUsage();
  openClusterConfig(text);
  const { user, system } = process.cpuUsage(before);
  return { time: performance.now() - startedAt, work: (user + system) / 1_000 };
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

function placeOf(run) {
  const names = Object.keys(PLACES);
  return names[run % names.length];
}

/** No two checked texts are the same, as when somebody types. */
function typedInto(text, run) {
  const { behind, half = true, typed } = PLACES[placeOf(run)];
  const at = text.indexOf(behind, half ? text.length / 2 : 0);
  const place = at === -1 ? text.indexOf(behind) + behind.length : at + behind.length;
  return text.slice(0, place) + typed(run) + text.slice(place);
}

function report({ json }, figures) {
  const { lines, associations, nodeGroups, diagnostics, runs, first, second, median, p95, work, load, places } =
    figures;
  const good = p95 <= barOfMilliseconds;
  if (json) process.stdout.write(`${JSON.stringify(figures)}\n`);
  else
    process.stdout.write(
      [
        `${lines} lines, ${associations} associations, ${nodeGroups} node groups, ${diagnostics} diagnostics, ${runs} runs, load ${load.toFixed(1)}`,
        `first check             ${first.toFixed(1)} ms (a program that has just started), the next ${second.toFixed(1)} ms`,
        ...places.map((one) => `${one.place.padEnd(30)}${one.median.toFixed(1)} ms, p95 ${one.p95.toFixed(1)} ms`),
        `median                  ${median.toFixed(1)} ms`,
        `95th percentile         ${p95.toFixed(1)} ms   ${good ? 'within' : 'OVER'} ${barOfMilliseconds} ms`,
        `of that work            ${work.median.toFixed(1)} ms, p95 ${work.p95.toFixed(1)} ms (processor time, all threads)`,
        '',
      ].join('\n'),
    );
  if (!good) process.exitCode = 1;
}
