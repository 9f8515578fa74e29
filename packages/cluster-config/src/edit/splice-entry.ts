import type { YAMLMap, YAMLSeq } from 'yaml';
import type { ConfigData } from '../config-value.ts';
import type { Splice } from '../text/splice.ts';
import { renderBlock, renderEntry, renderInline, type Style } from './render-value.ts';
import { columnOf, isFlow, lineEndOf, lineStartOf, type Slot, slotOf } from './source-nodes.ts';
import { wholeLines } from './splice-value.ts';

/** A new key at the end of a mapping that is not empty. */
export function appendKey(text: string, map: YAMLMap, key: string, value: ConfigData, style: Style): Splice {
  const last = slotOf(map, map.items.length - 1);
  if (isFlow(map)) return insertion(last.end, `, ${renderInline(key)}: ${renderInline(value)}`);
  const column = columnOf(text, slotOf(map, 0).start);
  const entry = renderEntry(key, value, column, style);
  return insertion(lineEndOf(text, last.end), style.lineEnd + ' '.repeat(column) + entry);
}

/** A new entry in a list that is not empty; behind the last one when `index` is the length. */
export function insertItem(text: string, list: YAMLSeq, index: number, value: ConfigData, style: Style): Splice {
  const { length } = list.items;
  if (isFlow(list)) {
    if (index < length) return insertion(slotOf(list, index).start, `${renderInline(value)}, `);
    return insertion(slotOf(list, length - 1).end, `, ${renderInline(value)}`);
  }
  const column = columnOf(text, slotOf(list, 0).start);
  const entry = `- ${renderBlock(value, column + 2, style)}`;
  const indent = ' '.repeat(column);
  if (index < length) return insertion(slotOf(list, index).start, entry + style.lineEnd + indent);
  return insertion(lineEndOf(text, slotOf(list, length - 1).end), style.lineEnd + indent + entry);
}

/** Takes one of several entries out of a collection. */
export function removeEntry(text: string, owner: YAMLMap | YAMLSeq, index: number): Splice {
  const slot = slotOf(owner, index);
  if (isFlow(owner)) return removeFromFlow(owner, slot);
  const lineStart = lineStartOf(text, slot.start);
  if (text.slice(lineStart, slot.start).trim() === '') return wholeLines(text, lineStart, lineEndOf(text, slot.end));
  return removeBesideDash(text, owner, slot);
}

function removeFromFlow(owner: YAMLMap | YAMLSeq, slot: Slot): Splice {
  if (slot.index + 1 < owner.items.length)
    return { start: slot.start, end: slotOf(owner, slot.index + 1).start, insert: '' };
  return { start: slotOf(owner, slot.index - 1).end, end: slot.end, insert: '' };
}

/** The first entry often stands behind the dash of a list: `- a: 1`. The next one moves up there, unless a comment is between. */
function removeBesideDash(text: string, owner: YAMLMap | YAMLSeq, slot: Slot): Splice {
  const next = slot.index + 1 < owner.items.length ? slotOf(owner, slot.index + 1).start : slot.end;
  if (text.slice(slot.end, next).trim() === '') return { start: slot.start, end: next, insert: '' };
  return { start: slot.start, end: slot.end, insert: '' };
}

function insertion(at: number, insert: string): Splice {
  return { start: at, end: at, insert };
}
