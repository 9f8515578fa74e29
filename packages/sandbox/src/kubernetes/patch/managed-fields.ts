import { isObject, type JsonObject, sameJson, textOf } from '../objects/json.ts';
import { rfc3339 } from '../objects/time.ts';
import type { ObjectSchema } from '../schema/schema.ts';
import { type FieldMap, fieldsOf, fromFieldsV1, readablePath, toFieldsV1, withoutField } from './field-paths.ts';
import { strategicMerge } from './strategic-merge.ts';

/** Who writes, and how: what an entry of `managedFields` names. */
export interface FieldManager {
  name: string;
  operation: 'Apply' | 'Update';
  subresource?: string;
  /** Epoch milliseconds. */
  at: number;
}

export interface FieldConflict {
  field: string;
  manager: string;
}

export type ApplyResult = { ok: true; object: JsonObject } | { ok: false; conflicts: FieldConflict[] };

interface Entry {
  manager: FieldManager;
  apiVersion: string;
  time: string;
  paths: Set<string>;
}

/**
 * The `managedFields` of an object after a plain write: the writer owns what it changed, and nobody owns what is gone.
 */
export function managedFieldsAfterUpdate(
  schema: ObjectSchema,
  before: JsonObject | undefined,
  after: JsonObject,
  manager: FieldManager,
): JsonObject[] {
  const old: FieldMap = before === undefined ? new Map() : fieldsOf(schema, before);
  const now = fieldsOf(schema, after);
  const changed = new Set([...now].filter(([path, value]) => !sameJson(old.get(path), value)).map(([path]) => path));
  const entries = readEntries(before).map((entry) => ({
    ...entry,
    paths: new Set([...entry.paths].filter((path) => now.has(path) && !changed.has(path))),
  }));
  if (changed.size > 0) claim(entries, manager, changed, after);
  return writeEntries(entries);
}

/**
 * Server-side apply: merges what the manager wants into the live object and takes out what it wanted before and no
 * longer does. A field that another manager set to another value is a conflict unless `force`.
 */
export function applyConfiguration(
  schema: ObjectSchema,
  live: JsonObject | undefined,
  configuration: JsonObject,
  manager: FieldManager,
  force: boolean,
): ApplyResult {
  const wanted = fieldsOf(schema, configuration);
  const entries = readEntries(live);
  const current: FieldMap = live === undefined ? new Map() : fieldsOf(schema, live);
  const own = entries.find((entry) => isSame(entry.manager, manager));
  const others = entries.filter((entry) => entry !== own);
  const differing = [...wanted].filter(([path, value]) => current.has(path) && !sameJson(current.get(path), value));
  const conflicts = differing.flatMap(([path]) =>
    others.filter((other) => other.paths.has(path)).map((other) => ({ path, other })),
  );
  if (conflicts.length > 0 && !force) {
    return {
      ok: false,
      conflicts: conflicts.map(({ path, other }) => ({ field: readablePath(path), manager: other.manager.name })),
    };
  }
  for (const { path, other } of conflicts) other.paths.delete(path);
  let merged = strategicMerge(schema, live ?? {}, configuration);
  for (const path of own?.paths ?? []) {
    const unwanted = !wanted.has(path) && !others.some((other) => owns(other.paths, path));
    if (unwanted) merged = withoutField(schema, merged, path);
  }
  if (!isObject(merged)) return { ok: true, object: configuration };
  const remaining = others.filter((other) => other.paths.size > 0);
  const kept = [...remaining, { manager, apiVersion: '', time: rfc3339(manager.at), paths: new Set(wanted.keys()) }];
  return { ok: true, object: withManagedFields(merged, kept) };
}

/** Whether a set of paths has this one, or (for a whole element) anything in it. */
function owns(paths: ReadonlySet<string>, path: string): boolean {
  if (paths.has(path)) return true;
  if (!path.endsWith('\n.')) return false;
  const prefix = path.slice(0, -1);
  return [...paths].some((one) => one.startsWith(prefix));
}

function claim(entries: Entry[], manager: FieldManager, changed: ReadonlySet<string>, after: JsonObject): void {
  const own = entries.find((entry) => isSame(entry.manager, manager));
  if (own === undefined) {
    entries.push({
      manager,
      apiVersion: String(after['apiVersion']),
      time: rfc3339(manager.at),
      paths: new Set(changed),
    });
    return;
  }
  for (const path of changed) own.paths.add(path);
  own.time = rfc3339(manager.at);
}

function isSame(left: FieldManager, right: FieldManager): boolean {
  return left.name === right.name && left.operation === right.operation && left.subresource === right.subresource;
}

function withManagedFields(object: JsonObject, entries: Entry[]): JsonObject {
  const metadata = isObject(object['metadata']) ? object['metadata'] : {};
  const apiVersion = String(object['apiVersion']);
  const named = entries.map((entry) => ({
    ...entry,
    apiVersion: entry.apiVersion === '' ? apiVersion : entry.apiVersion,
  }));
  return { ...object, metadata: { ...metadata, managedFields: writeEntries(named) } };
}

function readEntries(object: JsonObject | undefined): Entry[] {
  const metadata = object?.['metadata'];
  const list = isObject(metadata) ? metadata['managedFields'] : undefined;
  if (!Array.isArray(list)) return [];
  return list.filter(isObject).map((entry) => ({
    manager: {
      name: textOf(entry['manager']),
      operation: entry['operation'] === 'Apply' ? 'Apply' : 'Update',
      ...(typeof entry['subresource'] === 'string' ? { subresource: entry['subresource'] } : {}),
      at: 0,
    },
    apiVersion: textOf(entry['apiVersion']),
    time: textOf(entry['time']),
    paths: fromFieldsV1(entry['fieldsV1']),
  }));
}

function writeEntries(entries: readonly Entry[]): JsonObject[] {
  return entries
    .filter((entry) => entry.paths.size > 0)
    .map((entry) => ({
      manager: entry.manager.name,
      operation: entry.manager.operation,
      apiVersion: entry.apiVersion,
      time: entry.time,
      fieldsType: 'FieldsV1',
      fieldsV1: toFieldsV1(entry.paths),
      ...(entry.manager.subresource === undefined ? {} : { subresource: entry.manager.subresource }),
    }));
}
