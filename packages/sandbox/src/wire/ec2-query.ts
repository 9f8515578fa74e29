import { XmlCodec } from '@aws-sdk/core/protocols';
import type { NormalizedSchema } from '@smithy/core/schema';
import { AwsError } from '../world.ts';
import { escapeXml, identifyQuery, ISO_8601, type QueryService, xmlAnswer } from './aws-query.ts';
import { type OperationSchema, renamed } from './operation-schemas.ts';
import type { Protocol } from './protocol.ts';
import { type QueryNode, queryTree, readSimple } from './read-query.ts';
import { serdeContext } from './serde-context.ts';

/**
 * The ec2Query protocol, which EC2 alone speaks: lists are flattened (`SubnetId.1`), answers have no result element, and
 * errors are wrapped in their own way.
 */
export function ec2Query(operations: ReadonlyMap<string, OperationSchema>, service: QueryService): Protocol {
  const codec = new XmlCodec({
    xmlNamespace: service.xmlNamespace,
    timestampFormat: { useTrait: true, default: ISO_8601 },
    httpBindings: false,
    serviceNamespace: service.serviceNamespace,
  });
  codec.setSerdeContext(serdeContext);
  return {
    identify: (request) => identifyQuery(operations, service.version, request),
    read: ({ operation, form }) => readMembers(operation.input, queryTree(form ?? []), ''),
    write({ operation }, output, requestId) {
      const serializer = codec.createSerializer();
      serializer.write(renamed(operation.output, `${operation.name}Response`), output ?? {});
      const flushed = serializer.flush();
      const xml = typeof flushed === 'string' ? flushed : Buffer.from(flushed).toString('utf8');
      return xmlAnswer(200, withRequestId(xml, requestId), requestId);
    },
    refuse(error, requestId) {
      return xmlAnswer(
        error.httpStatus,
        `<Response><Errors><Error><Code>${escapeXml(error.code)}</Code><Message>${escapeXml(error.message)}</Message>` +
          `</Error></Errors><RequestID>${requestId}</RequestID></Response>`,
        requestId,
      );
    },
  };
}

/** The first element of an answer is the request's id; the SDK's schemas do not know it. */
function withRequestId(xml: string, requestId: string): string {
  const empty = /^<(\w+)([^>]*)\/>$/.exec(xml);
  const open = empty === null ? xml : `<${empty[1]}${empty[2]}></${empty[1]}>`;
  const end = open.indexOf('>') + 1;
  return `${open.slice(0, end)}<requestId>${requestId}</requestId>${open.slice(end)}`;
}

function readMembers(schema: NormalizedSchema, node: QueryNode, path: string): Record<string, unknown> {
  const members: [string, unknown][] = [];
  for (const [name, member] of schema.structIterator()) {
    const child = node.children.get(wireName(name, member));
    if (child !== undefined) members.push([name, readMember(member, child, path === '' ? name : `${path}.${name}`)]);
  }
  return Object.fromEntries(members);
}

function readMember(schema: NormalizedSchema, node: QueryNode, path: string): unknown {
  if (schema.isStructSchema()) return readMembers(schema, node, path);
  if (!schema.isListSchema()) return readSimple(schema, node.value, path);
  if (node.children.size === 0) throw new AwsError('InvalidParameterValue', 400, `'${path}' must be a list.`);
  const list: unknown[] = [];
  for (let index = 1; ; index += 1) {
    const child = node.children.get(String(index));
    if (child === undefined) return list;
    list.push(readMember(schema.getValueSchema(), child, `${path}.${index}`));
  }
}

/** Members go by the name that is theirs in queries, else by their XML name with a capital. */
function wireName(name: string, member: NormalizedSchema): string {
  const { ec2QueryName, xmlName } = member.getMergedTraits();
  const text = [ec2QueryName, xmlName].find((given) => typeof given === 'string') ?? name;
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
