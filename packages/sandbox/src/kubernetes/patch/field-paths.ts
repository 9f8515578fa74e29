import { isObject, type JsonObject } from '../objects/json.ts';
import type { ListSchema, Schema } from '../schema/schema.ts';

/**
 * Fields of an object by path. A path is the segments of the `fieldsV1` format (`f:spec`, `k:{"name":"app"}`,
 * `v:"x"`, `.`) joined by a line feed; the value is what stands there.
 */
export type FieldMap = Map<string, unknown>;

const SEPARATOR = '\n';
/** Members that say which object it is, or that the server writes: nobody owns them. */
const UNOWNED = new Set([
  'f:apiVersion',
  'f:kind',
  ...[
    'name namespace generateName uid resourceVersion generation creationTimestamp deletionTimestamp',
    'deletionGracePeriodSeconds managedFields selfLink',
  ]
    .join(' ')
    .split(' ')
    .map((name) => `f:metadata${SEPARATOR}f:${name}`),
]);

/** All leaves of an object: scalars, lists that are replaced as a whole, empty maps, and `.` for each keyed element. */
export function fieldsOf(schema: Schema, object: unknown): FieldMap {
  const fields: FieldMap = new Map();
  collect(schema, object, '', fields);
  return fields;
}

/** Paths as the tree that `managedFields` shows. */
export function toFieldsV1(paths: Iterable<string>): JsonObject {
  const root: JsonObject = {};
  for (const path of paths) {
    let node = root;
    for (const segment of path.split(SEPARATOR)) {
      const next = node[segment];
      if (isObject(next)) node = next;
      else {
        const made: JsonObject = {};
        node[segment] = made;
        node = made;
      }
    }
  }
  return root;
}

export function fromFieldsV1(tree: unknown, prefix = ''): Set<string> {
  const paths = new Set<string>();
  if (!isObject(tree)) return paths;
  for (const [segment, below] of Object.entries(tree)) {
    const path = prefix === '' ? segment : prefix + SEPARATOR + segment;
    const deeper = fromFieldsV1(below, path);
    if (deeper.size === 0) paths.add(path);
    for (const one of deeper) paths.add(one);
  }
  return paths;
}

/** Takes the field at a path out of an object; what is on the way is copied, not changed. */
export function withoutField(schema: Schema, value: unknown, path: string): unknown {
  return withoutSegments(schema, value, path.split(SEPARATOR));
}

/** The path as messages name it: `.spec.template.spec.containers[name="app"].image`. */
export function readablePath(path: string): string {
  return path
    .split(SEPARATOR)
    .filter((segment) => segment !== '.')
    .map((segment) => {
      if (segment.startsWith('f:')) return `.${segment.slice(2)}`;
      if (segment.startsWith('v:')) return `[=${segment.slice(2)}]`;
      const keys: unknown = JSON.parse(segment.slice(2));
      return isObject(keys)
        ? `[${Object.entries(keys)
            .map(([key, value]) => `${key}=${JSON.stringify(value)}`)
            .join(',')}]`
        : segment;
    })
    .join('');
}

function collect(schema: Schema, value: unknown, path: string, fields: FieldMap): void {
  if (value === undefined || UNOWNED.has(path)) return;
  if (isObject(value) && (schema.type === 'object' || schema.type === 'map')) {
    const entries = Object.entries(value);
    if (entries.length === 0 && path !== '') fields.set(path, value);
    for (const [key, member] of entries) {
      const below =
        schema.type === 'map' ? schema.values : Object.hasOwn(schema.fields, key) ? schema.fields[key] : undefined;
      collect(below ?? { type: 'any' }, member, join(path, `f:${key}`), fields);
    }
  } else if (Array.isArray(value) && schema.type === 'list' && (schema.mergeKey !== undefined || schema.set === true)) {
    if (value.length === 0) fields.set(path, value);
    for (const item of value) {
      const below = join(path, elementSegment(schema, item));
      if (schema.set === true) fields.set(below, item);
      else {
        fields.set(join(below, '.'), {});
        collect(schema.items, item, below, fields);
      }
    }
  } else fields.set(path, value);
}

function withoutSegments(schema: Schema, value: unknown, segments: readonly string[]): unknown {
  const [segment, ...rest] = segments;
  if (segment === undefined) return undefined;
  if (segment.startsWith('f:') && isObject(value)) {
    const key = segment.slice(2);
    const below =
      schema.type === 'map'
        ? schema.values
        : schema.type === 'object' && Object.hasOwn(schema.fields, key)
          ? schema.fields[key]
          : undefined;
    const left = rest.length === 0 ? undefined : withoutSegments(below ?? { type: 'any' }, value[key], rest);
    const { [key]: _, ...others } = value;
    return left === undefined ? others : { ...value, [key]: left };
  }
  if (Array.isArray(value) && schema.type === 'list') {
    const wholeElement = rest.length === 0 || rest[0] === '.';
    return value.flatMap((item: unknown) => {
      if (elementSegment(schema, item) !== segment) return [item];
      return wholeElement ? [] : [withoutSegments(schema.items, item, rest)];
    });
  }
  return value;
}

function elementSegment(schema: ListSchema, item: unknown): string {
  if (schema.set === true || !isObject(item)) return `v:${JSON.stringify(item)}`;
  const keys = schema.mapKeys ?? [];
  return `k:${JSON.stringify(Object.fromEntries(keys.filter((key) => item[key] !== undefined).map((key) => [key, item[key]])))}`;
}

function join(path: string, segment: string): string {
  return path === '' ? segment : path + SEPARATOR + segment;
}
