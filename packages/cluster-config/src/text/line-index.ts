/** A place in a text as editors count: lines and columns from 1, columns in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A place in a text as programs count: offsets in UTF-16 units, the end excluded. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The line starts of one text; offsets become positions by bisection. */
export interface LineIndex {
  readonly lineStarts: readonly number[];
  positionAt(offset: number): Position;
  rangeOf(span: Span): Range;
}

/** Indexes `text` once, so that thousands of diagnostics cost no second scan. */
export function indexLines(text: string): LineIndex {
  const lineStarts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lineStarts.push(at + 1);
  const positionAt = (offset: number): Position => {
    const clamped = Math.max(0, Math.min(offset, text.length));
    const line = lineHolding(lineStarts, clamped);
    return { line: line + 1, column: clamped - (lineStarts[line] ?? 0) + 1 };
  };
  return {
    lineStarts,
    positionAt,
    rangeOf: (span) => ({ start: positionAt(span.start), end: positionAt(span.end) }),
  };
}

function lineHolding(lineStarts: readonly number[], offset: number): number {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
