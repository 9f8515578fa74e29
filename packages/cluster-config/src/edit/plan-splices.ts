import { isAlias, isMap, isScalar, isSeq, type Node } from 'yaml';
import type { ConfigData } from '../config-value.ts';
import type { Splice } from '../text/splice.ts';
import { type ConfigEdit, EditRefused, type Path } from './config-edit.ts';
import { contentEnd, spanOf } from '../read/build-tree.ts';
import { dataAt, editData, nested } from './edit-data.ts';
import { renderInline, renderLike, type Style } from './render-value.ts';
import { holdsSharedAnchor, isCollection, keyTextOf, type Slot, slotOf } from './source-nodes.ts';
import { appendKey, insertItem, removeEntry } from './splice-entry.ts';
import { replaceValue } from './splice-value.ts';

/** One document, ready to be edited: its text, its nodes, what it says, and how it is written. */
export interface EditedDocument {
  readonly text: string;
  readonly root: Node | null;
  readonly data: ConfigData;
  readonly style: Style;
  /** Names of anchors that aliases use. */
  readonly shared: Set<string>;
}

/** How far a path leads through nodes that stand in the text. */
interface Found {
  /** The entry at the end of the walked part; undefined at the root. */
  readonly slot: Slot | undefined;
  readonly node: Node | null;
  /** Steps that were walked; the rest is missing, or lies behind an alias. */
  readonly walked: number;
}

/**
 * The splices that make an edit, whose path is absolute within the document. Refuses (throws EditRefused) what cannot be
 * done without changing something else: most of all a value that an alias repeats elsewhere.
 */
export function planSplices(document: EditedDocument, edit: ConfigEdit): Splice[] {
  const { shared } = document;
  switch (edit.kind) {
    case 'set':
      return planSet(document, edit.path, edit.value, shared);
    case 'insert':
      return planInsert(document, edit, shared);
    case 'rename':
      return planRename(document, edit, shared);
    case 'remove':
      return planRemove(document, edit.path, shared);
  }
}

function planSet(document: EditedDocument, path: Path, value: ConfigData, shared: Set<string>): Splice[] {
  const found = walk(document.root, path, shared);
  const { node, walked } = found;
  const rest = path.slice(walked);
  if (rest.length === 0) return writeValue(document, found, value, shared);
  if (isMap(node) && node.items.length > 0) {
    const key = String(rest[0]);
    // A key that only a merge brings in gets a copy of its own with the change.
    const merged = dataAt(document.data, path.slice(0, walked + 1));
    const inner = rest.slice(1);
    const own = merged === undefined ? nested(inner, value) : editData(merged, { kind: 'set', path: inner, value });
    return [appendKey(document.text, node, key, own, document.style)];
  }
  if (isSeq(node) && node.items.length > 0)
    throw new EditRefused('path-missing', `There is no list entry ${String(rest[0])} here`);
  // An alias, nothing, or an empty collection: written anew, with the change in it. An alias thereby becomes a copy.
  const old = dataAt(document.data, path.slice(0, walked)) ?? null;
  const base = isSeq(node) ? null : old;
  return writeValue(document, found, editData(base, { kind: 'set', path: rest, value }), shared);
}

function planInsert(
  document: EditedDocument,
  edit: Extract<ConfigEdit, { kind: 'insert' }>,
  shared: Set<string>,
): Splice[] {
  const found = walk(document.root, edit.path, shared);
  const old = dataAt(document.data, edit.path);
  const { node } = found;
  if (found.walked === edit.path.length && isSeq(node) && node.items.length > 0) {
    const index = Math.min(edit.index ?? node.items.length, node.items.length);
    return [insertItem(document.text, node, index, edit.value, document.style)];
  }
  if (old !== undefined && old !== null && !Array.isArray(old)) {
    throw new EditRefused('path-not-a-list', 'An entry can be inserted into a list only');
  }
  const list: readonly ConfigData[] = Array.isArray(old) ? old : [];
  const value = list.toSpliced(edit.index ?? list.length, 0, edit.value);
  return planSet(document, edit.path, value, shared);
}

function planRemove(document: EditedDocument, path: Path, shared: Set<string>): Splice[] {
  const parent = path.slice(0, -1);
  if (path.length === 0 || dataAt(document.data, path) === undefined) {
    throw new EditRefused('path-missing', 'There is nothing to remove');
  }
  const found = walk(document.root, path, shared);
  if (found.walked === path.length && found.slot !== undefined) {
    const { owner, index, value } = found.slot;
    if (holdsSharedAnchor(value, shared)) throw sharedValue();
    if (owner.items.length > 1) return [removeEntry(document.text, owner, index)];
    return planSet(document, parent, isMap(owner) ? {} : [], shared);
  }
  if (isMap(found.node)) throw new EditRefused('shared-by-alias', 'This key comes from a merge (<<): remove it there');
  const rest = editData(document.data, { kind: 'remove', path });
  return planSet(document, parent, dataAt(rest, parent) ?? null, shared);
}

function planRename(
  document: EditedDocument,
  { path, key }: Extract<ConfigEdit, { kind: 'rename' }>,
  shared: Set<string>,
): Splice[] {
  const { slot, walked } = walk(document.root, path, shared);
  if (slot === undefined || walked < path.length) {
    throw new EditRefused('shared-by-alias', 'This key comes from an alias or a merge (<<): rename it there');
  }
  const { owner, index } = slot;
  const old = isMap(owner) ? owner.items[index]?.key : undefined;
  if (!isScalar(old)) throw new EditRefused('path-not-a-mapping', 'Only keys of a mapping have names');
  return [{ start: spanOf(old).start, end: contentEnd(old), insert: renderLike(key, old.type) }];
}

function writeValue(document: EditedDocument, found: Found, value: ConfigData, shared: Set<string>): Splice[] {
  if (holdsSharedAnchor(found.node, shared)) throw sharedValue();
  if (found.slot !== undefined) return replaceValue(document.text, found.slot, value, document.style);
  const { node } = found;
  if (isCollection(node) && node.flow === true && node.range) {
    return [{ start: node.range[0], end: node.range[1], insert: renderInline(value) }];
  }
  throw new EditRefused('layout-unsupported', 'A whole document can be replaced in the text only');
}

function walk(root: Node | null, path: Path, shared: ReadonlySet<string>): Found {
  let found: Found = { slot: undefined, node: root, walked: 0 };
  for (const step of path) {
    const { node } = found;
    if (isAnchored(node, shared)) throw sharedValue();
    const slot = childSlot(node, step);
    if (slot === undefined) break;
    found = { slot, node: slot.value, walked: found.walked + 1 };
  }
  return found;
}

function childSlot(node: Node | null, step: string | number): Slot | undefined {
  if (isMap(node)) {
    const index = node.items.findIndex((pair) => keyTextOf(pair) === String(step));
    return index === -1 ? undefined : slotOf(node, index);
  }
  if (isSeq(node) && typeof step === 'number' && step < node.items.length) return slotOf(node, step);
  if (isScalar(node) && node.value !== null) {
    throw new EditRefused('path-not-a-mapping', `${String(step)} is wanted inside a plain value`);
  }
  return undefined;
}

function isAnchored(node: Node | null, shared: ReadonlySet<string>): boolean {
  return node !== null && !isAlias(node) && 'anchor' in node && node.anchor !== undefined && shared.has(node.anchor);
}

function sharedValue(): EditRefused {
  return new EditRefused(
    'shared-by-alias',
    'An alias repeats this value elsewhere, which would change too: edit the text',
  );
}
