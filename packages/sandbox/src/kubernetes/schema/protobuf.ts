import { isObject, type JsonObject, setMember } from '../objects/json.ts';
import { rfc3339 } from '../objects/time.ts';
import type { ListSchema, MapSchema, ObjectSchema, Schema } from './schema.ts';
import { ALWAYS_WRITTEN, WHOLE_OBJECT, wireFields } from './wire-numbers.ts';

/** A body in protobuf form that cannot be read, or holds what the sandbox has no numbers for. */
export class ProtobufError extends Error {}

const MAGIC = Buffer.from([0x6b, 0x38, 0x73, 0x00]);

interface WireField {
  number: number;
  /** Varints as numbers, everything with a length as bytes. */
  value: number | Buffer;
}

/**
 * Reads an object that a client sent as `application/vnd.kubernetes.protobuf`, into the JSON form.
 *
 * @throws ProtobufError
 */
export function readProtobuf(schema: ObjectSchema, body: Buffer): JsonObject {
  if (!body.subarray(0, 4).equals(MAGIC))
    throw new ProtobufError('the body does not begin as a Kubernetes protobuf object');
  const envelope = readFields(body.subarray(4));
  const typeMeta = readFields(bytesOf(envelope, 1));
  const object = readMessage(schema, bytesOf(envelope, 2), wireFields(schema.name) ?? WHOLE_OBJECT);
  return { apiVersion: bytesOf(typeMeta, 1).toString('utf8'), kind: bytesOf(typeMeta, 2).toString('utf8'), ...object };
}

function readMessage(schema: ObjectSchema, bytes: Buffer, names: readonly string[], into: JsonObject = {}): JsonObject {
  for (const { number, value } of readFields(bytes)) {
    const name = names[number - 1];
    if (name === undefined || name === '-') continue;
    if (name === '*') {
      readMessage(schema, lengthDelimited(value), wireFields(`${schema.name}*`) ?? [], into);
    } else if (name.startsWith('=')) {
      const nested = readFields(lengthDelimited(value));
      if (nested.length > 0) into[name.slice(1)] = bytesOf(nested, 1).toString('utf8');
    } else {
      const field = schema.fields[name];
      if (field === undefined) continue;
      const read = readValue(field, value, into[name]);
      const unset = read === undefined || (ALWAYS_WRITTEN.has(name) && (read === 0 || read === false));
      if (!unset) into[name] = read;
    }
  }
  return into;
}

function readValue(schema: Schema, value: number | Buffer, before: unknown): unknown {
  switch (schema.type) {
    case 'object': {
      const names = wireFields(schema.name);
      if (names === undefined) throw new ProtobufError(`${schema.name} cannot be read in protobuf form; send JSON`);
      return readMessage(schema, lengthDelimited(value), names, isObject(before) ? before : {});
    }
    case 'list':
      return [...(Array.isArray(before) ? before : []), readItem(schema, value)];
    case 'map':
      return readEntry(schema, lengthDelimited(value), isObject(before) ? before : {});
    case 'integer':
    case 'number':
      return typeof value === 'number' ? value : undefined;
    case 'boolean':
      return value === 1;
    case 'quantity':
      return bytesOf(readFields(lengthDelimited(value)), 1).toString('utf8');
    case 'int-or-string':
      return readIntOrString(readFields(lengthDelimited(value)));
    case 'time':
      return readTime(readFields(lengthDelimited(value)));
    case 'bytes':
      return lengthDelimited(value).toString('base64');
    case 'any':
      return {};
    case 'string': {
      const text = lengthDelimited(value).toString('utf8');
      return text === '' ? undefined : text;
    }
  }
}

function readItem(schema: ListSchema, value: number | Buffer): unknown {
  return schema.items.type === 'string'
    ? lengthDelimited(value).toString('utf8')
    : readValue(schema.items, value, undefined);
}

function readEntry(schema: MapSchema, bytes: Buffer, into: JsonObject): JsonObject {
  const fields = readFields(bytes);
  const value = fields.find((field) => field.number === 2)?.value ?? Buffer.alloc(0);
  const read =
    schema.values.type === 'string'
      ? lengthDelimited(value).toString('utf8')
      : readValue(schema.values, value, undefined);
  setMember(into, bytesOf(fields, 1).toString('utf8'), read);
  return into;
}

function readIntOrString(fields: readonly WireField[]): number | string {
  const isString = fields.some((field) => field.number === 1 && field.value === 1);
  if (isString) return bytesOf(fields, 3).toString('utf8');
  const number = fields.find((field) => field.number === 2)?.value;
  return typeof number === 'number' ? number : 0;
}

function readTime(fields: readonly WireField[]): string | undefined {
  const seconds = fields.find((field) => field.number === 1)?.value;
  return typeof seconds === 'number' && seconds > 0 ? rfc3339(seconds * 1000) : undefined;
}

function bytesOf(fields: readonly WireField[], number: number): Buffer {
  const value = fields.find((field) => field.number === number)?.value;
  return value instanceof Buffer ? value : Buffer.alloc(0);
}

function lengthDelimited(value: number | Buffer): Buffer {
  if (typeof value === 'number') throw new ProtobufError('a field has the wrong wire type');
  return value;
}

function readFields(bytes: Buffer): WireField[] {
  const fields: WireField[] = [];
  let position = 0;
  while (position < bytes.length) {
    const tag = readVarint(bytes, position);
    position = tag.next;
    const number = Math.floor(tag.value / 8);
    const wireType = tag.value % 8;
    if (wireType === 0) {
      const varint = readVarint(bytes, position);
      position = varint.next;
      fields.push({ number, value: varint.value });
    } else if (wireType === 2) {
      const length = readVarint(bytes, position);
      const end = length.next + length.value;
      if (end > bytes.length) throw new ProtobufError('a field is longer than the body');
      fields.push({ number, value: bytes.subarray(length.next, end) });
      position = end;
    } else if (wireType === 1 || wireType === 5) {
      position += wireType === 1 ? 8 : 4;
    } else throw new ProtobufError(`there is no wire type ${wireType}`);
  }
  return fields;
}

/** Varints of ten bytes are negative numbers in two's complement. */
function readVarint(bytes: Buffer, start: number): { value: number; next: number } {
  let value = 0n;
  for (let index = 0; index < 10; index += 1) {
    const byte = bytes[start + index];
    if (byte === undefined) break;
    value |= BigInt(byte & 0x7f) << BigInt(7 * index);
    if (byte < 0x80) return { value: Number(BigInt.asIntN(64, value)), next: start + index + 1 };
  }
  throw new ProtobufError('a number has no end');
}
