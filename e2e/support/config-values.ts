import { isAlias, isCollection, isMap, isScalar, isSeq, type Node, parseAllDocuments } from 'yaml';

/** One value of a configuration's text and where its bytes stand. */
export interface WrittenValue {
  /** Such as `config addons[0].version`; `key of …` where people choose the key, too. */
  name: string;
  /** Of the value itself, quotes included. */
  start: number;
  end: number;
  value: string;
}

/** Mappings whose keys are people's own words. */
const ownKeys = /\.(?:tags|labels)$/;

/** Every scalar and every empty collection of the two documents, in the order in which they are written. */
export function valuesOf(text: string): WrittenValue[] {
  const [cluster, config] = parseAllDocuments(text).map(({ contents }) => contents as Node | null);
  return [...valuesBelow(cluster, 'cluster '), ...valuesBelow(config, 'config ')];
}

function valuesBelow(node: unknown, name: string): WrittenValue[] {
  if (isAlias(node)) throw new Error(`${name} is an alias: its bytes stand elsewhere`);
  // The space before it goes when lines of its own take its place.
  if (isCollection(node) && node.items.length === 0) {
    const empty = written(node, name, '');
    return [{ ...empty, start: empty.start - 1 }];
  }
  if (isScalar(node)) return [written(node, name, String(node.value))];
  if (isSeq(node)) return node.items.flatMap((item, at) => valuesBelow(item, `${name}[${at}]`));
  if (!isMap(node)) throw new Error(`${name} is nothing that can be shown`);
  return node.items.flatMap(({ key, value }) => {
    if (!isScalar(key)) throw new Error(`a key of ${name} is no word`);
    const below = `${name}${name.endsWith(' ') ? '' : '.'}${String(key.value)}`;
    const own = ownKeys.test(name) ? [written(key, `key of ${below}`, String(key.value))] : [];
    return [...own, ...valuesBelow(value, below)];
  });
}

function written({ range }: Pick<Node, 'range'>, name: string, value: string): WrittenValue {
  if (!range) throw new Error(`${name} stands nowhere`);
  return { name, start: range[0], end: range[1], value };
}
