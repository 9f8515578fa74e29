import type { Json } from '../../state/cloudformation-state.ts';
import { validationError } from '../errors.ts';
import { isObject } from './template.ts';

/** Functions that the sandbox evaluates, in their long form. */
const NAMES = [
  ...['Ref', 'Fn::Base64', 'Fn::Cidr', 'Fn::FindInMap', 'Fn::GetAtt', 'Fn::GetAZs', 'Fn::If', 'Fn::ImportValue'],
  ...['Fn::Join', 'Fn::Select', 'Fn::Split', 'Fn::Sub', 'Fn::And', 'Fn::Equals', 'Fn::Not', 'Fn::Or'],
] as const;
export type FunctionName = (typeof NAMES)[number];

export interface FunctionCall {
  name: FunctionName;
  argument: Json;
}

/**
 * The function that a value calls, if it calls one: an object with a function's name as its only member.
 *
 * @throws AwsError `ValidationError` for a function that the sandbox does not know
 */
export function functionCall(value: Json): FunctionCall | undefined {
  if (!isObject(value)) return undefined;
  const [member, ...others] = Object.entries(value);
  if (member === undefined || others.length > 0) return undefined;
  const [name, argument] = member;
  const known = NAMES.find((candidate) => candidate === name);
  if (known !== undefined) return { name: known, argument };
  if (name.startsWith('Fn::')) throw validationError(`Template error: the function ${name} is not supported.`);
  return undefined;
}

/** Resource and attribute of `Fn::GetAtt`, from either of its forms. */
export function attributeReference(argument: Json): { logicalId: string; attribute: string } {
  if (typeof argument === 'string') {
    const dot = argument.indexOf('.');
    if (dot > 0) return { logicalId: argument.slice(0, dot), attribute: argument.slice(dot + 1) };
  }
  if (Array.isArray(argument) && argument.length >= 2) {
    const [logicalId, ...attribute] = argument;
    if (typeof logicalId === 'string' && attribute.every((part) => typeof part === 'string')) {
      return { logicalId, attribute: attribute.join('.') };
    }
  }
  throw validationError(
    'Template error: every Fn::GetAtt object requires two non-empty parameters, the resource name and the resource attribute',
  );
}

export type SubPart = { literal: string } | { name: string };

/** The pieces of the text of `Fn::Sub`: `${Name}` is replaced, `${!Name}` means `${Name}` itself. */
export function subParts(text: string): SubPart[] {
  const parts: SubPart[] = [];
  let end = 0;
  for (const match of text.matchAll(/\$\{([^}]*)\}/g)) {
    parts.push({ literal: text.slice(end, match.index) });
    const name = (match[1] ?? '').trim();
    parts.push(name.startsWith('!') ? { literal: `\${${name.slice(1)}}` } : { name });
    end = match.index + match[0].length;
  }
  parts.push({ literal: text.slice(end) });
  return parts;
}

/** Text and own variables of `Fn::Sub`, from either of its forms. */
export function subArgument(argument: Json): { text: string; variables: { [name: string]: Json } } {
  if (typeof argument === 'string') return { text: argument, variables: {} };
  if (Array.isArray(argument) && argument.length === 2) {
    const [text, variables] = argument;
    if (typeof text === 'string' && isObject(variables)) return { text, variables };
  }
  throw validationError(
    "Template error: One or more Fn::Sub intrinsic functions don't specify expected arguments. Specify a string as first argument, and an optional second argument to specify a mapping of values to replace in the string",
  );
}
