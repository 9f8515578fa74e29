import { parse } from 'yaml';
import type { KubernetesObject } from '../../state/kubernetes-state.ts';
import { isObject, type JsonObject } from '../objects/json.ts';
import { DecodeError, decodeObject } from '../schema/decode.ts';
import { ProtobufError, readProtobuf } from '../schema/protobuf.ts';
import type { ObjectSchema } from '../schema/schema.ts';
import { ApiError, badRequest, unsupportedMediaType } from './api-error.ts';
import type { ApiCall, ApiRequest } from './request.ts';

const JSON_TYPES = ['application/json', 'application/yaml'];

/** What an object must be: its schema and its type. */
export interface ExpectedKind {
  schema: ObjectSchema;
  kind: string;
  apiVersion: string;
}

/**
 * The object in a request's body, checked against its schema. Unknown fields are refused, warned about or dropped, as
 * the query parameter `fieldValidation` says.
 *
 * @throws ApiError BadRequest, UnsupportedMediaType
 */
export function readObject(call: ApiCall, expected: ExpectedKind): KubernetesObject {
  return checkObject(
    call,
    expected,
    isProtobuf(call.request) ? readBinary(call, expected) : parseBody(call.request, JSON_TYPES),
  );
}

export function isProtobuf(request: ApiRequest): boolean {
  return request.contentType.startsWith('application/vnd.kubernetes.protobuf');
}

function readBinary(call: ApiCall, expected: ExpectedKind): unknown {
  try {
    return readProtobuf(expected.schema, call.request.body);
  } catch (error) {
    if (error instanceof ProtobufError) throw badRequest(error.message);
    throw error;
  }
}

/** {@link readObject} for a value that is already parsed (an apply configuration, the outcome of a patch). */
export function checkObject(call: ApiCall, expected: ExpectedKind, value: unknown): KubernetesObject {
  const version = expected.apiVersion.split('/').at(-1) ?? '';
  if (!isObject(value)) throw badRequest('the body of the request is not an object');
  const { apiVersion, kind } = value;
  if (
    (kind !== undefined && kind !== expected.kind) ||
    (apiVersion !== undefined && apiVersion !== expected.apiVersion)
  ) {
    throw badRequest(
      `the object provided is unrecognized (must be of type ${expected.kind}): found ${String(apiVersion)}, Kind=${String(kind)}`,
    );
  }
  const prefix = `${expected.kind} in version "${version}" cannot be handled as a ${expected.kind}: `;
  try {
    const { object, unknownFields } = decodeObject(expected.schema, value);
    reportUnknown(call, unknownFields, prefix);
    return withIdentity(object, expected);
  } catch (error) {
    if (error instanceof DecodeError) throw badRequest(prefix + error.message);
    throw error;
  }
}

/** The body as JSON or YAML. @throws ApiError */
export function parseBody(request: ApiRequest, accepted: readonly string[]): unknown {
  const type = request.contentType.split(';')[0]?.trim() ?? '';
  // Clients that send no type send JSON.
  if (type !== '' && !accepted.includes(type)) throw unsupportedMediaType(accepted);
  const text = request.body.toString('utf8');
  try {
    return type.endsWith('yaml') ? parse(text) : JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw badRequest(`couldn't get version/kind; json parse error: ${why}`);
  }
}

function reportUnknown(call: ApiCall, unknownFields: readonly string[], prefix: string): void {
  const mode = call.request.query.get('fieldValidation') ?? 'Warn';
  if (unknownFields.length === 0 || mode === 'Ignore') return;
  const problems = unknownFields.map((field) => `unknown field "${field}"`);
  if (mode === 'Strict')
    throw new ApiError(400, 'BadRequest', `${prefix}strict decoding error: ${problems.join(', ')}`);
  call.warnings.push(...problems);
}

function withIdentity(object: JsonObject, expected: ExpectedKind): KubernetesObject {
  const metadata = isObject(object['metadata']) ? object['metadata'] : {};
  return { ...object, apiVersion: expected.apiVersion, kind: expected.kind, metadata } as unknown as KubernetesObject;
}
