/** What a case expects: `line:column-line:column severity code`, in the order of `toSorted`. */
export interface Marked {
  readonly text: string;
  readonly expected: readonly string[];
}

const SEVERITIES: Readonly<Record<string, string>> = { W: 'warning', I: 'info' };

/**
 * Takes the marks out of a text: `‹code›what is marked‹›`, with `W:` or `I:` before a code that is no error. Several codes
 * of one place stand in one mark, with a comma between them; marks may nest.
 */
export function readMarks(written: string): Marked {
  const parts = written.split(/‹([^›]*)›/);
  const open: { codes: string; at: string }[] = [];
  const expected: string[] = [];
  let text = '';
  for (const [index, part] of parts.entries()) {
    if (index % 2 === 0) text += part;
    else if (part !== '') open.push({ codes: part, at: positionAtEnd(text) });
    else expected.push(...linesOf(open.pop(), positionAtEnd(text)));
  }
  if (open.length > 0) throw new Error(`A mark is not closed: ${written}`);
  return { text, expected: expected.toSorted() };
}

function linesOf(mark: { codes: string; at: string } | undefined, end: string): string[] {
  if (mark === undefined) throw new Error(`A mark is closed that was not open, at ${end}`);
  return mark.codes.split(',').map((one) => {
    const [, letter = '', code = ''] = /^(?:([WI]):)?([a-z0-9-]+)$/.exec(one) ?? [];
    return `${mark.at}-${end} ${SEVERITIES[letter] ?? 'error'} ${code}`;
  });
}

function positionAtEnd(text: string): string {
  const lines = text.split('\n');
  return `${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`;
}
