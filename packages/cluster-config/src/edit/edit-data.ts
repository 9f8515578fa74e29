import type { ConfigData } from '../config-value.ts';
import { type ConfigEdit, EditRefused, type Path } from './config-edit.ts';

type Record_ = { readonly [key: string]: ConfigData };

/** What an edit means, on plain data: the yardstick for every edit of text. */
export function editData(
  data: ConfigData,
  edit: Pick<ConfigEdit, 'kind' | 'path'> & { value?: ConfigData; index?: number; key?: string },
): ConfigData {
  switch (edit.kind) {
    case 'set':
      return setAt(data, edit.path, edit.value ?? null);
    case 'insert':
      return insertAt(data, edit.path, edit.index, edit.value ?? null);
    case 'rename':
      return renameAt(data, edit.path, edit.key ?? '');
    case 'remove':
      return removeAt(data, edit.path);
  }
}

export function isRecord(data: ConfigData | undefined): data is Record_ {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

/** The value nested below keys that do not exist yet. */
export function nested(path: Path, value: ConfigData): ConfigData {
  let data = value;
  for (const step of path.toReversed()) {
    if (typeof step === 'number') throw new EditRefused('path-missing', `There is no list entry ${step} here`);
    data = withKey({}, step, data);
  }
  return data;
}

function setAt(data: ConfigData, path: Path, value: ConfigData): ConfigData {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (isList(data)) {
    const index = indexOf(data, step);
    return data.with(index, setAt(data[index] ?? null, rest, value));
  }
  if (data === null) return nested(path, value);
  if (!isRecord(data)) throw new EditRefused('path-not-a-mapping', `${String(step)} is wanted inside a plain value`);
  const key = String(step);
  const old = Object.hasOwn(data, key) ? data[key] : undefined;
  return withKey(data, key, old === undefined ? nested(rest, value) : setAt(old, rest, value));
}

function insertAt(data: ConfigData, path: Path, index: number | undefined, value: ConfigData): ConfigData {
  const old = dataAt(data, path);
  if (old === undefined || old === null) return setAt(data, path, [value]);
  if (!isList(old)) throw new EditRefused('path-not-a-list', 'An entry can be inserted into a list only');
  return setAt(data, path, old.toSpliced(index ?? old.length, 0, value));
}

function renameAt(data: ConfigData, path: Path, key: string): ConfigData {
  const parent = path.slice(0, -1);
  const old = path.at(-1);
  const owner = dataAt(data, parent);
  if (old === undefined || !isRecord(owner) || !Object.hasOwn(owner, old))
    throw new EditRefused('path-missing', 'There is no such key');
  if (key !== old && Object.hasOwn(owner, key)) throw new EditRefused('key-taken', `The key ${key} is there already`);
  const entries = Object.entries(owner).map(([each, value]) => [each === old ? key : each, value] as const);
  return setAt(data, parent, Object.fromEntries(entries));
}

function removeAt(data: ConfigData, path: Path): ConfigData {
  const parent = path.slice(0, -1);
  const step = path.at(-1);
  const owner = dataAt(data, parent);
  if (step === undefined || owner === undefined) throw new EditRefused('path-missing', 'There is nothing to remove');
  if (isList(owner)) return setAt(data, parent, owner.toSpliced(indexOf(owner, step), 1));
  if (!isRecord(owner) || !Object.hasOwn(owner, step))
    throw new EditRefused('path-missing', 'There is nothing to remove');
  return setAt(data, parent, Object.fromEntries(Object.entries(owner).filter(([key]) => key !== String(step))));
}

export function dataAt(data: ConfigData, path: Path): ConfigData | undefined {
  let current: ConfigData | undefined = data;
  for (const step of path) {
    if (isList(current) && typeof step === 'number') current = current[step];
    else if (isRecord(current) && Object.hasOwn(current, step)) current = current[step];
    else return undefined;
  }
  return current;
}

function isList(data: ConfigData | undefined): data is readonly ConfigData[] {
  return Array.isArray(data);
}

function indexOf(list: readonly ConfigData[], step: string | number): number {
  if (typeof step === 'number' && Number.isInteger(step) && step >= 0 && step < list.length) return step;
  throw new EditRefused('path-missing', `There is no list entry ${String(step)} here`);
}

/** Own property always, also for `__proto__`. */
function withKey(data: Record_, key: string, value: ConfigData): Record_ {
  const copy = { ...data };
  return Object.defineProperty(copy, key, { value, enumerable: true, configurable: true, writable: true });
}
