/** Replaces `text.slice(start, end)` by `insert`; an insertion has `start === end`. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly insert: string;
}

/**
 * Applies splices that all speak of the original text. They may touch, but not overlap.
 * Every byte outside of them is kept, which is the whole point of editing a configuration this way.
 *
 * @throws RangeError when two splices overlap or one lies outside the text.
 */
export function applySplices(text: string, splices: readonly Splice[]): string {
  const parts: string[] = [];
  let kept = 0;
  for (const splice of inOrder(splices)) {
    if (splice.start < kept || splice.end < splice.start || splice.end > text.length) {
      throw new RangeError(`Splice ${splice.start}..${splice.end} overlaps another one or leaves the text`);
    }
    parts.push(text.slice(kept, splice.start), splice.insert);
    kept = splice.end;
  }
  parts.push(text.slice(kept));
  return parts.join('');
}

/** Sorted by place; at the same place, in the order given (Array.prototype.sort is stable). */
export function inOrder(splices: readonly Splice[]): Splice[] {
  return splices.toSorted((left, right) => left.start - right.start || left.end - right.end);
}
