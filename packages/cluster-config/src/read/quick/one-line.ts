import { type CST, type Node, Pair, Scalar, Schema, YAMLMap, YAMLSeq } from 'yaml';
import { afterSpaces } from './content-lines.ts';

/** Longer lines are left to the library. */
const LONGEST = 1_000;
/** How deep flow collections on one line may lie. */
const DEEPEST = 4;

/** As people write them, without anchor, tag or indicator: of one line, in block and in flow style. */
const PLAIN = /(?:[^\s?:,[\]{}#&*!|>'"%@`-]|[?:-](?=[^\s]))(?:[^\s:#]|:(?=\S)|(?<=\S)#| +(?=[^\s:#]))*/y;
const PLAIN_IN_FLOW =
  /(?:[^\s?:,[\]{}#&*!|>'"%@`-]|[?:-](?=[^\s,[\]{}]))(?:[^\s:#,[\]{}]|:(?=[^\s,[\]{}])|(?<=\S)#| +(?=[^\s:#,[\]{}]))*/y;
const QUOTED = /"[^"\\\r\n]*"|'(?:[^'\r\n]|'')*'/y;

/** A value that begins at `from` and takes the rest of its line up to a comment; undefined when it is anything else. */
export function valueOfLine(text: string, from: number, end: number): Node | undefined {
  if (end - from > LONGEST) return undefined;
  const first = text[from];
  const node = first === '[' || first === '{' ? flowAt(text, from, 1) : scalarAt(text, from, PLAIN);
  return node?.range && restIsComment(text, node.range[1], end) ? node : undefined;
}

/** A key with its colon. */
export function keyAt(text: string, from: number, end: number): Scalar | undefined {
  if (end - from > LONGEST) return undefined;
  const key = scalarAt(text, from, PLAIN);
  if (!key?.range || text[key.range[1]] !== ':') return undefined;
  const behind = key.range[1] + 1;
  return behind >= end || text[behind] === ' ' ? key : undefined;
}

export function restIsComment(text: string, from: number, end: number): boolean {
  const rest = afterSpaces(text, from);
  return rest >= end || (text[rest] === '#' && rest > from);
}

/** The null of an entry without a value. */
export function emptyScalar(at: number): Scalar {
  return scalar(null, '', 'PLAIN', at, at);
}

function scalarAt(text: string, from: number, plain: RegExp): Scalar | undefined {
  const quote = text[from];
  if (quote === '"' || quote === "'") {
    const source = matchAt(QUOTED, text, from);
    if (source === undefined) return undefined;
    const inner = source.slice(1, -1);
    const value = quote === '"' ? inner : inner.replaceAll("''", "'");
    return scalar(value, value, quote === '"' ? 'QUOTE_DOUBLE' : 'QUOTE_SINGLE', from, from + source.length);
  }
  const source = matchAt(plain, text, from);
  return source === undefined ? undefined : scalar(meaningOf(source), source, 'PLAIN', from, from + source.length);
}

function matchAt(regex: RegExp, text: string, at: number): string | undefined {
  regex.lastIndex = at;
  return regex.exec(text)?.[0];
}

function scalar(value: unknown, source: string, type: Scalar.Type, start: number, end: number): Scalar {
  const node = new Scalar(value);
  node.source = source;
  node.type = type;
  node.range = [start, end, end];
  return node;
}

const core = new Schema({ schema: 'core' });
/** Nulls, booleans and numbers begin with one of these; most texts do not, which saves asking. */
const MAY_MEAN_MORE = /^[~nNtTfF.+\-0-9]/;

function meaningOf(source: string): unknown {
  if (!MAY_MEAN_MORE.test(source)) return source;
  for (const tag of core.tags) {
    if (tag.default === true && tag.test?.test(source) === true && !('collection' in tag && tag.collection)) {
      return meant(tag.resolve(source, () => undefined, {}));
    }
  }
  return source;
}

function meant(resolved: unknown): unknown {
  return resolved instanceof Scalar ? resolved.value : resolved;
}

function flowAt(text: string, from: number, depth: number): YAMLMap | YAMLSeq | undefined {
  if (depth > DEEPEST) return undefined;
  const isList = text[from] === '[';
  const close = isList ? ']' : '}';
  const node = isList ? new YAMLSeq() : new YAMLMap();
  node.flow = true;
  let at = afterSpaces(text, from + 1);
  while (text[at] !== close) {
    const item = isList ? flowValueAt(text, at, depth) : flowPairAt(text, at, depth);
    if (item === undefined) return undefined;
    (node.items as unknown[]).push(item.node);
    at = afterSpaces(text, item.end);
    if (text[at] === ',') at = afterSpaces(text, at + 1);
    else if (text[at] !== close) return undefined;
  }
  node.range = [from, at + 1, at + 1];
  return node;
}

function flowValueAt(text: string, at: number, depth: number): { node: Node; end: number } | undefined {
  const nested = text[at] === '[' || text[at] === '{';
  const node = nested ? flowAt(text, at, depth + 1) : scalarAt(text, at, PLAIN_IN_FLOW);
  return node?.range ? { node, end: node.range[1] } : undefined;
}

function flowPairAt(text: string, at: number, depth: number): { node: Pair; end: number } | undefined {
  const key = scalarAt(text, at, PLAIN_IN_FLOW);
  const colon = key?.range?.[1];
  if (key === undefined || colon === undefined || text[colon] !== ':') return undefined;
  const from = afterSpaces(text, colon + 1);
  if (from === colon + 1 && key.type === 'PLAIN') return undefined;
  const value = flowValueAt(text, from, depth);
  return value && { node: pairOf(key, value.node, colon), end: value.end };
}

/** With the token that edits look for: the colon. */
export function pairOf(key: Scalar, value: Node, colon: number): Pair<Node, Node> {
  const pair = new Pair<Node, Node>(key, value);
  const sep: CST.SourceToken[] = [{ type: 'map-value-ind', offset: colon, indent: 0, source: ':' }];
  pair.srcToken = { start: [], sep };
  return pair;
}
