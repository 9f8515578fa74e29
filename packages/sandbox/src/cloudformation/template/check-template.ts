import type { Json } from '../../state/cloudformation-state.ts';
import { own } from '../../state/lookup.ts';
import { validationError } from '../errors.ts';
import { dependencyOrder } from './dependencies.ts';
import { PSEUDO_PARAMETERS } from './pseudo-parameters.ts';
import { referencesOf } from './references.ts';
import { isObject, type Template } from './template.ts';

/** What a template may use of a resource type. */
export type KnownTypes = Readonly<Record<string, { attributes: readonly string[] }>>;

/**
 * Refuses a template whose parts do not fit together: unknown resource types, references to nothing, circles.
 *
 * @throws AwsError `ValidationError`
 */
export function checkTemplate(template: Template, types: KnownTypes): void {
  checkTypes(template, types);
  checkConditions(template);
  for (const [name, resource] of Object.entries(template.resources)) {
    const missing = resource.dependsOn.filter((id) => own(template.resources, id) === undefined);
    if (missing.length > 0) unresolved(missing, 'Resources');
    if (resource.condition !== undefined) checkConditionName(template, resource.condition, `resource ${name}`);
    checkReferences(template, types, resource.properties, 'Resources');
  }
  for (const [name, output] of Object.entries(template.outputs)) {
    if (output.condition !== undefined) checkConditionName(template, output.condition, `output ${name}`);
    checkReferences(template, types, output.value, 'Outputs');
    if (output.exportName !== undefined) checkExportName(template, types, output.exportName);
  }
  // Throws for a circle.
  dependencyOrder(template);
}

function checkTypes(template: Template, types: KnownTypes): void {
  const used = Object.values(template.resources).map(({ type }) => type);
  const unknown = [...new Set(used.filter((type) => own(types, type) === undefined))];
  if (unknown.length > 0) {
    throw validationError(`Template format error: Unrecognized resource types: [${unknown.join(', ')}]`);
  }
}

/** Conditions see parameters and mappings only. */
function checkConditions(template: Template): void {
  for (const value of Object.values(template.conditions)) {
    const { names, attributes } = referencesOf(value);
    const unknown = [...names].filter((name) => !isParameter(template, name));
    if (unknown.length > 0 || attributes.length > 0) {
      const all = [...unknown, ...attributes.map(({ logicalId }) => logicalId)];
      throw validationError(
        `Template format error: Unresolved dependencies [${all.join(', ')}]. Cannot reference resources in the Conditions block of the template`,
      );
    }
    for (const name of namedConditions(value)) {
      checkConditionName(template, name, 'the Conditions block');
    }
  }
}

/** `{"Condition": "Name"}` is a function in conditions alone; elsewhere it is part of a policy. */
function namedConditions(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(namedConditions);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'Condition' && typeof inner === 'string' ? [inner] : namedConditions(inner),
  );
}

function checkConditionName(template: Template, name: string, where: string): void {
  if (own(template.conditions, name) === undefined) {
    throw validationError(`Template format error: Unresolved condition dependency ${name} in ${where}`);
  }
}

function checkReferences(template: Template, types: KnownTypes, value: Json, block: 'Resources' | 'Outputs'): void {
  const { names, attributes, conditions } = referencesOf(value);
  const missing = [...names].filter(
    (name) => !isParameter(template, name) && own(template.resources, name) === undefined,
  );
  if (missing.length > 0) unresolved(missing, block);
  for (const name of conditions) checkConditionName(template, name, `the ${block} block of the template`);
  for (const { logicalId, attribute } of attributes) {
    const resource = own(template.resources, logicalId);
    if (resource === undefined) {
      throw validationError(`Template error: instance of Fn::GetAtt references undefined resource ${logicalId}`);
    }
    if (!own(types, resource.type)?.attributes.includes(attribute)) {
      throw validationError(
        `Template error: resource ${logicalId} does not support attribute type ${attribute} in Fn::GetAtt`,
      );
    }
  }
}

function checkExportName(template: Template, types: KnownTypes, name: Json): void {
  const { attributes, names } = referencesOf(name);
  if (attributes.length > 0 || [...names].some((one) => own(template.resources, one) !== undefined)) {
    throw validationError('Template format error: Output export names must not depend on resources.');
  }
  checkReferences(template, types, name, 'Outputs');
}

function unresolved(names: readonly string[], block: string): never {
  throw validationError(
    `Template format error: Unresolved resource dependencies [${names.join(', ')}] in the ${block} block of the template`,
  );
}

function isParameter(template: Template, name: string): boolean {
  return PSEUDO_PARAMETERS.has(name) || own(template.parameters, name) !== undefined;
}
