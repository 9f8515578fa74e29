import { AwsRestJsonProtocol } from '@aws-sdk/core/protocols';
import type { NormalizedSchema } from '@smithy/core/schema';
import { AwsError } from '../world.ts';
import type { WireAnswer, WireRequest } from './messages.ts';
import type { OperationSchema } from './operation-schemas.ts';
import { formPairs, percentDecode } from './percent-encoding.ts';
import type { IdentifiedOperation, Protocol } from './protocol.ts';
import { readJson } from './read-json.ts';
import { serdeContext } from './serde-context.ts';

interface Route {
  operation: OperationSchema;
  method: string;
  /** Fixed segments as they are; labels as `{name}`. */
  segments: string[];
}

/** The rest-json protocol over the operations of one service: EKS and EKS Auth speak it. */
export function restJson(operations: ReadonlyMap<string, OperationSchema>, namespace: string): Protocol {
  const routes = routesOf(operations);
  const codec = new AwsRestJsonProtocol({ defaultNamespace: namespace }).getPayloadCodec();
  codec.setSerdeContext(serdeContext);
  return {
    identify: (request) => identify(routes, request),
    read: readInput,
    write({ operation }, output, requestId) {
      const serializer = codec.createSerializer();
      serializer.write(operation.output, output);
      return answer(operation.http?.status ?? 200, serializer.flush(), requestId);
    },
    refuse(error, requestId) {
      const body = JSON.stringify({ ...error.members, message: error.message });
      const refused = answer(error.httpStatus, body, requestId);
      return { ...refused, headers: { ...refused.headers, 'x-amzn-errortype': error.code } };
    },
  };
}

/** Routes with more fixed segments come first: `/addons/supported-versions` before `/addons/{name}`. */
function routesOf(operations: ReadonlyMap<string, OperationSchema>): Route[] {
  const routes: Route[] = [];
  for (const operation of operations.values()) {
    if (operation.http !== undefined) {
      const { method, uri } = operation.http;
      routes.push({ operation, method, segments: uri.split('/').slice(1) });
    }
  }
  const labels = (route: Route) => route.segments.filter((segment) => segment.startsWith('{')).length;
  return routes.sort((left, right) => labels(left) - labels(right));
}

function identify(routes: readonly Route[], request: WireRequest): IdentifiedOperation {
  const path = request.path.split('/').slice(1);
  for (const { operation, method, segments } of routes) {
    if (method === request.method && segments.length === path.length) {
      const labels = matched(segments, path);
      if (labels !== undefined) {
        return { operation, labels };
      }
    }
  }
  throw new AwsError('UnknownOperationException', 404, `No operation has ${request.method} ${request.path}.`);
}

/** Labels by name, still encoded; undefined if the path is another one. An empty label never matches. */
function matched(segments: readonly string[], path: readonly string[]): Map<string, string> | undefined {
  const labels = new Map<string, string>();
  for (const [index, segment] of segments.entries()) {
    const part = path[index] ?? '';
    if (segment.startsWith('{') && part !== '') {
      labels.set(segment.slice(1, -1), part);
    } else if (segment !== part) {
      return undefined;
    }
  }
  return labels;
}

/** Joins what the HTTP binding spreads over path, query and body. */
function readInput({ operation, labels }: IdentifiedOperation, request: WireRequest): Record<string, unknown> {
  const query = formPairs(request.query);
  const body = parsedBody(request.body);
  const members: [string, unknown][] = [];
  for (const [name, schema] of operation.input.structIterator()) {
    const traits = schema.getMergedTraits();
    if (traits.httpLabel) {
      members.push([name, percentDecode(labels?.get(name) ?? '')]);
    } else if (traits.httpQuery) {
      const values = query.filter(([key]) => key === traits.httpQuery).map(([, value]) => value);
      if (values.length > 0) {
        members.push([name, queryValue(schema, values, name)]);
      }
    } else if (body !== undefined && Object.hasOwn(body, name) && body[name] !== null) {
      members.push([name, readJson(schema, body[name], name)]);
    }
  }
  return Object.fromEntries(members);
}

function parsedBody(body: Buffer): Record<string, unknown> | undefined {
  if (body.length === 0) {
    return undefined;
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw new AwsError('SerializationException', 400, 'The request body is not valid JSON.');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new AwsError('SerializationException', 400, 'The request body must be a JSON object.');
  }
  return parsed as Record<string, unknown>;
}

function queryValue(schema: NormalizedSchema, values: readonly string[], name: string): unknown {
  if (schema.isListSchema()) {
    return [...values];
  }
  const value = values[0] ?? '';
  if (schema.isNumericSchema()) {
    if (!/^-?\d{1,15}$/.test(value)) {
      throw new AwsError('SerializationException', 400, `'${name}' must be a whole number.`);
    }
    return Number(value);
  }
  if (schema.isBooleanSchema()) {
    if (value !== 'true' && value !== 'false') {
      throw new AwsError('SerializationException', 400, `'${name}' must be true or false.`);
    }
    return value === 'true';
  }
  return value;
}

function answer(status: number, body: string | Uint8Array, requestId: string): WireAnswer {
  return { status, headers: { 'content-type': 'application/json', 'x-amzn-requestid': requestId }, body };
}
