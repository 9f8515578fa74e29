import { type CST, isCollection, isMap, isSeq, type Node, type Pair, YAMLMap, YAMLSeq } from 'yaml';
import type { YamlDocument } from '../yaml-document.ts';
import {
  afterSpaces,
  beginsEntry,
  type DocumentLines,
  documentLines,
  indentOf,
  isDash,
  type Line,
} from './content-lines.ts';
import { type Block, lendEntry } from './lend-entry.ts';
import { isTooMuch, markOf, type Reading, type Spent } from './reading.ts';
import { emptyScalar, keyAt, pairOf, restIsComment, valueOfLine } from './one-line.ts';

/** Deeper ones are left to the library, which knows the limit. */
const DEEPEST = 40;

// The most that the library would count for each: a scalar is two, and spaces count as well.
const LINE = 2;
const COMMENT = 2;
const KEY = 4;
const DASH = 2;
const VALUE = 2;

/**
 * The documents of a text that is written as most are: blocks by indentation, whose keys and values stand on one line. An
 * entry that is written in any other way, or is broken, is lent to the library by itself, if it can be told that nothing of it
 * reaches further. The nodes are those that the library would make; undefined leaves the whole text to it.
 */
export function readQuickly(text: string): YamlDocument[] | undefined {
  const parts = documentLines(text);
  if (parts === undefined) return undefined;
  const spent: Spent = { lexemes: 0, lentCharacters: 0, lentEntries: 0 };
  spent.lexemes += LINE * (occurrences('\n', text) + parts.length + 1) + COMMENT * occurrences('#', text);
  const documents: YamlDocument[] = [];
  for (const part of parts) {
    const document = readDocument(text, part, spent);
    if (document === undefined) return undefined;
    documents.push(document);
  }
  return isTooMuch(spent) ? undefined : documents;
}

function occurrences(sought: string, text: string): number {
  let count = 0;
  for (let at = text.indexOf(sought); at !== -1; at = text.indexOf(sought, at + 1)) count += 1;
  return count;
}

function readDocument(text: string, part: DocumentLines, spent: Spent): YamlDocument | undefined {
  const { lines, start, end } = part;
  const [first] = lines;
  if (first === undefined || isDash(text, first.first)) return undefined;
  const reading: Reading = { text, lines, end, at: 0, errors: [], warnings: [], spent };
  const contents = readMap(reading, first.first, 1, 'document');
  if (contents === undefined || reading.at < lines.length) return undefined;
  const { errors, warnings } = reading;
  return { contents, errors, warnings, range: [start] };
}

type Owner = Block['owner'];

/** The block that begins at `from`, in the next line. */
function readBlock(reading: Reading, from: number, depth: number, owner: Owner): YAMLMap | YAMLSeq | undefined {
  if (depth > DEEPEST) return undefined;
  return isDash(reading.text, from) ? readList(reading, from, depth, owner) : readMap(reading, from, depth, owner);
}

function readMap(reading: Reading, from: number, depth: number, owner: Owner): YAMLMap<Node, Node> | undefined {
  const map = new YAMLMap<Node, Node>();
  const column = from - startOf(reading);
  for (let at: number | undefined = from; at !== undefined; at = nextEntry(reading, column)) {
    const before = markOf(reading);
    const pair = readPair(reading, at, column, depth);
    if (pair !== undefined) map.items.push(pair);
    else {
      const lent = lendEntry(reading, before, at === from, { kind: 'map', owner, column, depth });
      if (!isMap<Node, Node>(lent)) return undefined;
      map.items.push(...lent.items);
    }
  }
  return ranged(map, from, reading);
}

function readList(reading: Reading, from: number, depth: number, owner: Owner): YAMLSeq | undefined {
  const list = new YAMLSeq();
  const column = from - startOf(reading);
  const items: CST.BlockSequence['items'] = [];
  for (let at: number | undefined = from; at !== undefined; at = nextDash(reading, column)) {
    const before = markOf(reading);
    const item = readItem(reading, at, column, depth);
    if (item !== undefined) {
      list.items.push(item);
      items.push({ start: [{ type: 'seq-item-ind', offset: at, indent: column, source: '-' }] });
    } else {
      const lent = lendEntry(reading, before, at === from, { kind: 'list', owner, column, depth });
      if (!isSeq(lent)) return undefined;
      list.items.push(...lent.items);
      items.push(...((lent.srcToken as CST.BlockSequence | undefined)?.items ?? []));
    }
  }
  list.srcToken = { type: 'block-seq', offset: from, indent: column, items };
  return ranged(list, from, reading);
}

function readPair(reading: Reading, at: number, column: number, depth: number): Pair<Node, Node> | undefined {
  const { text } = reading;
  const line = reading.lines[reading.at];
  const key = line && keyAt(text, at, line.end);
  const colon = key?.range?.[1];
  if (line === undefined || key === undefined || colon === undefined) return undefined;
  reading.spent.lexemes += KEY;
  if (isTooMuch(reading.spent)) return undefined;
  const from = afterSpaces(text, colon + 1);
  let value: Node | undefined;
  if (restIsComment(text, colon + 1, line.end)) {
    reading.at += 1;
    const next = reading.lines[reading.at];
    const below =
      next !== undefined && (indentOf(next) > column || (indentOf(next) === column && isDash(text, next.first)));
    value = below ? readBlock(reading, next.first, depth + 1, 'key') : emptyScalar(from);
  } else value = readRest(reading, from, line);
  return value !== undefined && endsAt(reading, column) ? pairOf(key, value, colon) : undefined;
}

function readItem(reading: Reading, dash: number, column: number, depth: number): Node | undefined {
  const { text } = reading;
  const line = reading.lines[reading.at];
  if (line === undefined) return undefined;
  reading.spent.lexemes += DASH;
  if (isTooMuch(reading.spent)) return undefined;
  const from = afterSpaces(text, dash + 1);
  let value: Node | undefined;
  if (restIsComment(text, dash + 1, line.end)) {
    reading.at += 1;
    const next = reading.lines[reading.at];
    const below = next !== undefined && indentOf(next) > column;
    value = below ? readBlock(reading, next.first, depth + 1, 'dash') : emptyScalar(from);
  } else if (isDash(text, from) || keyAt(text, from, line.end) !== undefined)
    value = readBlock(reading, from, depth + 1, 'dash');
  else value = readRest(reading, from, line);
  return value !== undefined && endsAt(reading, column) ? value : undefined;
}

function readRest(reading: Reading, from: number, line: Line): Node | undefined {
  const value = valueOfLine(reading.text, from, line.end);
  if (value === undefined) return undefined;
  reading.spent.lexemes += isCollection(value) ? lexemesOfFlow(reading.text.slice(from, line.end)) : VALUE;
  reading.at += 1;
  return value;
}

/** Around each mark stand at most a scalar (two lexemes) and two spaces. */
function lexemesOfFlow(source: string): number {
  return 5 * (source.match(/[,:[\]{}]/g)?.length ?? 0);
}

/** Whether the entry in `column` is over: what stands deeper would go on with it. */
function endsAt(reading: Reading, column: number): boolean {
  const next = reading.lines[reading.at];
  return next === undefined || (indentOf(next) <= column && beginsEntry(reading.text, next));
}

function nextEntry(reading: Reading, column: number): number | undefined {
  const next = reading.lines[reading.at];
  return next !== undefined && indentOf(next) === column ? next.first : undefined;
}

function nextDash(reading: Reading, column: number): number | undefined {
  const at = nextEntry(reading, column);
  return at !== undefined && isDash(reading.text, at) ? at : undefined;
}

function startOf(reading: Reading): number {
  return reading.lines[reading.at]?.start ?? 0;
}

function ranged<T extends YAMLMap<Node, Node> | YAMLSeq>(node: T, start: number, reading: Reading): T {
  const end = reading.lines[reading.at - 1]?.end ?? start;
  node.range = [start, end, end];
  return node;
}
