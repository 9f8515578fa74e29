import type { ConfigData, ConfigEdit, Path } from '@podpass/cluster-config';
import { isList, isRecord } from '../../../config-workbench/data-at.ts';

/**
 * The smallest edits that turn one value of the configuration into another, to be made in this order. Keys and entries
 * that are the same in both are not touched, and with them their comments and their way of being written.
 * `undefined` stands for what is not there.
 */
export function editsBetween(path: Path, before: ConfigData | undefined, after: ConfigData | undefined): ConfigEdit[] {
  if (after === undefined) return before === undefined ? [] : [{ kind: 'remove', target: 'config', path }];
  if (isRecord(before) && isRecord(after)) return recordEdits(path, before, after);
  if (isList(before) && isList(after)) return listEdits(path, before, after);
  return before === after ? [] : [{ kind: 'set', target: 'config', path, value: after }];
}

type Entries = Readonly<Record<string, ConfigData>>;

/** What comes is written before what goes: a mapping that is empty in between would be written as {}. */
function recordEdits(path: Path, before: Entries, after: Entries): ConfigEdit[] {
  const old = (key: string) => (Object.hasOwn(before, key) ? before[key] : undefined);
  return [
    ...Object.keys(after).flatMap((key) => editsBetween([...path, key], old(key), after[key])),
    ...Object.keys(before)
      .filter((key) => !Object.hasOwn(after, key))
      .flatMap((key) => editsBetween([...path, key], before[key], undefined)),
  ];
}

/** Entries that are the same at both ends stay; of those between, the first ones change and the rest comes or goes. */
function listEdits(path: Path, before: readonly ConfigData[], after: readonly ConfigData[]): ConfigEdit[] {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && isSame(before[head], after[head])) head += 1;
  let tail = 0;
  while (tail < most - head && isSame(before.at(-1 - tail), after.at(-1 - tail))) tail += 1;
  const old = before.slice(head, before.length - tail);
  const now = after.slice(head, after.length - tail);
  const paired = Math.min(old.length, now.length);
  return [
    ...now.slice(0, paired).flatMap((value, at) => editsBetween([...path, head + at], old[at], value)),
    ...now
      .slice(paired)
      .map((value, at): ConfigEdit => ({ kind: 'insert', target: 'config', path, index: head + paired + at, value })),
    // The last one first: each removal moves up those below it.
    ...old
      .slice(paired)
      .map((_value, at): ConfigEdit => ({ kind: 'remove', target: 'config', path: [...path, head + paired + at] }))
      .toReversed(),
  ];
}

function isSame(one: ConfigData | undefined, other: ConfigData | undefined): boolean {
  return editsBetween([], one, other).length === 0;
}
