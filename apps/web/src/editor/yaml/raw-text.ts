/** A change as an editor tells it: lines and columns from 1, in the text before the change. */
export interface LineChange {
  readonly range: {
    readonly startLineNumber: number;
    readonly startColumn: number;
    readonly endLineNumber: number;
    readonly endColumn: number;
  };
  readonly text: string;
}

const BYTE_ORDER_MARK = '\uFEFF';

/** The byte order mark at the start of a text, which editors do not show, or ''. */
export function markOf(text: string): string {
  return text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
}

/** All line endings are the same: what an editor shows is then, byte for byte, the text. */
export function hasOneLineEnding(text: string): boolean {
  if (!text.includes('\r')) return true;
  return !/\r(?!\n)/.test(text) && !/(?<!\r)\n/.test(text);
}

/**
 * The text after a change. Editors make all line endings equal when they open a text; this leaves those that nobody
 * touched as they were.
 */
export function changedText(raw: string, changes: readonly LineChange[]): string {
  const starts = lineStarts(raw);
  const edits = changes
    .map(({ range, text }) => ({
      start: (starts[range.startLineNumber - 1] ?? raw.length) + range.startColumn - 1,
      end: (starts[range.endLineNumber - 1] ?? raw.length) + range.endColumn - 1,
      text,
    }))
    .toSorted((a, b) => b.start - a.start || b.end - a.end);
  let changed = raw;
  for (const { start, end, text } of edits) changed = changed.slice(0, start) + text + changed.slice(end);
  return changed;
}

/** Line endings as they count in the editor: each of the three kinds is one. */
export function withLineFeeds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

function lineStarts(raw: string): number[] {
  const mark = markOf(raw).length;
  const starts = [mark];
  for (const { 0: ending, index } of raw.matchAll(/\r\n|\r|\n/g)) starts.push(index + ending.length);
  return starts;
}
