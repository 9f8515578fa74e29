import { isAlias, isScalar } from 'yaml';
import type { ConfigData } from '../config-value.ts';
import type { Splice } from '../text/splice.ts';
import { isBlock, renderAfterKey, renderBlock, renderInline, renderLike, type Style } from './render-value.ts';
import { columnOf, isFlow, lineEndOf, lineStartOf, type Slot } from './source-nodes.ts';
import { isMap } from 'yaml';

/** Writes `value` where the slot's value is, or would be. */
export function replaceValue(text: string, slot: Slot, value: ConfigData, style: Style): Splice[] {
  if (isFlow(slot.owner)) return replaceInFlow(slot, value);
  return isMap(slot.owner) ? replaceAfterKey(text, slot, value, style) : replaceAfterDash(text, slot, value, style);
}

function replaceInFlow(slot: Slot, value: ConfigData): Splice[] {
  if (slot.value !== null) return [{ start: slot.valueStart, end: slot.end, insert: inline(slot, value) }];
  // `{a}` has no colon yet; `{a: }` has one.
  const colon = slot.mark > slot.start && isMap(slot.owner) && hasColon(slot) ? ' ' : ': ';
  return [{ start: slot.mark, end: slot.mark, insert: colon + renderInline(value) }];
}

function hasColon(slot: Slot): boolean {
  const pair = slot.owner.items[slot.index] as { srcToken?: { sep?: { type: string }[] } };
  return pair.srcToken?.sep?.some((token) => token.type === 'map-value-ind') === true;
}

function replaceAfterKey(text: string, slot: Slot, value: ConfigData, style: Style): Splice[] {
  const keyColumn = columnOf(text, slot.start);
  if (slot.value === null) {
    return [{ start: slot.mark, end: slot.mark, insert: renderAfterKey(value, keyColumn, style) }];
  }
  const onKeyLine = !text.slice(slot.mark, slot.valueStart).includes('\n');
  if (onKeyLine) {
    if (isBlock(value)) return [{ start: slot.mark, end: slot.end, insert: renderAfterKey(value, keyColumn, style) }];
    return [{ start: slot.valueStart, end: slot.end, insert: inline(slot, value) }];
  }
  if (!isBlock(value)) {
    return [
      { start: slot.mark, end: slot.mark, insert: ` ${renderInline(value)}` },
      withoutLines(text, slot.valueStart, slot.end),
    ];
  }
  const column = Array.isArray(value) && style.indentless ? keyColumn : keyColumn + 2;
  const start = lineStartOf(text, slot.valueStart);
  return [{ start, end: slot.end, insert: ' '.repeat(column) + renderBlock(value, column, style) }];
}

function replaceAfterDash(text: string, slot: Slot, value: ConfigData, style: Style): Splice[] {
  if (slot.value === null) {
    const column = columnOf(text, slot.start) + 2;
    return [{ start: slot.mark, end: slot.mark, insert: ` ${renderBlock(value, column, style)}` }];
  }
  const column = columnOf(text, slot.valueStart);
  const insert = isBlock(value) ? renderBlock(value, column, style) : inline(slot, value);
  return [{ start: slot.valueStart, end: slot.end, insert }];
}

function inline(slot: Slot, value: ConfigData): string {
  if (slot.value === null || isAlias(slot.value) || !isScalar(slot.value)) return renderInline(value);
  return renderLike(value, slot.value.type);
}

/**
 * Removes whole lines where nothing else stands on them. A comment behind the last value stays, on a line of its own:
 * comments are never the machine's to throw away unless they stand inside of what is removed.
 */
export function withoutLines(text: string, from: number, to: number): Splice {
  const lineEnd = lineEndOf(text, to);
  const start = lineStartOf(text, from);
  if (text.slice(to, lineEnd).trim() !== '') return { start: from, end: to, insert: '' };
  return wholeLines(text, start, lineEnd);
}

/** From a line start to a line end, with one line break: the one behind, or at the end of the text the one before. */
export function wholeLines(text: string, start: number, lineEnd: number): Splice {
  if (lineEnd < text.length) {
    const end = text.startsWith('\r\n', lineEnd) ? lineEnd + 2 : lineEnd + 1;
    return { start, end, insert: '' };
  }
  if (start === 0) return { start, end: lineEnd, insert: '' };
  const before = text.startsWith('\r\n', start - 2) ? start - 2 : start - 1;
  return { start: before, end: lineEnd, insert: '' };
}
