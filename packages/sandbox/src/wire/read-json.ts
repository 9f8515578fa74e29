import type { NormalizedSchema } from '@smithy/core/schema';
import { AwsError } from '../world.ts';

/**
 * A parsed JSON value in the shape of a schema. Members that the schema does not have are ignored and null counts as
 * absent, as AWS does; a value of the wrong type is refused with SerializationException.
 *
 * @param path where the value stands in the input, for the message
 */
export function readJson(schema: NormalizedSchema, value: unknown, path: string): unknown {
  if (schema.isDocumentSchema()) {
    return value;
  }
  if (schema.isStructSchema()) {
    return readStructure(schema, value, path);
  }
  if (schema.isListSchema()) {
    if (!Array.isArray(value)) {
      throw wrongType(path, 'a list');
    }
    const member = schema.getValueSchema();
    return value.map((element, index) => readJson(member, element, `${path}[${index}]`));
  }
  if (schema.isMapSchema()) {
    if (!isObject(value)) {
      throw wrongType(path, 'a map');
    }
    const member = schema.getValueSchema();
    return Object.fromEntries(
      Object.entries(value).map(([key, element]) => [key, readJson(member, element, `${path}.${key}`)]),
    );
  }
  return readSimple(schema, value, path);
}

function readStructure(schema: NormalizedSchema, value: unknown, path: string): Record<string, unknown> {
  if (!isObject(value)) {
    throw wrongType(path, 'a structure');
  }
  const members: [string, unknown][] = [];
  for (const [name, member] of schema.structIterator()) {
    const element = Object.hasOwn(value, name) ? value[name] : undefined;
    if (element !== undefined && element !== null) {
      members.push([name, readJson(member, element, path === '' ? name : `${path}.${name}`)]);
    }
  }
  return Object.fromEntries(members);
}

function readSimple(schema: NormalizedSchema, value: unknown, path: string): unknown {
  if (schema.isBooleanSchema()) {
    return typeof value === 'boolean' ? value : fail(path, 'a boolean');
  }
  if (schema.isNumericSchema()) {
    return typeof value === 'number' ? value : fail(path, 'a number');
  }
  if (schema.isTimestampSchema()) {
    return typeof value === 'number' ? new Date(value * 1000) : fail(path, 'a time in seconds');
  }
  return typeof value === 'string' ? value : fail(path, 'a string');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fail(path: string, wanted: string): never {
  throw wrongType(path, wanted);
}

function wrongType(path: string, wanted: string): AwsError {
  return new AwsError('SerializationException', 400, `${path === '' ? 'The body' : `'${path}'`} must be ${wanted}.`);
}
