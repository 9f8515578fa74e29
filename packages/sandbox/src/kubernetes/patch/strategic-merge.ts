import { isObject, type JsonObject, sameJson, setMember, textOf } from '../objects/json.ts';
import type { ListSchema, Schema } from '../schema/schema.ts';

/** A strategic merge patch that cannot be applied. */
export class StrategicMergeError extends Error {}

const ORDER = '$setElementOrder/';
const DELETE_FROM = '$deleteFromPrimitiveList/';

/**
 * Strategic merge patch: as a merge patch, but lists merge by their keys as the schema says, and the directives
 * `$patch`, `$retainKeys`, `$setElementOrder/…` and `$deleteFromPrimitiveList/…` are followed.
 *
 * @throws StrategicMergeError
 */
export function strategicMerge(schema: Schema, target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  return mergeObject(schema, isObject(target) ? target : {}, patch);
}

function mergeObject(schema: Schema, target: JsonObject, patch: JsonObject): JsonObject {
  const directive = patch['$patch'];
  if (directive === 'replace') return mergeObject(schema, {}, withoutDirectives(patch));
  if (directive === 'delete') return {};
  if (directive !== undefined && directive !== 'merge') {
    throw new StrategicMergeError(`Unknown patch type found: ${textOf(directive)}`);
  }
  const result: JsonObject = retained(target, patch['$retainKeys']);
  for (const [key, value] of Object.entries(patch)) {
    if (key.startsWith(DELETE_FROM)) deleteScalars(result, key.slice(DELETE_FROM.length), value);
  }
  for (const [key, value] of Object.entries(patch)) {
    if (key.startsWith('$')) continue;
    if (value === null) delete result[key];
    else {
      const old = Object.hasOwn(result, key) ? result[key] : undefined;
      setMember(result, key, mergeValue(memberSchema(schema, key), old, value));
    }
  }
  for (const [key, value] of Object.entries(patch)) {
    if (key.startsWith(ORDER))
      reorder(memberSchema(schema, key.slice(ORDER.length)), result, key.slice(ORDER.length), value);
  }
  return result;
}

function mergeValue(schema: Schema, target: unknown, patch: unknown): unknown {
  if (isObject(patch)) return mergeObject(schema, isObject(target) ? target : {}, patch);
  if (!Array.isArray(patch)) return patch;
  const old = Array.isArray(target) ? target : [];
  if (schema.type === 'list' && schema.mergeKey !== undefined) return mergeKeyed(schema, schema.mergeKey, old, patch);
  if (schema.type === 'list' && schema.set === true) {
    return [...old, ...patch.filter((item) => !old.includes(item))];
  }
  return patch;
}

function mergeKeyed(schema: ListSchema, mergeKey: string, target: unknown[], patch: unknown[]): unknown[] {
  const replaces = patch.some((item) => isObject(item) && item['$patch'] === 'replace');
  const result: unknown[] = replaces ? [] : [...target];
  for (const item of patch) {
    if (!isObject(item)) throw new StrategicMergeError(`an element of a list merged by ${mergeKey} is not an object`);
    const key = item[mergeKey];
    if (key === undefined && item['$patch'] === 'replace') continue;
    if (key === undefined)
      throw new StrategicMergeError(`map: ${JSON.stringify(item)} does not contain declared merge key: ${mergeKey}`);
    const index = result.findIndex((other) => isObject(other) && sameJson(other[mergeKey], key));
    if (item['$patch'] === 'delete') {
      if (index >= 0) result.splice(index, 1);
    } else if (index < 0) result.push(mergeObject(schema.items, {}, withoutDirectives(item)));
    else {
      const old = result[index];
      result[index] = mergeObject(schema.items, isObject(old) ? old : {}, item);
    }
  }
  return result;
}

/** Elements that the patch names come in its order; the others keep their places relative to their predecessors. */
function reorder(schema: Schema, result: JsonObject, field: string, order: unknown): void {
  const list = result[field];
  if (!Array.isArray(list) || !Array.isArray(order)) return;
  const mergeKey = schema.type === 'list' ? schema.mergeKey : undefined;
  const identity = (item: unknown): string =>
    JSON.stringify(mergeKey !== undefined && isObject(item) ? item[mergeKey] : item);
  const place = new Map(order.map((item: unknown, index) => [identity(item), index]));
  const ranked = list.map((item: unknown, index) => ({ item, index, rank: place.get(identity(item)) }));
  const ordered = ranked.filter((one) => one.rank !== undefined).toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
  // Elements that the patch does not know stay after the known element that came before them.
  const merged: unknown[] = [];
  const unknownBefore = ranked.filter((one) => one.rank === undefined);
  for (const one of ordered) {
    while (unknownBefore[0] !== undefined && unknownBefore[0].index < one.index)
      merged.push(unknownBefore.shift()?.item);
    merged.push(one.item);
  }
  result[field] = [...merged, ...unknownBefore.map((one) => one.item)];
}

function deleteScalars(result: JsonObject, field: string, values: unknown): void {
  const list = result[field];
  if (!Array.isArray(list) || !Array.isArray(values)) return;
  result[field] = list.filter((item) => !values.includes(item));
}

function retained(target: JsonObject, keys: unknown): JsonObject {
  if (!Array.isArray(keys)) return { ...target };
  return Object.fromEntries(Object.entries(target).filter(([key]) => keys.includes(key)));
}

function memberSchema(schema: Schema, key: string): Schema {
  if (schema.type === 'object') {
    const field = Object.hasOwn(schema.fields, key) ? schema.fields[key] : undefined;
    return field ?? { type: 'any' };
  }
  return schema.type === 'map' ? schema.values : { type: 'any' };
}

function withoutDirectives(patch: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(patch).filter(([key]) => key !== '$patch'));
}
