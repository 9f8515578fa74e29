import { NormalizedSchema } from '@smithy/core/schema';

type SchemaRef = Parameters<typeof NormalizedSchema.of>[0];

/** An operation as the SDK's generated schemas describe it: `[9, namespace, name, traits, () => input, () => output]`. */
type StaticOperation = readonly [9, string, string, unknown, SchemaRef, SchemaRef];

export interface OperationSchema {
  name: string;
  /** Method, path template and success status; only where the protocol binds to HTTP. */
  http?: { method: string; uri: string; status: number };
  input: NormalizedSchema;
  output: NormalizedSchema;
}

/** All operations among the exports of an SDK client package (or of a module that declares schemas like one). */
export function operationSchemas(exports: Readonly<Record<string, unknown>>): Map<string, OperationSchema> {
  const found = new Map<string, OperationSchema>();
  for (const exported of Object.values(exports)) {
    if (isOperation(exported)) {
      const [, , name, traits, input, output] = exported;
      const http = httpTrait(traits);
      found.set(name, {
        name,
        ...(http && { http }),
        input: inputSchema(input),
        output: NormalizedSchema.of(dereferenced(output)),
      });
    }
  }
  return found;
}

/** How many of a structure's members, counted from the first, are required: the seventh element of its schema. */
export function requiredMembers(schema: NormalizedSchema): string[] {
  const raw: unknown = schema.getSchema();
  const count: unknown = Array.isArray(raw) ? raw[6] : 0;
  const names = [...schema.structIterator()].map(([name]) => name);
  return names.slice(0, typeof count === 'number' ? count : 0);
}

/** The same structure under another name: the query protocol names the element after the operation, not the shape. */
export function renamed(schema: NormalizedSchema, name: string): NormalizedSchema {
  const raw: unknown = schema.getSchema();
  if (!Array.isArray(raw)) {
    return schema;
  }
  const copy: unknown[] = [...raw];
  copy[2] = name;
  return NormalizedSchema.of(copy as unknown as SchemaRef);
}

function isOperation(value: unknown): value is StaticOperation {
  return Array.isArray(value) && value[0] === 9 && typeof value[2] === 'string' && value.length >= 6;
}

/** An operation without input (GetAccountSummary) has the unit schema; a structure without members says the same. */
function inputSchema(ref: SchemaRef): NormalizedSchema {
  const schema = NormalizedSchema.of(dereferenced(ref));
  return schema.isUnitSchema() ? NormalizedSchema.of([3, 'smithy.api', 'Unit', 0, [], []]) : schema;
}

function dereferenced(ref: SchemaRef): SchemaRef {
  return typeof ref === 'function' ? dereferenced(ref()) : ref;
}

function httpTrait(traits: unknown): OperationSchema['http'] {
  if (typeof traits !== 'object' || traits === null || !('http' in traits) || !Array.isArray(traits.http)) {
    return undefined;
  }
  const [method, uri, status] = traits.http as unknown[];
  return typeof method === 'string' && typeof uri === 'string'
    ? { method, uri: uri.split('?')[0] ?? uri, status: typeof status === 'number' ? status : 200 }
    : undefined;
}
