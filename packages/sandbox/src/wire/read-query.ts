import type { NormalizedSchema } from '@smithy/core/schema';
import { AwsError } from '../world.ts';

/** Form members by their dotted names: `Tags.member.1.Key` is four levels deep. */
export interface QueryNode {
  value?: string;
  children: Map<string, QueryNode>;
}

/** No input of a served operation is nested deeper. */
const DEEPEST = 16;

export function queryTree(form: readonly (readonly [name: string, value: string])[]): QueryNode {
  const root: QueryNode = { children: new Map() };
  for (const [name, value] of form) {
    const parts = name.split('.');
    if (parts.length > DEEPEST) {
      throw new AwsError('MalformedInput', 400, `The member name is nested too deeply: ${name.slice(0, 100)}`);
    }
    let node = root;
    for (const part of parts) {
      const known = node.children.get(part);
      const child = known ?? { children: new Map<string, QueryNode>() };
      if (known === undefined) {
        node.children.set(part, child);
      }
      node = child;
    }
    node.value ??= value;
  }
  return root;
}

/** Form members in the shape of a schema; undefined where the form says nothing. Unknown members are ignored. */
export function readQuery(schema: NormalizedSchema, node: QueryNode, path: string): unknown {
  if (schema.isStructSchema()) {
    const members: [string, unknown][] = [];
    for (const [name, member] of schema.structIterator()) {
      const child = node.children.get(name);
      if (child !== undefined) {
        members.push([name, readQuery(member, child, path === '' ? name : `${path}.${name}`)]);
      }
    }
    return Object.fromEntries(members);
  }
  if (schema.isListSchema()) {
    return readList(schema, node, path);
  }
  if (schema.isMapSchema()) {
    return readMap(schema, node, path);
  }
  return readSimple(schema, node.value, path);
}

/** `Name.member.1`, `Name.member.2` … up to the first gap; `Name=` alone is an empty list. */
function readList(schema: NormalizedSchema, node: QueryNode, path: string): unknown[] {
  const members = node.children.get('member')?.children;
  const list: unknown[] = [];
  for (let index = 1; members?.has(String(index)); index += 1) {
    const child = members.get(String(index));
    if (child !== undefined) {
      list.push(readQuery(schema.getValueSchema(), child, `${path}.${index}.member`));
    }
  }
  return list;
}

function readMap(schema: NormalizedSchema, node: QueryNode, path: string): Record<string, unknown> {
  const entries = node.children.get('entry')?.children;
  const pairs: [string, unknown][] = [];
  for (let index = 1; entries?.has(String(index)); index += 1) {
    const entry = entries.get(String(index))?.children;
    const key = entry?.get('key')?.value;
    const value = entry?.get('value');
    if (key !== undefined && value !== undefined) {
      pairs.push([key, readQuery(schema.getValueSchema(), value, `${path}.${key}`)]);
    }
  }
  return Object.fromEntries(pairs);
}

/** Text, number, boolean or time. Refuses with `MalformedInput`. */
export function readSimple(schema: NormalizedSchema, value: string | undefined, path: string): unknown {
  if (value === undefined) {
    throw new AwsError('MalformedInput', 400, `'${path}' must be a single value.`);
  }
  if (schema.isNumericSchema()) {
    if (!/^-?\d{1,15}$/.test(value)) {
      throw new AwsError('MalformedInput', 400, `'${path}' must be a whole number.`);
    }
    return Number(value);
  }
  if (schema.isBooleanSchema()) {
    if (value !== 'true' && value !== 'false') {
      throw new AwsError('MalformedInput', 400, `'${path}' must be true or false.`);
    }
    return value === 'true';
  }
  if (schema.isTimestampSchema()) {
    const time = new Date(value);
    if (Number.isNaN(time.getTime())) {
      throw new AwsError('MalformedInput', 400, `'${path}' must be a time.`);
    }
    return time;
  }
  return value;
}
