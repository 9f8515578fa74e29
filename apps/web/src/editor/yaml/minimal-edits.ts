import { diffArrays } from 'diff';

/** Replaces the characters from `start` to `end` (excluded). */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A line diff of more differences than this costs more than one large replacement is worth. */
const MOST_DIFFERENCES = 400;

/**
 * What turns `before` into `after`, in the order of the text and as little as is worth while, so that cursors, scroll and
 * folded sections elsewhere stay where they are.
 */
export function minimalEdits(before: string, after: string): Replacement[] {
  const whole = trimmed({ start: 0, end: before.length, text: after }, before);
  if (whole === undefined) return [];
  const old = linesOf(before.slice(whole.start, whole.end));
  const changes = diffArrays(old, linesOf(whole.text), { maxEditLength: MOST_DIFFERENCES });
  // The library answers undefined when there are more differences than it may look for.
  if (changes === undefined) return [whole];
  const edits: Replacement[] = [];
  let at = whole.start;
  let open: { start: number; end: number; text: string } | undefined;
  const close = () => {
    const edit = open && trimmed(open, before);
    if (edit !== undefined) edits.push(edit);
    open = undefined;
  };
  for (const { value, added, removed } of changes) {
    const text = value.join('');
    if (!added && !removed) {
      close();
      at += text.length;
      continue;
    }
    open ??= { start: at, end: at, text: '' };
    if (added) {
      open.text += text;
    } else {
      at += text.length;
      open.end = at;
    }
  }
  close();
  return edits;
}

/** Without the characters at both ends that stay the same; nothing if all do. */
function trimmed({ start, end, text }: Replacement, before: string): Replacement | undefined {
  let head = 0;
  const most = Math.min(end - start, text.length);
  while (head < most && before.charCodeAt(start + head) === text.charCodeAt(head)) head += 1;
  let tail = 0;
  while (tail < most - head && before.charCodeAt(end - 1 - tail) === text.charCodeAt(text.length - 1 - tail)) tail += 1;
  if (head === end - start && head === text.length) return undefined;
  return { start: start + head, end: end - tail, text: text.slice(head, text.length - tail) };
}

function linesOf(text: string): string[] {
  return text.split(/(?<=\n)/);
}
