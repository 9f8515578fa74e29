import type { Json } from '../../state/cloudformation-state.ts';
import { own } from '../../state/lookup.ts';
import { validationError } from '../errors.ts';
import type { ParameterDeclaration, Template } from './template.ts';

export interface GivenParameter {
  ParameterKey?: string;
  ParameterValue?: string;
  UsePreviousValue?: boolean;
}

/**
 * The value of each parameter of a template: as given, as before, or its default.
 *
 * @throws AwsError `ValidationError`: a value is missing, not allowed, or for a parameter that there is not
 */
export function parameterValues(
  template: Template,
  given: readonly GivenParameter[],
  previous: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const unknown = given.map(({ ParameterKey = '' }) => ParameterKey).filter((key) => !own(template.parameters, key));
  if (unknown.length > 0) {
    throw validationError(`Parameters: [${unknown.join(', ')}] do not exist in the template`);
  }
  const values = Object.entries(template.parameters).map(([name, declaration]) => {
    const one = given.find(({ ParameterKey }) => ParameterKey === name);
    const before = own(previous, name);
    const value = (one?.UsePreviousValue ? before : one?.ParameterValue) ?? declaration.default;
    return [name, declaration, value] as const;
  });
  const missing = values.filter(([, , value]) => value === undefined).map(([name]) => name);
  if (missing.length > 0) throw validationError(`Parameters: [${missing.join(', ')}] must have values`);
  for (const [name, declaration, value = ''] of values) checkValue(name, declaration, value);
  return Object.fromEntries(values.map(([name, , value = '']) => [name, value]));
}

/** What `Ref` gives for a parameter: lists for list types, text for all others. */
export function parameterReference(declaration: ParameterDeclaration, value: string): Json {
  const isList = declaration.type === 'CommaDelimitedList' || declaration.type.startsWith('List<');
  return isList ? value.split(',').map((item) => item.trim()) : value;
}

function checkValue(name: string, declaration: ParameterDeclaration, value: string): void {
  const { allowedValues, allowedPattern, type } = declaration;
  if (!/^(String|Number|CommaDelimitedList|List<.+>|AWS::.+)$/.test(type) || type.startsWith('AWS::SSM::')) {
    throw validationError(`Template format error: Unrecognized parameter type: ${type}`);
  }
  const refuse = (problem: string): never => {
    const told = declaration.constraintDescription ?? problem;
    throw validationError(`Parameter ${name} failed to satisfy constraint: ${told}`);
  };
  if (allowedValues !== undefined && !allowedValues.includes(value)) {
    refuse(`Parameter ${name} must be one of AllowedValues`);
  }
  if (allowedPattern !== undefined && !matches(name, allowedPattern, value)) {
    refuse(`Parameter ${name} must match pattern ${allowedPattern}`);
  }
  if (type === 'Number' && (value.trim() === '' || !Number.isFinite(Number(value)))) {
    throw validationError(`Parameter '${name}' must be a number.`);
  }
  const within = (amount: number, least: number | undefined, most: number | undefined) =>
    amount >= (least ?? -Infinity) && amount <= (most ?? Infinity);
  if (!within(value.length, declaration.minLength, declaration.maxLength)) {
    refuse(`Parameter ${name} has a length outside of its bounds`);
  }
  if (type === 'Number' && !within(Number(value), declaration.minValue, declaration.maxValue)) {
    refuse(`Parameter ${name} is outside of its bounds`);
  }
}

function matches(name: string, pattern: string, value: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u').test(value);
  } catch {
    throw validationError(`Template format error: AllowedPattern of parameter ${name} is not a regular expression.`);
  }
}
