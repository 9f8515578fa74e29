import type { ConfigFacts } from '../config-parts.ts';
import { CLUSTER, CLUSTER_CONFIG, CLUSTER_V3 } from './documents.ts';
import type { Field, NumberField, ObjectField, TextField } from './field.ts';
import { offeredKeywords, offeredVersions } from './offered-values.ts';

export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/**
 * JSON Schema (draft 7) of any document of a configuration, from the same tree that the checks use, so that completion and
 * hover never say something else than the diagnostics. The kind and apiVersion of a document choose its branch. Facts add
 * values to choose from.
 */
export function clusterConfigJsonSchema(facts: ConfigFacts = {}): JsonSchema {
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
      ClusterConfig: jsonSchemaOf(CLUSTER_CONFIG, facts),
      Cluster: jsonSchemaOf(CLUSTER, facts),
      ClusterV3: jsonSchemaOf(CLUSTER_V3, facts),
    },
  };
}

function jsonSchemaOf(field: Field, facts: ConfigFacts): JsonSchema {
  const described: JsonSchema = {
    description: field.description,
    ...(field.readOnly === true ? { readOnly: true } : {}),
    ...(field.deprecated === undefined ? {} : { deprecationMessage: field.deprecated }),
  };
  return { ...described, ...keywordsOf(field, facts) };
}

function keywordsOf(field: Field, facts: ConfigFacts): JsonSchema {
  switch (field.type) {
    case 'text':
      return { type: 'string', ...textKeywords(field), ...offeredKeywords(field, facts) };
    case 'integer':
    case 'number':
      return { type: field.type, ...numberKeywords(field) };
    case 'flag':
      return { type: 'boolean' };
    case 'object':
      return { ...objectKeywords(field, facts), ...offeredVersions(field, facts) };
    case 'map':
      return { type: 'object', additionalProperties: jsonSchemaOf(field.values, facts) };
    case 'list':
      return {
        type: 'array',
        items: jsonSchemaOf(field.items, facts),
        ...(field.minItems === undefined ? {} : { minItems: field.minItems }),
        ...(field.unique === true ? { uniqueItems: true } : {}),
      };
    case 'either':
      return { anyOf: field.choices.map((choice) => jsonSchemaOf(choice, facts)) };
    case 'free':
      return field.shape === 'map' ? { type: 'object' } : {};
  }
}

function objectKeywords({ fields }: ObjectField, facts: ConfigFacts): JsonSchema {
  const names = Object.entries(fields);
  const required = names.filter(([, field]) => field.required === true).map(([name]) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(names.map(([name, field]) => [name, jsonSchemaOf(field, facts)])),
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
