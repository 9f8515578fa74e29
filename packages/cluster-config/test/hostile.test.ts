import { afterEach, describe, expect, it } from 'vitest';
import { addAssociation, editConfig, openClusterConfig } from '../src/index.ts';

const HEAD = 'apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata:\n  name: demo\n  region: us-west-2\n';
const many = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('');
const stairs = (levels: number): string => many(levels, (level) => `${' '.repeat(level)}a:\n`);

/**
 * Every text ends within a second on a quiet machine: one that takes this long, in milliseconds, hangs. How quick reading
 * is, the benchmark says.
 */
const HANGING = 60_000;

afterEach(() => {
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

describe('hostile texts get a clear diagnostic in time', () => {
  const cases: [string, string, string][] = [
    ['ten megabytes', 'a: b\n'.repeat(2_000_000), 'input-too-large'],
    ['binary', String.fromCharCode(...Array.from({ length: 4_096 }, (_, index) => index % 256)), 'input-not-text'],
    ['10,000 levels of flow lists', `${'['.repeat(10_000)}${']'.repeat(10_000)}`, 'too-deep'],
    ['10,000 levels of flow mappings', `${HEAD}iam: ${'{a: '.repeat(10_000)}${'}'.repeat(10_000)}`, 'too-deep'],
    ['10,000 dashes', '- '.repeat(10_000), 'too-deep'],
    ['10,000 question marks', '? '.repeat(10_000), 'too-deep'],
    ['stairs of mappings', HEAD + stairs(1_400), 'too-deep'],
    ['a mapping of 100,000 keys', `${HEAD}tags:\n${many(100_000, (index) => `  k${index}: v\n`)}`, 'input-too-large'],
    [
      'a flow mapping of 100,000 keys',
      `${HEAD}tags: {${many(100_000, (index) => `k${index}: v, `)}}`,
      'input-too-large',
    ],
    ['the same key 10,000 times', `${HEAD}tags:\n${'  k: v\n'.repeat(10_000)}`, 'key-duplicate'],
    ['a list of 200,000 entries', `${HEAD}addons:\n${'- a\n'.repeat(200_000)}`, 'input-too-large'],
    ['10,000 wrong entries', `${HEAD}addons:\n${'- a\n'.repeat(10_000)}`, 'too-many-problems'],
    ['a million commas', `[${','.repeat(1_000_000)}`, 'input-too-large'],
    ['30,000 closing braces', '}'.repeat(30_000), 'yaml-syntax'],
    ['30,000 anchors on one value', '&a '.repeat(30_000), 'yaml-syntax'],
    ['30,000 aliases in a row', '*a '.repeat(30_000), 'yaml-syntax'],
    ['200,000 tabs', `${HEAD}iam:\n${'\tx: y\n'.repeat(200_000)}`, 'input-too-large'],
    ['tabs for indentation', `${HEAD}iam:\n\twithOIDC: true\n`, 'yaml-syntax'],
    ['quotes that never end', `${HEAD}iam: "${'x\n'.repeat(900_000)}`, 'yaml-syntax'],
    ['a line of two million characters', `${HEAD}iam: ${'x'.repeat(2_000_000)}`, 'type-wrong'],
    ['a key of a million characters', `${HEAD}${'k'.repeat(1_000_000)}: 1\n`, 'yaml-syntax'],
    ['a number of a million digits', `${HEAD}iam: ${'9'.repeat(1_000_000)}`, 'type-wrong'],
    ['400,000 documents', '---\n'.repeat(400_000), 'input-too-large'],
    ['3,000 times the same document', `${HEAD}---\n`.repeat(3_000), 'document-duplicate'],
    [
      '5,000 merges in a chain',
      `${HEAD}x0: &x0 {k: 0}\n${many(4_000, (index) => `x${index + 1}: &x${index + 1}\n  <<: *x${index}\n  k${index}: 1\n`)}`,
      'alias-bomb',
    ],
    ['two byte order marks', `\uFEFF\uFEFF${HEAD}`, 'byte-order-mark'],
    [
      '__proto__ as a key',
      `${HEAD}iam: {__proto__: {polluted: 1}, constructor: {prototype: {polluted: 1}}}\n`,
      'key-unknown',
    ],
    ['__proto__ by a merge', `${HEAD}x: &x {__proto__: {polluted: 1}}\niam:\n  <<: *x\n`, 'key-unknown'],
    ['lone surrogates', `${HEAD}tags: {"\uD800": "\uDC00"}\n\uDBFF: 1\n`, 'key-unknown'],
  ];
  it.each(cases)('%s', { timeout: HANGING }, (_, text, code) => {
    const { diagnostics, valid } = openClusterConfig(text);
    expect(diagnostics.map((one) => one.code)).toContain(code);
    expect(diagnostics.length).toBeLessThanOrEqual(1_001);
    if (code !== 'byte-order-mark') expect(valid).toBe(false);
    for (const { message, range } of diagnostics) {
      expect(message.length).toBeLessThan(700);
      expect([range.start.line, range.start.column].every((one) => one >= 1)).toBe(true);
    }
  });
});

describe('hostile edits', () => {
  it('are refused where the text is refused', () => {
    const edit = { kind: 'set', target: 'config', path: ['a'], value: 1 } as const;
    for (const text of ['['.repeat(10_000), `${HEAD}\u0000`, 'a: b\n'.repeat(2_000_000), `${HEAD}a: [`]) {
      expect(editConfig(text, edit)).toMatchObject({ ok: false, problem: { code: 'text-invalid' } });
      expect(addAssociation(text, { namespace: 'a', serviceAccountName: 'b' })).toMatchObject({ ok: false });
    }
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('write the key %s as any other', (key) => {
    const set = editConfig(HEAD, { kind: 'set', target: 'config', path: ['tags', key, 'polluted'], value: 'x' });
    expect(set.ok && set.text).toBe(`${HEAD}tags:\n  ${key}:\n    polluted: x\n`);
    if (!set.ok) return;
    const back = editConfig(set.text, { kind: 'remove', target: 'config', path: ['tags', key] });
    expect(back.ok && back.text).toBe(`${HEAD}tags: {}\n`);
  });

  it('write lone surrogates and control characters as escapes', () => {
    const result = editConfig(HEAD, {
      kind: 'set',
      target: 'config',
      path: ['tags'],
      value: { a: '\uD800\u0000\uFFFD' },
    });
    expect(result.ok && result.text).toBe(`${HEAD}tags:\n  a: "\\ud800\\u0000\\ufffd"\n`);
  });
});

describe('broken syntax', () => {
  it('hides neither the other syntax errors nor what is wrong before it', () => {
    const text = `${HEAD}iams:\n  withOIDC: "yes"\nvpc:\n  nat: {gateway: single}\naddons: ]\ntags: }\nfoo: 1\n`;
    const codes = openClusterConfig(text).diagnostics.map((one) => `${one.range.start.line} ${one.code}`);
    expect(codes).toEqual(
      expect.arrayContaining(['6 key-unknown', '9 value-not-allowed', '10 yaml-syntax', '11 yaml-syntax']),
    );
    // Behind the first syntax error nothing is sure, and what seems to be missing may stand there.
    expect(codes.filter((code) => !code.endsWith('yaml-syntax'))).toHaveLength(2);
  });

  it('of one document leaves the checks of the other', () => {
    const codes = openClusterConfig(`kind: Cluster\nmetadata: {name: [}\n---\n${HEAD}iam: 3\n`).diagnostics.map(
      (one) => one.code,
    );
    expect(codes).toContain('yaml-syntax');
    expect(codes).toContain('type-wrong');
  });
});
