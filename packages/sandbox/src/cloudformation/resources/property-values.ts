import type { Json } from '../../state/cloudformation-state.ts';
import { own } from '../../state/lookup.ts';
import { validationError } from '../errors.ts';
import { isObject, type JsonObject } from '../template/template.ts';
import type { ResourceRequest } from './resource-type.ts';

// Templates may write numbers and truth values as text, and texts as numbers; CloudFormation takes either.

/** @throws AwsError `ValidationError` unless it is a text, or was left out */
export function optionalText(properties: JsonObject, name: string): string | undefined {
  const value = own<Json>(properties, name);
  if (value === undefined) return undefined;
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : wrongType(name, 'String');
}

/** @throws AwsError `ValidationError` unless it is a text */
export function text(properties: JsonObject, name: string): string {
  return optionalText(properties, name) ?? wrongType(name, 'String');
}

export function texts(properties: JsonObject, name: string): string[] {
  const value = own<Json>(properties, name);
  if (value === undefined) return [];
  if (!Array.isArray(value)) return wrongType(name, 'List');
  return value.map((item) => (typeof item === 'string' ? item : wrongType(name, 'String')));
}

export function flag(properties: JsonObject, name: string): boolean | undefined {
  const value = optionalText(properties, name);
  if (value === undefined) return undefined;
  return value === 'true' || value === 'false' ? value === 'true' : wrongType(name, 'Boolean');
}

export function amount(properties: JsonObject, name: string): number | undefined {
  const value = optionalText(properties, name);
  if (value === undefined) return undefined;
  return value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : wrongType(name, 'Integer');
}

export function objects(properties: JsonObject, name: string): JsonObject[] {
  const value = own<Json>(properties, name);
  if (value === undefined) return [];
  if (!Array.isArray(value)) return wrongType(name, 'List');
  return value.map((item) => (isObject(item) ? item : wrongType(name, 'Object')));
}

export function object(properties: JsonObject, name: string): JsonObject | undefined {
  const value = own<Json>(properties, name);
  return value === undefined || isObject(value) ? value : wrongType(name, 'Object');
}

/** A policy: an object, or its JSON text. */
export function policyText(properties: JsonObject, name: string): string {
  const value = own<Json>(properties, name);
  if (isObject(value)) return JSON.stringify(value);
  return text(properties, name);
}

/** The tags of the stack, then those of the resource, which win; `[{Key, Value}]`. */
export function tagsOf({ stack, properties }: ResourceRequest): Record<string, string> {
  const own = objects(properties, 'Tags').map((tag) => [text(tag, 'Key'), optionalText(tag, 'Value') ?? ''] as const);
  return Object.fromEntries([...stack.tags.map(({ key, value }) => [key, value] as const), ...own]);
}

/** The tags of EKS resources are a map. */
export function tagMapOf({ stack, properties }: ResourceRequest): Record<string, string> {
  const given = object(properties, 'Tags') ?? {};
  const own = Object.keys(given).map((key) => [key, text(given, key)] as const);
  return Object.fromEntries([...stack.tags.map(({ key, value }) => [key, value] as const), ...own]);
}

/** The tags by which AWS shows of which stack something is. IAM and EKS do not take them from others. */
export function stackMarks({ stack, logicalId }: ResourceRequest): Record<string, string> {
  return {
    'aws:cloudformation:stack-name': stack.name,
    'aws:cloudformation:stack-id': stack.id,
    'aws:cloudformation:logical-id': logicalId,
  };
}

const CAPITALS_AND_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** `STACK-LogicalId-` and twelve characters, cut to the length that the kind of resource allows. */
export function generatedName({ call, stack, logicalId }: ResourceRequest, longest = 64): string {
  const end = `-${call.world.id(12, CAPITALS_AND_DIGITS)}`;
  return `${`${stack.name}-${logicalId}`.slice(0, longest - end.length)}${end}`;
}

function wrongType(name: string, wanted: string): never {
  throw validationError(`Value of property ${name} must be of type ${wanted}`);
}
