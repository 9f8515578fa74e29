import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { applyFix, type ConfigFacts, type Diagnostic, DIAGNOSTIC_CODES, openClusterConfig } from '../src/index.ts';
import { readMarks } from './marked-text.ts';
import { RULE_TABLES } from './rules-tables.ts';

interface Expectation {
  readonly facts?: ConfigFacts;
  /** `range` is line:column of the start, and of the end (which is excluded), counted from 1. */
  readonly diagnostics: readonly { readonly code: string; readonly severity: string; readonly range: string }[];
}

const FOLDER = new URL('corpus/', import.meta.url);
const FILES = readdirSync(FOLDER);
const NAMES = FILES.filter((file) => file.endsWith('.yaml')).map((file) => file.slice(0, -'.yaml'.length));

const read = (file: string): string => readFileSync(new URL(file, FOLDER), 'utf8');
const expectationOf = (name: string): Expectation => JSON.parse(read(`${name}.expected.json`)) as Expectation;

const shown = ({ code, severity, range }: Diagnostic): Expectation['diagnostics'][number] => ({
  code,
  severity,
  range: `${range.start.line}:${range.start.column}-${range.end.line}:${range.end.column}`,
});

const inOrder = (diagnostics: Expectation['diagnostics']): string[] =>
  diagnostics.map(({ code, severity, range }) => `${range} ${severity} ${code}`).toSorted();

/** Texts that nobody writes by hand, and that no folder should hold. */
const HOSTILE = {
  'input-too-large': '#'.repeat(3_000_000),
  'input-not-text': 'kind: Cluster\u0000Config',
  'too-deep': '['.repeat(10_000),
  'alias-bomb': `a: &a [${'1,'.repeat(999)}1]\nb: &b [${'*a,'.repeat(99)}*a]\nc: [*b, *b]\n`,
  'too-many-problems': `kind: ClusterConfig\n${Array.from({ length: 1_100 }, (_, index) => `x${index}: 1\n`).join('')}`,
} as const;

describe('corpus', () => {
  it('has enough configurations, each with what is expected of it, and nothing else', () => {
    expect(NAMES.length).toBeGreaterThanOrEqual(60);
    const wanted = NAMES.flatMap((name) => [`${name}.yaml`, `${name}.expected.json`]);
    expect(FILES.toSorted()).toEqual(wanted.toSorted());
  });

  it.each(NAMES)('%s', (name) => {
    const { facts, diagnostics } = expectationOf(name);
    const text = read(`${name}.yaml`);
    const opened = openClusterConfig(text, facts);
    expect(inOrder(opened.diagnostics.map(shown))).toEqual(inOrder(diagnostics));
    expect(opened.valid).toBe(diagnostics.every((one) => one.severity !== 'error'));
    expect(opened.text).toBe(text);
    for (const diagnostic of opened.diagnostics) expectFixToHelp(text, diagnostic, facts);
  });
});

it.each(Object.entries(HOSTILE))('%s', (code, text) => {
  expect(openClusterConfig(text).diagnostics.map((one) => one.code)).toContain(code);
});

it('raises every code somewhere', () => {
  const ofCorpus = NAMES.flatMap((name) => expectationOf(name).diagnostics.map((one) => one.code));
  const ofTables = Object.values(RULE_TABLES).flatMap((cases) =>
    cases.flatMap((one) => readMarks(typeof one === 'string' ? one : one[0]).expected.map(codeOf)),
  );
  const raised = new Set([...ofCorpus, ...ofTables, ...Object.keys(HOSTILE)]);
  expect(DIAGNOSTIC_CODES.filter((code) => !raised.has(code))).toEqual([]);
});

function codeOf(line: string): string {
  return line.split(' ').at(-1) ?? '';
}

/** A fix ends its diagnostic and brings no new error of another kind. */
function expectFixToHelp(text: string, { code, message, fix }: Diagnostic, facts: ConfigFacts | undefined): void {
  if (fix === undefined) return;
  const before = openClusterConfig(text, facts).diagnostics;
  const after = openClusterConfig(applyFix(text, fix), facts).diagnostics;
  const same = (all: readonly Diagnostic[]): number =>
    all.filter((one) => one.code === code && one.message === message).length;
  expect(same(after), `${code}: ${fix.title}`).toBeLessThan(same(before));
  const kinds = new Set<string>(before.map((one) => one.code));
  const others = after.filter((one) => one.severity === 'error' && !kinds.has(one.code));
  expect(others, `${code}: ${fix.title}`).toEqual([]);
}
