import { CLUSTER, CLUSTER_CONFIG, CLUSTER_V3 } from './documents.ts';
import type { Field, NumberField, TextField } from './field.ts';

export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/**
 * JSON Schema (draft 7) of any document of a configuration, from the same tree that the checks use, so that completion and
 * hover never say something else than the diagnostics. The kind and apiVersion of a document choose its branch.
 */
export function clusterConfigJsonSchema(): JsonSchema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Cluster configuration',
    type: 'object',
    if: { properties: { kind: { const: 'ClusterConfig' } }, required: ['kind'] },
    // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
    then: { $ref: '#/definitions/ClusterConfig' },
    else: {
      if: { required: ['apiVersion'] },
      // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
      then: { $ref: '#/definitions/ClusterV3' },
      else: { $ref: '#/definitions/Cluster' },
    },
    definitions: {
      ClusterConfig: jsonSchemaOf(CLUSTER_CONFIG),
      Cluster: jsonSchemaOf(CLUSTER),
      ClusterV3: jsonSchemaOf(CLUSTER_V3),
    },
  };
}

/** JSON Schema of one field, for forms and tests. */
export function jsonSchemaOf(field: Field): JsonSchema {
  const described: JsonSchema = {
    description: field.description,
    ...(field.readOnly === true ? { readOnly: true } : {}),
    ...(field.deprecated === undefined ? {} : { deprecationMessage: field.deprecated }),
  };
  return { ...described, ...keywordsOf(field) };
}

function keywordsOf(field: Field): JsonSchema {
  switch (field.type) {
    case 'text':
      return { type: 'string', ...textKeywords(field) };
    case 'integer':
    case 'number':
      return { type: field.type, ...numberKeywords(field) };
    case 'flag':
      return { type: 'boolean' };
    case 'object':
      return objectKeywords(field.fields);
    case 'map':
      return { type: 'object', additionalProperties: jsonSchemaOf(field.values) };
    case 'list':
      return {
        type: 'array',
        items: jsonSchemaOf(field.items),
        ...(field.minItems === undefined ? {} : { minItems: field.minItems }),
        ...(field.unique === true ? { uniqueItems: true } : {}),
      };
    case 'either':
      return { anyOf: field.choices.map(jsonSchemaOf) };
    case 'free':
      return field.shape === 'map' ? { type: 'object' } : {};
  }
}

function objectKeywords(fields: Readonly<Record<string, Field>>): JsonSchema {
  const names = Object.entries(fields);
  const required = names.filter(([, field]) => field.required === true).map(([name]) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(names.map(([name, field]) => [name, jsonSchemaOf(field)])),
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: false,
  };
}

function textKeywords(field: TextField): JsonSchema {
  return {
    ...(field.values === undefined || field.anyCase === true ? {} : { enum: field.values }),
    ...(field.values !== undefined && field.anyCase === true ? { examples: field.values } : {}),
    ...(field.pattern === undefined ? {} : { pattern: field.pattern.regex.source }),
    ...(field.notEmpty === true ? { minLength: 1 } : {}),
  };
}

function numberKeywords(field: NumberField): JsonSchema {
  return {
    ...(field.values === undefined ? {} : { enum: field.values }),
    ...(field.minimum === undefined ? {} : { minimum: field.minimum }),
    ...(field.maximum === undefined ? {} : { maximum: field.maximum }),
  };
}
