import type { Json } from '../../state/cloudformation-state.ts';
import { own } from '../../state/lookup.ts';
import { validationError } from '../errors.ts';
import { cidrBlocks } from './cidr.ts';
import { attributeReference, type FunctionCall, functionCall, subArgument, subParts } from './functions.ts';
import { parameterReference } from './parameters.ts';
import { isObject, type Template } from './template.ts';

/** What functions can see. */
export interface Scope {
  template: Template;
  parameters: Readonly<Record<string, string>>;
  pseudo: Readonly<Record<string, Json>>;
  /** Physical id and attributes of a resource that has been made. */
  resource(logicalId: string): { physicalId: string; attributes: Readonly<Record<string, Json>> } | undefined;
  /** Value of an export of the region. */
  exported(name: string): string | undefined;
  zones(region: string): string[];
}

/**
 * A value with its functions carried out; `undefined` where it is `AWS::NoValue`, and members and items that are so
 * are left out.
 *
 * @throws AwsError `ValidationError`
 */
export function evaluate(value: Json, scope: Scope): Json | undefined {
  const call = functionCall(value);
  if (call !== undefined) return evaluateCall(call, scope);
  if (Array.isArray(value)) {
    return value.map((item) => evaluate(item, scope)).filter((item): item is Json => item !== undefined);
  }
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(([name, member]) => [name, evaluate(member, scope)] as const);
  return Object.fromEntries(members.filter((member): member is [string, Json] => member[1] !== undefined));
}

/** Whether a condition of the template holds. @throws AwsError `ValidationError` */
export function conditionHolds(name: string, scope: Scope, asking: readonly string[] = []): boolean {
  const condition = own(scope.template.conditions, name);
  if (condition === undefined || asking.includes(name)) {
    throw validationError(
      `Template error: the condition ${name} ${condition === undefined ? 'is undefined' : 'is circular'}`,
    );
  }
  return truth(condition, scope, [...asking, name]);
}

function truth(value: Json, scope: Scope, asking: readonly string[]): boolean {
  if (isObject(value) && typeof value['Condition'] === 'string') {
    return conditionHolds(value['Condition'], scope, asking);
  }
  const call = functionCall(value);
  const items = Array.isArray(call?.argument) ? call.argument : [];
  switch (call?.name) {
    case 'Fn::And':
      return items.every((item) => truth(item, scope, asking));
    case 'Fn::Or':
      return items.some((item) => truth(item, scope, asking));
    case 'Fn::Not':
      return items.length === 1 && items[0] !== undefined && !truth(items[0], scope, asking);
    case 'Fn::Equals': {
      const [left, right] = items.map((item) => evaluate(item, scope));
      return JSON.stringify(asText(left)) === JSON.stringify(asText(right));
    }
    default:
      throw validationError('Template format error: Every Conditions member must be a condition function.');
  }
}

/** Numbers and truth values equal the texts that parameters hold. */
function asText(value: Json | undefined): Json | undefined {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}

function evaluateCall({ name, argument }: FunctionCall, scope: Scope): Json | undefined {
  switch (name) {
    case 'Ref':
      return reference(text(name, argument), scope);
    case 'Fn::GetAtt':
      return attribute(argument, scope);
    case 'Fn::Sub':
      return substitute(argument, scope);
    case 'Fn::If': {
      const [condition, yes, no] = list(name, argument, 3);
      return evaluate((conditionHolds(text(name, condition), scope) ? yes : no) ?? null, scope);
    }
    case 'Fn::And':
    case 'Fn::Or':
    case 'Fn::Not':
    case 'Fn::Equals':
      return truth({ [name]: argument }, scope, []);
    default:
      return plainFunction(name, evaluate(argument, scope) ?? null, scope);
  }
}

type PlainFunction = Exclude<
  FunctionCall['name'],
  'Ref' | 'Fn::GetAtt' | 'Fn::Sub' | 'Fn::If' | 'Fn::And' | 'Fn::Or' | 'Fn::Not' | 'Fn::Equals'
>;

/** Functions of values alone: their arguments have been evaluated. */
function plainFunction(name: PlainFunction, argument: Json, scope: Scope): Json {
  switch (name) {
    case 'Fn::Base64':
      return Buffer.from(text(name, argument)).toString('base64');
    case 'Fn::GetAZs':
      return scope.zones(text(name, argument) || text(name, scope.pseudo['AWS::Region']));
    case 'Fn::ImportValue': {
      const value = scope.exported(text(name, argument));
      if (value === undefined) throw validationError(`No export named ${text(name, argument)} found.`);
      return value;
    }
    case 'Fn::Join': {
      const [delimiter, items] = list(name, argument, 2);
      if (!Array.isArray(items)) return malformed(name);
      return items.map((item) => text(name, item)).join(text(name, delimiter));
    }
    case 'Fn::Split': {
      const [delimiter, whole] = list(name, argument, 2);
      return text(name, whole).split(text(name, delimiter));
    }
    case 'Fn::Select': {
      const [index, items] = list(name, argument, 2);
      const item = Array.isArray(items) ? items[Number(index)] : undefined;
      if (item === undefined) {
        throw validationError(
          `Template error: Fn::Select cannot select nonexistent value at index ${JSON.stringify(index)}`,
        );
      }
      return item;
    }
    case 'Fn::FindInMap':
      return found(
        list(name, argument, 3).map((part) => text(name, part)),
        scope,
      );
    case 'Fn::Cidr': {
      const [block, count, bits] = list(name, argument, 2);
      return cidrBlocks(text(name, block), Number(count), bits === undefined ? undefined : Number(bits));
    }
  }
}

function reference(name: string, scope: Scope): Json | undefined {
  if (name === 'AWS::NoValue') return undefined;
  const pseudo = own(scope.pseudo, name);
  if (pseudo !== undefined) return pseudo;
  const declaration = own(scope.template.parameters, name);
  if (declaration !== undefined) return parameterReference(declaration, own(scope.parameters, name) ?? '');
  const resource = scope.resource(name);
  if (resource !== undefined) return resource.physicalId;
  throw validationError(`Unresolved resource dependencies [${name}] in the Resources block of the template`);
}

function attribute(argument: Json, scope: Scope): Json {
  const wanted = attributeReference(argument);
  const value = own(scope.resource(wanted.logicalId)?.attributes, wanted.attribute);
  if (value !== undefined) return value;
  throw validationError(`Attribute '${wanted.attribute}' does not exist`);
}

function substitute(argument: Json, scope: Scope): string {
  const { text: whole, variables } = subArgument(argument);
  const pieces = subParts(whole).map((part) => {
    if ('literal' in part) return part.literal;
    const variable = own(variables, part.name);
    if (variable !== undefined) return text('Fn::Sub', evaluate(variable, scope));
    const value = part.name.includes('.') ? attribute(part.name, scope) : reference(part.name, scope);
    return text('Fn::Sub', value);
  });
  return pieces.join('');
}

function found([mapName = '', top = '', second = '']: readonly string[], { template }: Scope): Json {
  const row = own(own(template.mappings, mapName), top);
  const value = isObject(row) ? own(row, second) : undefined;
  if (value === undefined) {
    throw validationError(`Template error: Unable to get mapping for ${mapName}::${top}::${second}`);
  }
  return value;
}

function text(name: FunctionCall['name'], value: Json | undefined): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : malformed(name);
}

function list(name: FunctionCall['name'], value: Json, least: number): Json[] {
  return Array.isArray(value) && value.length >= least ? value : malformed(name);
}

function malformed(name: FunctionCall['name']): never {
  throw validationError(`Template error: every ${name} object has arguments of a wrong number or type.`);
}
