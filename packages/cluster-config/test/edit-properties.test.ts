import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { type ConfigData, type ConfigEdit, editConfig, editData, openClusterConfig } from '../src/index.ts';
import { newValue, writtenConfig } from './written-config.ts';

const RUNS = 5_000;

/** What the library reads in the last document, which is the ClusterConfig. */
function parsed(text: string): ConfigData {
  const documents = parseAllDocuments(text, { merge: true, uniqueKeys: false });
  return (Array.isArray(documents) ? documents : []).at(-1)?.toJS({ maxAliasCount: -1 }) as ConfigData;
}

type Path = (string | number)[];

function pathsOf(data: ConfigData | undefined, path: Path = []): Path[] {
  if (typeof data !== 'object' || data === null) return [path];
  const entries: [string | number, ConfigData][] = Array.isArray(data) ? [...data.entries()] : Object.entries(data);
  return [path, ...entries.flatMap(([key, child]) => pathsOf(child, [...path, key]))];
}

function at(data: ConfigData | undefined, path: Path): ConfigData | undefined {
  return path.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], data) as ConfigData | undefined;
}

/** Any edit that makes sense for what the text says. */
function chooseEdit(data: ConfigData, value: ConfigData, kind: number, where: number): ConfigEdit | undefined {
  const paths = pathsOf(data);
  const pick = (from: Path[]): Path | undefined => (from.length === 0 ? undefined : from[where % from.length]);
  const isMap = (path: Path): boolean => {
    const found = at(data, path);
    return typeof found === 'object' && found !== null && !Array.isArray(found);
  };
  if (kind === 0) {
    const path = pick(paths.filter((one) => one.length > 0 && one[0] !== 'kind' && one[0] !== 'apiVersion'));
    return path === undefined ? undefined : { kind: 'set', target: 'config', path, value };
  }
  if (kind === 1) {
    const path = pick(paths.filter(isMap));
    const added = where % 3 === 0 ? ['fresh', 'deeper'] : ['fresh'];
    return path === undefined ? undefined : { kind: 'set', target: 'config', path: [...path, ...added], value };
  }
  if (kind === 2) {
    const path = pick(paths.filter((one) => Array.isArray(at(data, one))));
    if (path === undefined) return undefined;
    const { length } = at(data, path) as readonly ConfigData[];
    return { kind: 'insert', target: 'config', path, index: where % (length + 1), value };
  }
  if (kind === 3) {
    const path = pick(paths.filter((one) => one.length > 1 && typeof one.at(-1) === 'string'));
    return path === undefined ? undefined : { kind: 'rename', target: 'config', path, key: 'fresh' };
  }
  const path = pick(paths.filter((one) => one.length > 0 && one[0] !== 'kind' && one[0] !== 'apiVersion'));
  return path === undefined ? undefined : { kind: 'remove', target: 'config', path };
}

describe('reading', () => {
  it('finds in every written text what the library finds', () => {
    fc.assert(
      fc.property(writtenConfig, (text) => {
        const opened = openClusterConfig(text);
        expect(opened.diagnostics.filter((one) => one.code === 'yaml-syntax')).toEqual([]);
        expect(opened.model?.config).toEqual(parsed(text));
      }),
      { numRuns: 500 },
    );
  });
});

describe('editing', () => {
  it(`keeps every other byte and says what the edit says, ${RUNS} times`, () => {
    const outcomes = { done: 0, shared: 0, unsupported: 0, nothing: 0 };
    fc.assert(
      fc.property(writtenConfig, newValue, fc.nat(4), fc.nat(10_000), (text, value, kind, where) => {
        const data = parsed(text);
        const edit = chooseEdit(data, value, kind, where);
        if (edit === undefined) {
          outcomes.nothing += 1;
          return;
        }
        const result = editConfig(text, edit);
        if (!result.ok) {
          expect(['shared-by-alias', 'layout-unsupported']).toContain(result.problem.code);
          outcomes[result.problem.code === 'shared-by-alias' ? 'shared' : 'unsupported'] += 1;
          return;
        }
        outcomes.done += 1;
        expect(parsed(result.text)).toEqual(editData(data, edit));
        expectOthersKept(text, result.text, result.edits);
        if (kind === 2 && (at(data, edit.path as Path) as readonly ConfigData[]).length > 0)
          expectCommentsKept(text, result.text);
        if (kind === 1 || kind === 3) expectCommentsKept(text, result.text);
      }),
      { numRuns: RUNS },
    );
    expect(outcomes.done).toBeGreaterThan(RUNS * 0.75);
    expect(outcomes.unsupported).toBeLessThan(RUNS * 0.01);
  }, 120_000);
});

type Edits = readonly { start: number; end: number; newText: string }[];

/** Between the edits, the two texts are the same, byte for byte. */
function expectOthersKept(before: string, after: string, edits: Edits): void {
  let inBefore = 0;
  let inAfter = 0;
  for (const edit of edits) {
    const kept = before.slice(inBefore, edit.start);
    expect(after.slice(inAfter, inAfter + kept.length)).toBe(kept);
    inAfter += kept.length;
    expect(after.slice(inAfter, inAfter + edit.newText.length)).toBe(edit.newText);
    inAfter += edit.newText.length;
    inBefore = edit.end;
  }
  expect(after.slice(inAfter)).toBe(before.slice(inBefore));
}

function expectCommentsKept(before: string, after: string): void {
  for (const [comment] of before.matchAll(/# (?:note|tail|the end) \d+/g)) expect(after).toContain(comment);
}
