import { XmlCodec } from '@aws-sdk/core/protocols';
import type { NormalizedSchema } from '@smithy/core/schema';
import { AwsError } from '../world.ts';
import type { WireAnswer, WireRequest } from './messages.ts';
import { renamed, type OperationSchema } from './operation-schemas.ts';
import { formPairs } from './percent-encoding.ts';
import type { IdentifiedOperation, Protocol } from './protocol.ts';
import { queryTree, readQuery } from './read-query.ts';
import { serdeContext } from './serde-context.ts';

export interface QueryService {
  /** `2010-05-08` for IAM. */
  version: string;
  /** Namespace of the answers' XML. */
  xmlNamespace: string;
  serviceNamespace: string;
}

/** Timestamps of the query protocol are ISO 8601; 5 is the SDK's number for that format. */
export const ISO_8601 = 5;

/** The awsQuery protocol over the operations of one service: IAM and STS speak it. */
export function awsQuery(operations: ReadonlyMap<string, OperationSchema>, service: QueryService): Protocol {
  const codec = new XmlCodec({
    xmlNamespace: service.xmlNamespace,
    timestampFormat: { useTrait: true, default: ISO_8601 },
    httpBindings: false,
    serviceNamespace: service.serviceNamespace,
  });
  codec.setSerdeContext(serdeContext);
  return {
    identify: (request) => identifyQuery(operations, service.version, request),
    read: ({ operation, form }) => readQuery(operation.input, queryTree(form ?? []), '') as Record<string, unknown>,
    write({ operation }, output, requestId) {
      const result = operation.output.isUnitSchema() ? '' : resultElement(codec, operation, output);
      return xmlAnswer(
        200,
        `<${operation.name}Response xmlns="${service.xmlNamespace}">${result}` +
          `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${operation.name}Response>`,
        requestId,
      );
    },
    refuse(error, requestId) {
      const type = error.httpStatus >= 500 ? 'Receiver' : 'Sender';
      return xmlAnswer(
        error.httpStatus,
        `<ErrorResponse xmlns="${service.xmlNamespace}"><Error><Type>${type}</Type><Code>${escapeXml(error.code)}</Code>` +
          `<Message>${escapeXml(error.message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
        requestId,
      );
    },
  };
}

/** The form may be in the body (what SDKs send) or in the query string (presigned GetCallerIdentity). */
export function actionForm(request: WireRequest): [name: string, value: string][] {
  return [...formPairs(request.query), ...formPairs(decodedBody(request.body))];
}

function decodedBody(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw new AwsError('MalformedInput', 400, 'The request body is not UTF-8.');
  }
}

/** The operation that `Action` and `Version` of a form name. */
export function identifyQuery(
  operations: ReadonlyMap<string, OperationSchema>,
  version: string,
  request: WireRequest,
): IdentifiedOperation {
  if (request.method !== 'POST' && request.method !== 'GET') {
    throw new AwsError('MalformedInput', 400, `The method ${request.method} is not allowed here.`);
  }
  const form = actionForm(request);
  const first = (name: string) => form.find(([key]) => key === name)?.[1];
  const action = first('Action');
  if (action === undefined || action === '') {
    throw new AwsError('MissingAction', 400, 'The request names no Action.');
  }
  const operation = operations.get(action);
  if (operation === undefined || first('Version') !== version) {
    const asked = first('Version') ?? 'none';
    throw new AwsError('InvalidAction', 400, `Could not find operation ${action} for version ${asked}`);
  }
  return { operation, form };
}

function resultElement(codec: XmlCodec, operation: OperationSchema, output: unknown): string {
  const serializer = codec.createSerializer();
  serializer.write(resultSchema(operation), output ?? {});
  const xml = serializer.flush();
  return typeof xml === 'string' ? xml : Buffer.from(xml).toString('utf8');
}

const resultSchemas = new WeakMap<OperationSchema, NormalizedSchema>();

function resultSchema(operation: OperationSchema): NormalizedSchema {
  const known = resultSchemas.get(operation);
  if (known !== undefined) {
    return known;
  }
  const made = renamed(operation.output, `${operation.name}Result`);
  resultSchemas.set(operation, made);
  return made;
}

export function xmlAnswer(status: number, body: string, requestId: string): WireAnswer {
  return { status, headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId }, body };
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
