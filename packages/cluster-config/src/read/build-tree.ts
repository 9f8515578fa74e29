import { isAlias, isMap, isPair, isScalar, isSeq, type Node, type Pair, type Scalar, type YAMLMap } from 'yaml';
import type { ConfigEntry, ConfigMap, ConfigScalar, ConfigValue } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import type { Span } from '../text/line-index.ts';

/** Values that aliases may stand for in one document. A few aliases of aliases would stand for billions. */
const MAX_ALIASED_VALUES = 100_000;

interface Building {
  readonly findings: Finding[];
  readonly anchors: Map<string, { value: ConfigValue; size: number } | 'open'>;
  aliasedValues: number;
}

/** The positioned tree of a document: aliases resolved, merge keys expanded, duplicates and unusable keys reported. */
export function buildTree(node: Node | null, findings: Finding[]): ConfigValue | undefined {
  if (node === null) return undefined;
  return build(node, { findings, anchors: new Map(), aliasedValues: 0 }).value;
}

type Sized = { value: ConfigValue; size: number };

function build(node: Node | null | undefined, building: Building, emptyAt = 0): Sized {
  if (node === null || node === undefined) return { value: nullScalar({ start: emptyAt, end: emptyAt }), size: 1 };
  if (isAlias(node)) return resolveAlias(node.source, spanOf(node), building);
  const anchor = 'anchor' in node ? node.anchor : undefined;
  if (anchor !== undefined) building.anchors.set(anchor, 'open');
  const built = buildOwn(node, building);
  if (anchor !== undefined) building.anchors.set(anchor, built);
  return built;
}

function buildOwn(node: Node, building: Building): Sized {
  if (isMap(node)) return buildMap(node, building);
  if (isSeq(node)) {
    const items = node.items.map((item) => build(item as Node, building, spanOf(node).start));
    const size = items.reduce((sum, item) => sum + item.size, 1);
    return { value: { kind: 'list', items: items.map((item) => item.value), span: contentSpan(node) }, size };
  }
  if (isScalar(node)) return { value: scalar(node, building), size: 1 };
  return { value: nullScalar(spanOf(node)), size: 1 };
}

function resolveAlias(name: string, at: Span, building: Building): Sized {
  const target = building.anchors.get(name);
  if (target === undefined || target === 'open') {
    const code = target === undefined ? 'alias-unknown' : 'alias-cycle';
    const message =
      target === undefined ? `No anchor &${name} stands before this alias` : `*${name} stands inside &${name} itself`;
    building.findings.push({ code, severity: 'error', message, at });
    return { value: nullScalar(at), size: 1 };
  }
  building.aliasedValues += target.size;
  if (building.aliasedValues <= MAX_ALIASED_VALUES) return target;
  const message = `The aliases of this document stand for more than ${MAX_ALIASED_VALUES} values`;
  building.findings.push({ code: 'alias-bomb', severity: 'error', message, at });
  return { value: nullScalar(at), size: 1 };
}

function buildMap(node: YAMLMap, building: Building): Sized {
  const entries = new Map<string, ConfigEntry>();
  const merged: { value: ConfigValue; at: Span }[] = [];
  let size = 1;
  for (const pair of node.items) {
    if (!isPair(pair)) continue;
    const key = keyOf(pair, building);
    const child = build(pair.value as Node | null, building, isScalar(pair.key) ? spanOf(pair.key).end : 0);
    size += child.size;
    if (key === undefined) continue;
    if (key.merge) merged.push({ value: child.value, at: key.span });
    else if (entries.has(key.text)) reportDuplicate(key.text, key.span, building);
    else entries.set(key.text, { key: key.text, keySpan: key.span, value: child.value });
  }
  for (const source of merged) mergeInto(entries, source.value, source.at, building);
  return { value: { kind: 'map', entries, span: contentSpan(node) }, size };
}

function keyOf(pair: Pair, building: Building): { text: string; span: Span; merge: boolean } | undefined {
  const key = pair.key as Node | null;
  if (isScalar(key) && key.value !== null && typeof key.value !== 'object') {
    const text = typeof key.value === 'string' ? key.value : (key.source ?? '');
    return { text, span: spanOf(key), merge: text === '<<' && key.type === 'PLAIN' };
  }
  if (isAlias(key)) {
    const target = resolveAlias(key.source, spanOf(key), building).value;
    if (target.kind === 'scalar' && target.value !== null)
      return { text: String(target.value), span: spanOf(key), merge: false };
  }
  const at = key === null ? { start: 0, end: 1 } : spanOf(key);
  building.findings.push({ code: 'key-not-text', severity: 'error', message: 'A key must be a plain text', at });
  return undefined;
}

function reportDuplicate(key: string, at: Span, building: Building): void {
  const message = `The key ${JSON.stringify(key)} stands twice in this mapping; only one of them could count`;
  building.findings.push({ code: 'key-duplicate', severity: 'error', message, at });
}

/** YAML 1.1's `<<`, which the peer's parser knows: own keys win, then earlier sources. */
function mergeInto(entries: Map<string, ConfigEntry>, source: ConfigValue, at: Span, building: Building): void {
  const sources = source.kind === 'list' ? source.items : [source];
  for (const one of sources) {
    if (one.kind !== 'map') {
      const message = 'A merge key << takes an alias of a mapping, or a list of them';
      building.findings.push({ code: 'merge-not-a-map', severity: 'error', message, at });
      continue;
    }
    for (const entry of (one satisfies ConfigMap).entries.values()) {
      if (!entries.has(entry.key)) entries.set(entry.key, entry);
    }
  }
}

function scalar(node: Scalar, building: Building): ConfigScalar {
  const span = spanOf(node);
  const plain = node.type === 'PLAIN' || node.type === undefined;
  const { value } = node;
  if (typeof value === 'bigint')
    return { kind: 'scalar', value: Number(value), source: node.source ?? '', plain, span };
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return { kind: 'scalar', value, source: node.source ?? String(value ?? ''), plain, span };
  }
  const message = 'Values with a tag of their own (binary, set, timestamp) have no meaning here';
  building.findings.push({ code: 'tag-unsupported', severity: 'error', message, at: span });
  return { kind: 'scalar', value: null, source: node.source ?? '', plain, span };
}

function nullScalar(span: Span): ConfigScalar {
  return { kind: 'scalar', value: null, source: '', plain: true, span };
}

export function spanOf(node: Node): Span {
  const range = node.range;
  return range ? { start: range[0], end: range[1] } : { start: 0, end: 0 };
}

/** A block collection's own range runs to the next token; a marker should end where its last value ends. */
function contentSpan(node: Node): Span {
  const span = spanOf(node);
  return { start: span.start, end: Math.max(span.start, contentEnd(node)) };
}

/** Where a node's last character of content stands, without trailing blanks, line ends and comments. */
export function contentEnd(node: Node): number {
  if ((isMap(node) || isSeq(node)) && node.flow !== true) {
    const last = node.items.at(-1);
    if (isPair(last)) {
      const value = last.value as Node | null;
      if (value?.range && value.range[1] > value.range[0]) return contentEnd(value);
      return afterColon(last) ?? (last.key as Node | null)?.range?.[1] ?? spanOf(node).end;
    }
    if (last !== undefined) {
      const item = last as Node;
      return item.range && item.range[1] > item.range[0] ? contentEnd(item) : (item.range?.[0] ?? spanOf(node).end);
    }
  }
  const { end } = spanOf(node);
  if (!isScalar(node) || (node.type !== 'BLOCK_LITERAL' && node.type !== 'BLOCK_FOLDED')) return end;
  // A block scalar owns the line end after its last line; whoever edits around it must leave that in place.
  const source = (node.srcToken as { source?: string } | undefined)?.source ?? '';
  if (source.endsWith('\r\n')) return end - 2;
  return source.endsWith('\n') ? end - 1 : end;
}

/** The end of the last indicator, anchor or tag between a key and its value; undefined without source tokens. */
export function afterColon(pair: Pair): number | undefined {
  const tokens =
    (pair as { srcToken?: { sep?: { type: string; offset: number; source: string }[] } }).srcToken?.sep ?? [];
  const marks = tokens.filter(
    (token) => token.type === 'map-value-ind' || token.type === 'anchor' || token.type === 'tag',
  );
  const last = marks.at(-1);
  return last === undefined ? undefined : last.offset + last.source.length;
}
