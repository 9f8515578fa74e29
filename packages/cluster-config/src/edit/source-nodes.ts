import { isMap, isPair, isScalar, isSeq, type Node, type Pair, visit, type YAMLMap, type YAMLSeq } from 'yaml';
import { contentEnd, spanOf } from '../read/build-tree.ts';
import { EditRefused } from './config-edit.ts';

interface SourceToken {
  readonly type: string;
  readonly offset: number;
  readonly source: string;
}

/** One entry of a collection: where it stands, and where its value may be written. */
export interface Slot {
  readonly owner: YAMLMap | YAMLSeq;
  readonly index: number;
  /** The first character: the key, or the dash of a block list. */
  readonly start: number;
  /** After the colon or dash; for entries of flow lists, the start. */
  readonly mark: number;
  readonly value: Node | null;
  /** Of the value with its anchor and tag; equals `end` when there is no value. */
  readonly valueStart: number;
  /** After the last character of content. */
  readonly end: number;
}

export function isFlow(node: YAMLMap | YAMLSeq): boolean {
  return node.flow === true;
}

export function slotOf(owner: YAMLMap | YAMLSeq, index: number): Slot {
  return isMap(owner) ? pairSlot(owner, index) : itemSlot(owner, index);
}

export function keyTextOf(pair: Pair): string | undefined {
  const { key } = pair;
  if (!isScalar(key) || key.value === null) return undefined;
  return typeof key.value === 'string' ? key.value : (key.source ?? '');
}

/** The column in which a block collection's entries stand, from 0. */
export function columnOf(text: string, offset: number): number {
  return offset - lineStartOf(text, offset);
}

/** Behind the byte order mark, which takes no column. */
export function lineStartOf(text: string, offset: number): number {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return start === 0 && offset > 0 && text.startsWith('\uFEFF') ? 1 : start;
}

/** The end of the line without its line end. */
export function lineEndOf(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  if (at === -1) return text.length;
  return at > offset && text[at - 1] === '\r' ? at - 1 : at;
}

/** Names that aliases of this document use. */
export function aliasNames(root: Node | null): Set<string> {
  const names = new Set<string>();
  if (root !== null) visit(root, { Alias: (_, alias) => void names.add(alias.source) });
  return names;
}

/** Whether an anchor in or on this node is used by some alias. */
export function holdsSharedAnchor(node: Node | null, shared: ReadonlySet<string>): boolean {
  if (node === null || shared.size === 0) return false;
  let found = false;
  visit(node, {
    Node: (_, one) => {
      if ('anchor' in one && one.anchor !== undefined && shared.has(one.anchor)) found = true;
      return found ? visit.BREAK : undefined;
    },
  });
  return found;
}

function pairSlot(owner: YAMLMap, index: number): Slot {
  const pair = owner.items[index];
  if (!isPair(pair)) throw new EditRefused('path-missing', 'There is no such entry');
  const token = (pair as { srcToken?: { start?: SourceToken[]; sep?: SourceToken[] } }).srcToken;
  const key = pair.key as Node | null;
  const marks = token?.sep ?? [];
  const colon = marks.find((one) => one.type === 'map-value-ind');
  const question = token?.start?.find((one) => one.type === 'explicit-key-ind');
  if (key === null || (question !== undefined && colon === undefined)) {
    throw new EditRefused('layout-unsupported', 'A key without text or without ":" can be edited in the text only');
  }
  const keyStart = question?.offset ?? propertiesStart(token?.start, spanOf(key).start);
  const mark = colon === undefined ? contentEnd(key) : colon.offset + colon.source.length;
  const value = presentValue(pair.value as Node | null);
  if (value === null) return { owner, index, start: keyStart, mark, value, valueStart: mark, end: mark };
  const valueStart = propertiesStart(marks, spanOf(value).start);
  return { owner, index, start: keyStart, mark, value, valueStart, end: contentEnd(value) };
}

/** What stands before each entry of a list; found once per list, because a long list is asked for each of its entries. */
const knownStarts = new WeakMap<YAMLSeq, SourceToken[][]>();

function startsOf(list: YAMLSeq): SourceToken[][] {
  const known = knownStarts.get(list);
  if (known !== undefined) return known;
  const token = list.srcToken as { items?: { start?: SourceToken[] }[] } | undefined;
  const all = (token?.items ?? []).map((item) => item.start ?? []);
  // Comments behind the last entry make an item of their own, without a dash.
  const starts = isFlow(list) ? all : all.filter((tokens) => tokens.some((one) => one.type === 'seq-item-ind'));
  knownStarts.set(list, starts);
  return starts;
}

function itemSlot(owner: YAMLSeq, index: number): Slot {
  const item = owner.items[index] as Node | undefined;
  if (item === undefined) throw new EditRefused('path-missing', 'There is no such list entry');
  const starts = startsOf(owner);
  if (isFlow(owner)) {
    const own = starts[index];
    if (isPair(item))
      throw new EditRefused('layout-unsupported', 'Pairs inside a flow list can be edited in the text only');
    const start = propertiesStart(own, spanOf(item).start);
    return { owner, index, start, mark: start, value: item, valueStart: start, end: contentEnd(item) };
  }
  const tokens = starts[index] ?? [];
  const dash = tokens.find((token) => token.type === 'seq-item-ind');
  if (dash === undefined) throw new EditRefused('layout-unsupported', 'The dash of this list entry was not found');
  const mark = dash.offset + 1;
  const value = presentValue(item);
  if (value === null) return { owner, index, start: dash.offset, mark, value, valueStart: mark, end: mark };
  const afterDash = tokens.slice(tokens.indexOf(dash) + 1);
  const valueStart = propertiesStart(afterDash, spanOf(value).start);
  return { owner, index, start: dash.offset, mark, value, valueStart, end: contentEnd(value) };
}

/** A value that takes no characters is absent; its nominal range may lie behind comments. */
function presentValue(value: Node | null): Node | null {
  if (value === null) return null;
  const span = spanOf(value);
  if (isScalar(value) && span.start === span.end) return null;
  return value;
}

/** Anchors and tags stand before a value and go with it. */
function propertiesStart(tokens: readonly SourceToken[] | undefined, start: number): number {
  const property = tokens?.find((token) => token.type === 'anchor' || token.type === 'tag');
  return property === undefined ? start : Math.min(property.offset, start);
}

export function isCollection(node: Node | null): node is YAMLMap | YAMLSeq {
  return isMap(node) || isSeq(node);
}
