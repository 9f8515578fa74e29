import { type ConfigValue, mapAt } from './config-value.ts';
import type { EditTarget, Path } from './edit/config-edit.ts';
import { classifyDocuments } from './read/classify-documents.ts';
import { readDocuments } from './read/read-documents.ts';
import { indexLines, type Range, type Span } from './text/line-index.ts';

/** Where something that a configuration says is written. */
export interface ConfigPlace {
  /** From its key, or for a list entry from its beginning, to its end. */
  readonly range: Range;
  /** Of the key alone: what is missing below it is reported there. Undefined for list entries and whole documents. */
  readonly key: Range | undefined;
  /** The value as it is written, quotes and comments inside of it included. */
  readonly source: string;
}

export interface ConfigPlaces {
  /** Undefined where nothing is written. */
  placeOf(target: EditTarget, path: Path): ConfigPlace | undefined;
}

/**
 * Finds the places of paths in a text, for forms that show beside a field what is wrong with it. Reads the text once; never
 * throws. In a v3 document `config` paths begin below `spec.config`, as those of edits do.
 */
export function configPlaces(text: string): ConfigPlaces {
  const { documents } = classifyDocuments(readDocuments(text).documents);
  const v3 = documents.find((document) => document.role === 'cluster-v3')?.map;
  const rootOf = (target: EditTarget): ConfigValue | undefined => {
    if (v3 !== undefined) return target === 'config' ? mapAt(v3, 'spec', 'config') : v3;
    return documents.find((document) => document.role === target)?.map;
  };
  const lines = indexLines(text);
  return {
    placeOf(target, path) {
      const root = rootOf(target);
      const found = root && walk({ value: root, keySpan: undefined }, path);
      if (found === undefined) return undefined;
      const { value, keySpan } = found;
      return {
        range: lines.rangeOf({ start: startOf(value.span, keySpan), end: value.span.end }),
        key: keySpan && lines.rangeOf(keySpan),
        source: text.slice(value.span.start, value.span.end),
      };
    },
  };
}

interface Found {
  value: ConfigValue;
  keySpan: Span | undefined;
}

function walk(from: Found, path: Path): Found | undefined {
  let found = from;
  for (const step of path) {
    const { value } = found;
    if (value.kind === 'map') {
      const entry = value.entries.get(String(step));
      if (entry === undefined) return undefined;
      found = { value: entry.value, keySpan: entry.keySpan };
    } else {
      const item = value.kind === 'list' && typeof step === 'number' ? value.items[step] : undefined;
      if (item === undefined) return undefined;
      found = { value: item, keySpan: undefined };
    }
  }
  return found;
}

/** The value of an alias stands at its anchor, which may be far above its key. */
function startOf(value: Span, key: Span | undefined): number {
  return key !== undefined && key.start <= value.start ? key.start : value.start;
}
