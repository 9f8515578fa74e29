import { isMap, isScalar, isSeq, type Node, type YAMLMap, type YAMLSeq } from 'yaml';
import { MAX_DEPTH } from '../input-limits.ts';
import { compose, tokenize } from '../library-reader.ts';
import type { YamlDocument, YamlProblem } from '../yaml-document.ts';
import { beginsEntry, indentOf, isDash, type Line } from './content-lines.ts';
import { comeBack, isTooMuch, type Mark, type Reading } from './reading.ts';

/** A block collection, and what it belongs to: a key, a dash, or nothing at the top of a document. */
export interface Block {
  readonly kind: 'map' | 'list';
  readonly owner: 'document' | 'key' | 'dash';
  readonly column: number;
  readonly depth: number;
}

interface Lent {
  readonly collection: YAMLMap<Node, Node> | YAMLSeq;
  readonly errors: readonly YamlProblem[];
  readonly warnings: readonly YamlProblem[];
}

/**
 * The entry of `block` that begins at `mark`, read by the library from its own lines alone: a collection of it (and, if it
 * cannot be told from the next one, of that too). Undefined when it reaches further, so that only the one around it can be
 * lent. `isFirst`: nothing of the block stands before it.
 */
export function lendEntry(
  reading: Reading,
  mark: Mark,
  isFirst: boolean,
  block: Block,
): YAMLMap<Node, Node> | YAMLSeq | undefined {
  const { text, lines } = reading;
  const first = lines[mark.at];
  if (first === undefined || indentOf(first) !== block.column || !beginsEntry(text, first)) return undefined;
  if (isDash(text, first.first) !== (block.kind === 'list') || (isFirst && block.owner === 'dash')) return undefined;
  for (const end of endsOf(reading, mark.at, block)) {
    comeBack(reading, mark);
    const lent = readAlone(reading, first, lines[end], isFirst, block);
    if (lent === 'too much') return undefined;
    if (lent === undefined) continue;
    reading.errors.push(...lent.errors);
    reading.warnings.push(...lent.warnings);
    reading.at = end;
    return lent.collection;
  }
  return undefined;
}

/** Behind the entry, and behind the next one of the same block. */
function endsOf(reading: Reading, from: number, block: Block): number[] {
  const end = nextEntry(reading, from, block);
  const next = reading.lines[end];
  return next !== undefined && indentOf(next) === block.column ? [end, nextEntry(reading, end, block)] : [end];
}

/** The index of the next line that begins an entry in the same column or further left. */
function nextEntry({ text, lines }: Reading, from: number, { column, kind }: Block): number {
  let index = from + 1;
  for (let line = lines[index]; line !== undefined; line = lines[index]) {
    // A list may stand in the column of the key that it belongs to.
    const ofKey = kind === 'map' && indentOf(line) === column && isDash(text, line.first);
    if (indentOf(line) <= column && beginsEntry(text, line) && !ofKey) break;
    index += 1;
  }
  return Math.min(index, lines.length);
}

function readAlone(
  { text, spent, end: endOfDocument }: Reading,
  first: Line,
  next: Line | undefined,
  isFirst: boolean,
  block: Block,
): Lent | 'too much' | undefined {
  const end = next?.start ?? endOfDocument;
  spent.lentEntries += 1;
  spent.lentCharacters += end - first.start;
  if (isTooMuch(spent) || spent.lentCharacters > text.length) return 'too much';
  // An entry that stands behind it and is read as it is shows that nothing before it goes on there.
  const behind = end < text.length ? ' '.repeat(block.column) + PROBES[block.kind] : '';
  const before = surroundings(block, isFirst);
  const read = tokenize(before + text.slice(first.start, end) + behind, first.start - before.length);
  if ('code' in read) return 'too much';
  spent.lexemes += read.lexemes;
  if (read.depth + block.depth > MAX_DEPTH || isTooMuch(spent)) return 'too much';
  const [document, another] = compose(read.tokens, end + behind.length);
  if (document === undefined || another !== undefined) return undefined;
  const { errors, warnings } = document;
  const strays = ({ pos }: YamlProblem): boolean => pos[0] < first.start || (behind !== '' && pos[1] > end);
  const collection = collectionIn(document, block);
  if (collection === undefined || errors.some(strays) || warnings.some(strays)) return undefined;
  if (errors.some(({ message }) => !LOCAL.test(message))) return 'too much';
  if (!isFirst && !takeProbe(collection, 0)) return undefined;
  if (behind !== '' && !takeProbe(collection, -1, end + block.column)) return undefined;
  return { collection, errors, warnings };
}

/**
 * What is wrong with a text while it is being typed: a key without its colon, a quote that is still open. From other errors the
 * library recovers in ways that depend on what is around them.
 */
const LOCAL = /^(?:Implicit (?:map )?keys need|Missing closing)/;

const PROBES = { map: 'probe: 0\n', list: '- probe\n' } as const;

/** What stands before the entry, as far as the library's reading of it depends on that: its owner, and an entry that is over. */
function surroundings({ kind, owner, column }: Block, isFirst: boolean): string {
  if (owner === 'dash') return `${' '.repeat(column - 2)}- ${PROBES[kind]}`;
  const before = isFirst ? '' : ' '.repeat(column) + PROBES[kind];
  return owner === 'key' ? `probe:\n${before}` : before;
}

function collectionIn({ contents }: YamlDocument, { kind, owner }: Block): Lent['collection'] | undefined {
  let found: Node | null | undefined = contents;
  if (owner === 'key') found = isMap<Node, Node>(found) && found.items.length === 1 ? found.items[0]?.value : undefined;
  if (owner === 'dash') found = isSeq<Node>(found) && found.items.length === 1 ? found.items[0] : undefined;
  if (kind === 'map') return isMap<Node, Node>(found) && found.flow !== true ? found : undefined;
  return isSeq(found) && found.flow !== true ? found : undefined;
}

/** Takes the first or last entry out; false when it is not the probe that was put there (`at` some place), as it was. */
function takeProbe(collection: Lent['collection'], index: 0 | -1, at?: number): boolean {
  const isThere = (node: unknown, offset: number): boolean =>
    isScalar(node) && (at === undefined || node.range?.[0] === at + offset);
  if (isMap<Node, Node>(collection)) {
    const [pair] = collection.items.splice(index, 1);
    return isThere(pair?.key, 0) && isScalar(pair?.value) && pair.value.value === 0;
  }
  const [item] = collection.items.splice(index, 1);
  const token = collection.srcToken;
  if (token?.type === 'block-seq') token.items.splice(index, 1);
  return isThere(item, 2) && isScalar(item) && item.value === 'probe';
}
