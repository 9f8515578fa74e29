/** A place in a text; line and column from 1. */
export interface TextPosition {
  line: number;
  column: number;
}

export interface TextRange {
  start: TextPosition;
  end: TextPosition;
}

/**
 * Where each statement stands in the text of a valid policy document, in order: what SimulatePrincipalPolicy calls
 * StartPosition and EndPosition. The text must be JSON; for anything else the answer is an empty list.
 */
export function statementRanges(text: string): TextRange[] {
  const ranges: TextRange[] = [];
  let depth = 0;
  let start = -1;
  let key = '';
  let statementDepth = Number.POSITIVE_INFINITY;
  for (const token of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]]/g)) {
    const [symbol] = token;
    if (symbol.startsWith('"')) {
      if (depth === 1) key = symbol;
    } else if (symbol === '{' || symbol === '[') {
      depth++;
      if (depth === 2 && key === '"Statement"') statementDepth = symbol === '{' ? 2 : 3;
      if (depth === statementDepth && symbol === '{') start = token.index;
    } else {
      if (depth === statementDepth && start >= 0) {
        ranges.push({ start: positionAt(text, start), end: positionAt(text, token.index + 1) });
        start = -1;
      }
      depth--;
      if (depth === 1) statementDepth = Number.POSITIVE_INFINITY;
    }
  }
  return ranges;
}

function positionAt(text: string, offset: number): TextPosition {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
