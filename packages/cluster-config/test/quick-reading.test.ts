import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../src/diagnostic.ts';
import { openClusterConfig } from '../src/index.ts';
import { buildTree } from '../src/read/build-tree.ts';
import { compose, tokenize } from '../src/read/library-reader.ts';
import { readQuickly } from '../src/read/quick/read-quickly.ts';
import type { YamlDocument, YamlProblem } from '../src/read/yaml-document.ts';
import { FEATURE_PAGE } from './example.ts';
import { writtenConfig } from './written-config.ts';

const FOLDER = new URL('corpus/', import.meta.url);
const CORPUS = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => readFileSync(new URL(file, FOLDER), 'utf8'));

const RUNS = 2_000;

/** What is typed, and what makes a text mean something else from there on. */
const TYPED = [
  ...['"', "'", '[', ']', '{', '}', ':', ': ', ',', '#', ' # c', '-', '- ', '? ', '|\n', '>-\n', '&a ', '*a', '!!str '],
  ...[
    ' ',
    '  ',
    '\n',
    '\n\n',
    '\r\n',
    '\t',
    '\n---\n',
    '---',
    '...',
    '%',
    '<<: ',
    '~',
    'null',
    '\\',
    '@',
    '\u00a0',
    '\ufeff',
  ],
  ...['key', 'key:', 'key: ', '\nkey', '\n  key\n', '\n    key: v', '- - ', '- a: ', '"x": 1', '[a, b', '{a: 1', "''"],
];

type Change = { where: number; remove: number; insert: string };

const change: fc.Arbitrary<Change> = fc.record({
  where: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.nat(12) }),
  insert: fc.oneof(fc.constant(''), fc.constantFrom(...TYPED), fc.string({ maxLength: 3 })),
});

const changed = (text: string, changes: readonly Change[]): string =>
  changes.reduce((now, { where, remove, insert }) => {
    const at = Math.floor(where * now.length);
    return now.slice(0, at) + insert + now.slice(at + remove);
  }, text);

/** All that the rest of the package learns of a document, but for the trees of broken ones, of which only the sound part counts. */
function learnt({ contents, errors, warnings, range }: YamlDocument) {
  const findings: Finding[] = [];
  const root = buildTree(contents, findings);
  const sound = errors.length === 0;
  return { start: range[0], errors: inOrder(errors), warnings: inOrder(warnings), ...(sound && { root, findings }) };
}

const inOrder = (problems: readonly YamlProblem[]): string[] =>
  problems.map(({ pos, message }) => `${pos.join('-')} ${message}`).toSorted();

/** Whether the quick reader had an answer; it must be the library's. */
function expectSame(text: string): 'sound' | 'broken' | 'left to the library' {
  const quick = readQuickly(text);
  if (quick === undefined) return 'left to the library';
  const read = tokenize(text);
  if ('code' in read) throw new Error(`the library refuses a text that was read quickly: ${read.code}`);
  expect(quick.map(learnt)).toEqual(compose(read.tokens, text.length).map(learnt));
  return quick.some(({ errors }) => errors.length > 0) ? 'broken' : 'sound';
}

describe('reading quickly', () => {
  it('finds in the corpus what the library finds, and leaves little to it', () => {
    const outcomes = [FEATURE_PAGE, ...CORPUS].map(expectSame);
    expect(outcomes.filter((one) => one === 'left to the library').length).toBeLessThan(outcomes.length / 8);
  });

  it('finds in any written text what the library finds', () => {
    fc.assert(
      fc.property(writtenConfig, (text) => void expectSame(text)),
      { numRuns: RUNS },
    );
  }, 120_000);

  it(`finds the same while somebody types, ${RUNS} times`, () => {
    const outcomes = { sound: 0, broken: 0, 'left to the library': 0 };
    fc.assert(
      fc.property(fc.constantFrom(...CORPUS), fc.array(change, { minLength: 1, maxLength: 3 }), (text, changes) => {
        outcomes[expectSame(changed(text, changes))] += 1;
      }),
      { numRuns: RUNS },
    );
    expect(outcomes.sound).toBeGreaterThan(RUNS / 20);
    expect(outcomes.broken).toBeGreaterThan(RUNS / 20);
  }, 120_000);

  it('reads on around what is only being typed', () => {
    const config = (typed: string): string =>
      `kind: ClusterConfig\niam:\n  podIdentityAssociations:\n  - namespace: a\n    ${typed}\n  - namespace: b\nvpc: {}\n`;
    for (const typed of ['ro', 'roleA', 'roleARN:', 'roleARN: "arn', "tags: {a: 'b}", 'tags: [a,', '"'])
      expectSame(config(typed));
    for (const typed of ['ro', 'roleA', 'roleARN:']) expect(expectSame(config(typed))).not.toBe('left to the library');
  });

  it('opens 20,000 lines', () => {
    const entry = (index: number): string =>
      `  - namespace: team-${index}\n    serviceAccountName: app # ours\n    roleARN: arn:aws:iam::111122223333:role/a\n    tags: {a: b}\n`;
    const entries = Array.from({ length: 5_000 }, (_, index) => entry(index)).join('');
    const { model, diagnostics } = openClusterConfig(
      `kind: ClusterConfig\niam:\n  podIdentityAssociations:\n${entries}`,
    );
    expect(model?.associations).toHaveLength(5_000);
    expect(diagnostics.map(({ code }) => code)).not.toContain('input-too-large');
  });
});
