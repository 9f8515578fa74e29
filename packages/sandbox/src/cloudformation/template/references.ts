import type { Json } from '../../state/cloudformation-state.ts';
import { attributeReference, functionCall, subArgument, subParts } from './functions.ts';
import { isObject } from './template.ts';

/** What a value names: parameters, resources and pseudo parameters; attributes of resources; conditions. */
export interface References {
  names: Set<string>;
  attributes: { logicalId: string; attribute: string }[];
  conditions: Set<string>;
}

/** Everything that the functions in a value refer to, in both branches of each `Fn::If`. @throws AwsError `ValidationError` */
export function referencesOf(value: Json): References {
  const found: References = { names: new Set(), attributes: [], conditions: new Set() };
  collect(value, found);
  return found;
}

function collect(value: Json, found: References): void {
  const call = functionCall(value);
  if (call?.name === 'Ref') {
    if (typeof call.argument === 'string') found.names.add(call.argument);
    return;
  }
  if (call?.name === 'Fn::GetAtt') {
    found.attributes.push(attributeReference(call.argument));
    return;
  }
  if (call?.name === 'Fn::Sub') return collectSub(call.argument, found);
  if (call?.name === 'Fn::If' && Array.isArray(call.argument) && typeof call.argument[0] === 'string') {
    found.conditions.add(call.argument[0]);
  }
  const inner: readonly Json[] = Array.isArray(value) ? value : isObject(value) ? Object.values(value) : [];
  for (const item of inner) collect(item, found);
}

function collectSub(argument: Json, found: References): void {
  const { text, variables } = subArgument(argument);
  for (const value of Object.values(variables)) collect(value, found);
  for (const part of subParts(text)) {
    if (!('name' in part) || Object.hasOwn(variables, part.name)) continue;
    if (part.name.includes('.')) found.attributes.push(attributeReference(part.name));
    else found.names.add(part.name);
  }
}
