import { isObject, type JsonObject, setMember } from '../objects/json.ts';
import type { ListSchema, MapSchema, ObjectSchema, ScalarSchema, Schema } from './schema.ts';

/** A value of the wrong type: what the API server's JSON decoder refuses. */
export class DecodeError extends Error {}

export interface Decoded {
  object: JsonObject;
  /** Paths of members that the schema does not know; they are not in `object`. */
  unknownFields: string[];
}

/**
 * Reads an object by its schema: members that are null are left out, unknown ones are dropped and named.
 *
 * @throws DecodeError when a value has the wrong type
 */
export function decodeObject(schema: ObjectSchema, value: unknown): Decoded {
  const unknownFields: string[] = [];
  const decoded = decode(schema, value, '', unknownFields);
  if (!isObject(decoded)) throw new DecodeError('the body of the request is not an object');
  return { object: decoded, unknownFields };
}

function decode(schema: Schema, value: unknown, path: string, unknown: string[]): unknown {
  switch (schema.type) {
    case 'any':
      return value;
    case 'object':
      return decodeStructure(schema, value, path, unknown);
    case 'map':
      return decodeMap(schema, value, path, unknown);
    case 'list':
      return decodeList(schema, value, path, unknown);
    default:
      return decodeScalar(schema, value, path);
  }
}

function decodeStructure(schema: ObjectSchema, value: unknown, path: string, unknown: string[]): JsonObject {
  if (!isObject(value)) throw wrongType(value, path, 'object');
  const decoded: JsonObject = {};
  for (const [key, member] of Object.entries(value)) {
    const field = Object.hasOwn(schema.fields, key) ? schema.fields[key] : undefined;
    const at = path === '' ? key : `${path}.${key}`;
    if (field === undefined) unknown.push(at);
    else if (member !== null && member !== undefined) decoded[key] = decode(field, member, at, unknown);
  }
  return decoded;
}

function decodeMap(schema: MapSchema, value: unknown, path: string, unknown: string[]): JsonObject {
  if (!isObject(value)) throw wrongType(value, path, 'map');
  const decoded: JsonObject = {};
  for (const [key, member] of Object.entries(value)) {
    // A null in a map of strings is the empty string, as in Go.
    const read = member === null && schema.values.type === 'string' ? '' : member;
    setMember(decoded, key, decode(schema.values, read, `${path}.${key}`, unknown));
  }
  return decoded;
}

function decodeList(schema: ListSchema, value: unknown, path: string, unknown: string[]): unknown[] {
  if (!Array.isArray(value)) throw wrongType(value, path, 'array');
  return value.map((item, index) => decode(schema.items, item, `${path}[${index}]`, unknown));
}

function decodeScalar(schema: ScalarSchema, value: unknown, path: string): unknown {
  switch (schema.type) {
    case 'integer':
      if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw wrongType(value, path, 'int32');
      return value;
    case 'number':
      if (typeof value !== 'number') throw wrongType(value, path, 'float64');
      return value;
    case 'boolean':
      if (typeof value !== 'boolean') throw wrongType(value, path, 'bool');
      return value;
    case 'int-or-string':
      if (typeof value !== 'string' && !Number.isSafeInteger(value)) throw wrongType(value, path, 'IntOrString');
      return value;
    case 'quantity':
      return decodeQuantity(value, path);
    case 'time':
      if (typeof value !== 'string' || Number.isNaN(Date.parse(value))) throw wrongType(value, path, 'Time');
      return value;
    case 'bytes':
      if (typeof value !== 'string' || !/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(value)) {
        throw new DecodeError(`illegal base64 data at input byte 0 in ${path}`);
      }
      return value;
    case 'string':
      if (typeof value !== 'string') throw wrongType(value, path, 'string');
      return value;
  }
}

function decodeQuantity(value: unknown, path: string): string {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || !/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+|[KMGTPE]i|[numkMGTPE]?)$/.test(text)) {
    throw new DecodeError(
      `quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$' in ${path}`,
    );
  }
  return text;
}

function wrongType(value: unknown, path: string, wanted: string): DecodeError {
  const found = Array.isArray(value)
    ? 'array'
    : value === null
      ? 'null'
      : typeof value === 'boolean'
        ? 'bool'
        : typeof value;
  return new DecodeError(`json: cannot unmarshal ${found} into Go struct field ${path} of type ${wanted}`);
}
