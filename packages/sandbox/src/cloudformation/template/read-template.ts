import type { Json } from '../../state/cloudformation-state.ts';
import { validationError } from '../errors.ts';
import {
  isObject,
  type JsonObject,
  type OutputDeclaration,
  type ParameterDeclaration,
  type ResourceDeclaration,
  type Template,
} from './template.ts';
import { readTemplateText } from './template-text.ts';

const SECTIONS = [
  ...['AWSTemplateFormatVersion', 'Description', 'Metadata', 'Parameters', 'Mappings', 'Conditions', 'Resources'],
  ...['Outputs', 'Rules', 'Transform'],
];
const RESOURCE_MEMBERS = [
  ...['Type', 'Properties', 'DependsOn', 'Condition', 'DeletionPolicy', 'UpdateReplacePolicy', 'Metadata'],
  ...['UpdatePolicy', 'CreationPolicy'],
];
const VERSION = '2010-09-09';

/**
 * The template in a text, each section of the shape that the template reference gives it. References between the parts
 * are not looked at here.
 *
 * @throws AwsError `ValidationError`
 */
export function readTemplate(text: string): Template {
  const root = readTemplateText(text);
  const unknown = Object.keys(root).filter((name) => !SECTIONS.includes(name));
  if (unknown.length > 0) formatError(`Invalid template property or properties [${unknown.join(', ')}]`, '');
  const version = root['AWSTemplateFormatVersion'];
  if (version !== undefined && version !== VERSION) {
    formatError(`Unsupported template format version: ${JSON.stringify(version)}.`);
  }
  // Macros run as functions of the account, and rules judge parameters: refused rather than ignored.
  if (root['Transform'] !== undefined) formatError('The sandbox has no macros: Transform is not supported.');
  if (root['Rules'] !== undefined) formatError('The sandbox does not support Rules.');
  const description = root['Description'];
  if (description !== undefined && typeof description !== 'string') {
    formatError('Every Description member must be a string.');
  }
  const resources = entries(root, 'Resources', readResource);
  if (Object.keys(resources).length === 0) formatError('At least one Resources member must be defined.');
  return {
    ...(typeof description === 'string' && { description }),
    parameters: entries(root, 'Parameters', readParameter),
    mappings: entries(root, 'Mappings', readMapping),
    conditions: entries(root, 'Conditions', (_name, value) => value),
    resources,
    outputs: entries(root, 'Outputs', readOutput),
  };
}

function formatError(sentence: string, prefix = 'Template format error: '): never {
  throw validationError(`${prefix}${sentence}`);
}

function entries<Value>(
  root: JsonObject,
  section: string,
  read: (name: string, value: Json) => Value,
): Record<string, Value> {
  const value = root[section];
  if (value === undefined || value === null) return {};
  if (!isObject(value)) formatError(`Every ${section} object must be a map.`);
  const named = Object.entries(value).map(([name, member]) => {
    if (!/^[A-Za-z0-9]+$/.test(name) && section !== 'Mappings') {
      formatError(`${section.slice(0, -1)} name ${name} is non alphanumeric.`);
    }
    return [name, read(name, member)] as const;
  });
  return Object.fromEntries(named);
}

function readResource(name: string, value: Json): ResourceDeclaration {
  const at = `[/Resources/${name}]`;
  if (!isObject(value)) return formatError(`${at} Every Resources object must be a map.`);
  const type = value['Type'];
  if (typeof type !== 'string') return formatError(`${at} Every Resources object must contain a Type member.`);
  const unknown = Object.keys(value).filter((member) => !RESOURCE_MEMBERS.includes(member));
  if (unknown.length > 0) {
    formatError(`Invalid template resource property '${unknown[0]}'`, '');
  }
  const properties = value['Properties'] ?? {};
  if (!isObject(properties)) return formatError(`${at} Every Properties member must be a map.`);
  const dependsOn = typeof value['DependsOn'] === 'string' ? [value['DependsOn']] : (value['DependsOn'] ?? []);
  if (!Array.isArray(dependsOn) || !dependsOn.every((item) => typeof item === 'string')) {
    return formatError(`${at} Every DependsOn value must be a string.`);
  }
  const condition = value['Condition'];
  if (condition !== undefined && typeof condition !== 'string') {
    return formatError(`${at} Every Condition member must be a string.`);
  }
  return {
    type,
    properties,
    dependsOn: dependsOn.map(String),
    ...(condition !== undefined && { condition }),
    retain: retains(value['DeletionPolicy'], at),
  };
}

function retains(policy: Json | undefined, at: string): boolean {
  if (policy === undefined || policy === 'Delete') return false;
  if (policy === 'Retain' || policy === 'RetainExceptOnCreate') return true;
  return formatError(`${at} Unrecognized DeletionPolicy ${JSON.stringify(policy)}.`);
}

function readParameter(name: string, value: Json): ParameterDeclaration {
  if (!isObject(value) || typeof value['Type'] !== 'string') {
    return formatError(`[/Parameters/${name}] Every Parameters object must contain a Type member.`);
  }
  const text = (member: string) => {
    const found = value[member];
    if (found === undefined || found === null) return undefined;
    return typeof found === 'object'
      ? formatError(`[/Parameters/${name}] ${member} must be a single value.`)
      : String(found);
  };
  const amount = (member: string) => (text(member) === undefined ? undefined : Number(text(member)));
  const allowed = value['AllowedValues'];
  const byDefault = text('Default');
  return {
    type: value['Type'],
    ...(byDefault !== undefined && { default: byDefault }),
    ...(Array.isArray(allowed) && { allowedValues: allowed.map(String) }),
    ...optional('allowedPattern', text('AllowedPattern')),
    ...optional('minLength', amount('MinLength')),
    ...optional('maxLength', amount('MaxLength')),
    ...optional('minValue', amount('MinValue')),
    ...optional('maxValue', amount('MaxValue')),
    noEcho: text('NoEcho') === 'true',
    ...optional('description', text('Description')),
    ...optional('constraintDescription', text('ConstraintDescription')),
  };
}

function optional<Name extends string, Value>(name: Name, value: Value | undefined): Partial<Record<Name, Value>> {
  return value === undefined ? {} : ({ [name]: value } as Record<Name, Value>);
}

function readMapping(name: string, value: Json): JsonObject {
  if (!isObject(value) || !Object.values(value).every(isObject)) {
    return formatError(`Every Mappings attribute must be a map of maps: ${name}.`);
  }
  return value;
}

function readOutput(name: string, value: Json): OutputDeclaration {
  const at = `[/Outputs/${name}]`;
  if (!isObject(value) || value['Value'] === undefined) {
    return formatError(`${at} Every Outputs member must contain a Value object`);
  }
  const { Value, Description, Export, Condition } = value;
  if (Export !== undefined && (!isObject(Export) || Export['Name'] === undefined)) {
    return formatError(`${at} Every Export member must contain a Name.`);
  }
  return {
    value: Value,
    ...(typeof Description === 'string' && { description: Description }),
    ...(isObject(Export) && { exportName: Export['Name'] }),
    ...(typeof Condition === 'string' && { condition: Condition }),
  };
}
