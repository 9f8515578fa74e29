import { RESOURCES } from '../resources/registry.ts';
import { apiVersionOf, type ResourceType } from '../resources/resource-type.ts';
import type { ListSchema, ObjectSchema, Schema } from '../schema/schema.ts';
import { GROUP_VERSIONS } from './discovery.ts';
import { type ApiAnswer, json } from './request.ts';

type Node = Record<string, unknown>;

const PATCH_TYPES = [
  'application/apply-patch+yaml',
  'application/json-patch+json',
  'application/merge-patch+json',
  'application/strategic-merge-patch+json',
];

/** `/openapi/v3` (the index) and `/openapi/v3/apis/GROUP/VERSION`; undefined for other paths. */
export function handleOpenApi(path: string): ApiAnswer | undefined {
  if (path === '/openapi/v3') return json({ paths: indexPaths() });
  const match = /^\/openapi\/v3\/(api\/v1|apis\/([^/]+)\/([^/]+))$/.exec(path);
  if (!match) return undefined;
  const [, , group = '', version = 'v1'] = match;
  if (!GROUP_VERSIONS.some((one) => one.group === group && one.version === version)) return undefined;
  return json(documentOf(group, version));
}

function indexPaths(): Node {
  return Object.fromEntries(
    GROUP_VERSIONS.map(({ group, version }) => {
      const path = group === '' ? `api/${version}` : `apis/${group}/${version}`;
      return [path, { serverRelativeURL: `/openapi/v3/${path}?hash=1` }];
    }),
  );
}

function documentOf(group: string, version: string): Node {
  const types = RESOURCES.filter((type) => type.group === group && type.version === version);
  const schemas: Record<string, Node> = {};
  for (const type of types) {
    define(type.schema, schemas);
    const gvk = { group, version, kind: type.kind };
    schemas[type.schema.name] = { ...schemas[type.schema.name], 'x-kubernetes-group-version-kind': [gvk] };
  }
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: 'unversioned' },
    paths: Object.fromEntries(types.flatMap(pathsOf)),
    components: { schemas },
  };
}

function pathsOf(type: ResourceType): [string, Node][] {
  const apiVersion = apiVersionOf(type);
  const root = type.group === '' ? `/api/${apiVersion}` : `/apis/${apiVersion}`;
  const collection = type.namespaced ? `${root}/namespaces/{namespace}/${type.plural}` : `${root}/${type.plural}`;
  const gvk = { group: type.group, version: type.version, kind: type.kind };
  const body = { $ref: reference(type.schema) };
  const answer = { responses: { 200: { description: 'OK', content: { 'application/json': { schema: body } } } } };
  const write = {
    parameters: ['dryRun', 'fieldManager', 'fieldValidation', 'force'].map((name) => ({
      name,
      in: 'query',
      schema: { type: name === 'force' ? 'boolean' : 'string', uniqueItems: true },
    })),
    ...answer,
    'x-kubernetes-group-version-kind': gvk,
  };
  const operation = (action: string, rest: Node): Node => ({ ...rest, 'x-kubernetes-action': action });
  const content = { 'application/json': { schema: body } };
  const patchContent = Object.fromEntries(PATCH_TYPES.map((kind) => [kind, { schema: { type: 'object' } }]));
  const read = { ...answer, 'x-kubernetes-group-version-kind': gvk };
  return [
    [collection, { get: operation('list', read), post: operation('post', { ...write, requestBody: { content } }) }],
    [
      `${collection}/{name}`,
      {
        get: operation('get', read),
        put: operation('put', { ...write, requestBody: { content } }),
        patch: operation('patch', { ...write, requestBody: { content: patchContent, required: true } }),
        delete: operation('delete', write),
      },
    ],
  ];
}

/** Puts an object's schema, and those that it needs, into the document. */
function define(schema: ObjectSchema, schemas: Record<string, Node>): void {
  if (schemas[schema.name] !== undefined) return;
  const node: Node = { type: 'object' };
  schemas[schema.name] = node;
  node['properties'] = Object.fromEntries(
    Object.entries(schema.fields).map(([name, field]) => [name, nodeOf(field, schemas)]),
  );
  if (schema.required.length > 0) node['required'] = [...schema.required];
  if (schema.retainKeys === true) node['x-kubernetes-patch-strategy'] = 'retainKeys';
}

function nodeOf(schema: Schema, schemas: Record<string, Node>): Node {
  switch (schema.type) {
    case 'object': {
      define(schema, schemas);
      const strategy = schema.retainKeys === true ? { 'x-kubernetes-patch-strategy': 'retainKeys' } : {};
      return { allOf: [{ $ref: reference(schema) }], ...strategy };
    }
    case 'map':
      return { type: 'object', additionalProperties: nodeOf(schema.values, schemas) };
    case 'list':
      return listNode(schema, schemas);
    case 'any':
      return { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
    case 'integer':
      return { type: 'integer', format: 'int64' };
    case 'int-or-string':
      return { oneOf: [{ type: 'integer' }, { type: 'string' }], format: 'int-or-string' };
    case 'time':
      return { type: 'string', format: 'date-time' };
    case 'bytes':
      return { type: 'string', format: 'byte' };
    case 'quantity':
      return { oneOf: [{ type: 'string' }, { type: 'number' }] };
    default:
      return { type: schema.type };
  }
}

function listNode(schema: ListSchema, schemas: Record<string, Node>): Node {
  const node: Node = { type: 'array', items: nodeOf(schema.items, schemas) };
  if (schema.mergeKey !== undefined) {
    node['x-kubernetes-patch-merge-key'] = schema.mergeKey;
    node['x-kubernetes-patch-strategy'] = schema.retainKeys === true ? 'merge,retainKeys' : 'merge';
    node['x-kubernetes-list-type'] = 'map';
    node['x-kubernetes-list-map-keys'] = schema.mapKeys ?? [];
  } else if (schema.set === true) {
    node['x-kubernetes-patch-strategy'] = 'merge';
    node['x-kubernetes-list-type'] = 'set';
  } else node['x-kubernetes-list-type'] = 'atomic';
  return node;
}

function reference(schema: ObjectSchema): string {
  return `#/components/schemas/${schema.name}`;
}
