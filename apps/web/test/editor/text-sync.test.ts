import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minimalEdits, type Replacement } from '../../src/editor/yaml/minimal-edits.ts';
import { changedText, hasOneLineEnding, withLineFeeds } from '../../src/editor/yaml/raw-text.ts';

const applied = (before: string, edits: readonly Replacement[]) =>
  edits.toReversed().reduce((text, { start, end, text: put }) => text.slice(0, start) + put + text.slice(end), before);

describe('the least edits between two texts', () => {
  const lines = fc
    .array(fc.constantFrom('a: 1', 'b: 2', '', '# c', 'd:'), { maxLength: 12 })
    .map((all) => all.join('\n'));

  it('turn the one into the other, in order and without overlap', () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const edits = minimalEdits(before, after);
        expect(applied(before, edits)).toBe(after);
        let last = 0;
        for (const { start, end } of edits) {
          expect(start).toBeGreaterThanOrEqual(last);
          last = end;
        }
      }),
    );
  });

  it('leave out what lies between two places', () => {
    expect(minimalEdits('a: 1\nkeep: x\nb: 2\n', 'a: 9\nkeep: x\nb: 7\n')).toEqual([
      { start: 3, end: 4, text: '9' },
      { start: 16, end: 17, text: '7' },
    ]);
    expect(minimalEdits('same\n', 'same\n')).toEqual([]);
  });

  it('are one replacement where everything differs', () => {
    const numbers = (from: number) => Array.from({ length: 2_000 }, (_, index) => `${from + index}`).join('\n');
    expect(minimalEdits(numbers(10_000), numbers(50_000))).toHaveLength(1);
  });
});

describe('a text with its own line endings', () => {
  const typed = (
    startLineNumber: number,
    startColumn: number,
    endLineNumber: number,
    endColumn: number,
    text: string,
  ) => ({
    range: { startLineNumber, startColumn, endLineNumber, endColumn },
    text,
  });

  it.each([
    ['mixed endings', 'a\r\nb\nc\r\n', [typed(2, 2, 2, 2, 'x')], 'a\r\nbx\nc\r\n'],
    ['a lone carriage return', 'a\rb\nc', [typed(3, 1, 3, 2, 'z')], 'a\rb\nz'],
    ['a byte order mark', '\uFEFFa\r\nb\n', [typed(1, 1, 1, 2, 'q')], '\uFEFFq\r\nb\n'],
    ['two cursors', 'a\r\nb\n', [typed(1, 2, 1, 2, '!'), typed(2, 2, 2, 2, '!')], 'a!\r\nb!\n'],
    ['lines joined', 'a\r\nb\nc', [typed(1, 2, 2, 1, '')], 'ab\nc'],
  ])('keeps those that nobody touched: %s', (_case, raw, changes, expected) => {
    expect(changedText(raw, changes)).toBe(expected);
  });

  it.each([
    ['a\nb\n', true],
    ['a\r\nb\r\n', true],
    ['a\r\nb\n', false],
    ['a\rb', false],
    ['', true],
  ])('knows whether all endings are the same: %j', (text, same) => expect(hasOneLineEnding(text)).toBe(same));

  it('counts each kind of ending as one', () => expect(withLineFeeds('a\r\nb\rc\n')).toBe('a\nb\nc\n'));
});
