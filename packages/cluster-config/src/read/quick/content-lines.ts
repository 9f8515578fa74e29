/** A line with content. Blank lines and comments between have no say in what a text means. */
export interface Line {
  readonly start: number;
  /** Of its first character that is no space. */
  readonly first: number;
  /** Before its line end. */
  readonly end: number;
}

/** The lines of one document, and where it starts and ends in the text. */
export interface DocumentLines {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly Line[];
}

/** What only the library knows: directives, ends of documents, content behind "---", tabs before content, line ends of old, byte order marks. */
const UNCOMMON = /^(?:%|\.\.\.|---(?! *(?:\r?\n|(?![^]))| +#)| *\t)|\r(?!\n)|\uFEFF/m;

/** The documents of a text with their lines; undefined where something uncommon parts them. */
export function documentLines(text: string): DocumentLines[] | undefined {
  if (UNCOMMON.test(text)) return undefined;
  const documents: DocumentLines[] = [];
  let lines: Line[] = [];
  let documentStart: number | undefined;
  const endDocument = (end: number): void => {
    if (documentStart !== undefined) documents.push({ start: documentStart, end, lines });
    lines = [];
  };
  for (let start = 0; start < text.length; ) {
    const lineFeed = text.indexOf('\n', start);
    const next = lineFeed === -1 ? text.length : lineFeed + 1;
    const line = lineAt(text, start, lineFeed === -1 ? text.length : lineFeed);
    if (text.startsWith('---', start)) {
      endDocument(start);
      documentStart = start;
    } else if (line !== undefined) {
      documentStart ??= start;
      lines.push(line);
    }
    start = next;
  }
  endDocument(text.length);
  return documents;
}

function lineAt(text: string, start: number, lineFeed: number): Line | undefined {
  const end = lineFeed > start && text[lineFeed - 1] === '\r' ? lineFeed - 1 : lineFeed;
  const first = afterSpaces(text, start);
  return first >= end || text[first] === '#' ? undefined : { start, first, end };
}

export function afterSpaces(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === SPACE) at += 1;
  return at;
}

const SPACE = 32;

export function indentOf(line: Line): number {
  return line.first - line.start;
}

/** Whether an entry of a list begins here. */
export function isDash(text: string, at: number): boolean {
  if (text[at] !== '-') return false;
  const next = text[at + 1];
  return next === undefined || next === ' ' || next === '\n' || next === '\r';
}

/**
 * Whether an entry of a block begins with this line, whatever stands before it. Others go on with what stands before them,
 * and a single character is read by the library in the light of it.
 */
export function beginsEntry(text: string, { first, end }: Line): boolean {
  if (isDash(text, first)) return true;
  return !CONTINUES.has(text[first] ?? '') && first + 1 < end && text[first + 1] !== ' ';
}

const CONTINUES = new Set('[]{},:?%&!|>');
