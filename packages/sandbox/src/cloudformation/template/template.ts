import type { Json } from '../../state/cloudformation-state.ts';

export type JsonObject = { [member: string]: Json };

/** A template whose shape has been checked; values may still contain functions. */
export interface Template {
  description?: string;
  parameters: Readonly<Record<string, ParameterDeclaration>>;
  mappings: Readonly<Record<string, JsonObject>>;
  conditions: Readonly<Record<string, Json>>;
  resources: Readonly<Record<string, ResourceDeclaration>>;
  outputs: Readonly<Record<string, OutputDeclaration>>;
}

export interface ParameterDeclaration {
  type: string;
  default?: string;
  allowedValues?: readonly string[];
  allowedPattern?: string;
  minLength?: number;
  maxLength?: number;
  minValue?: number;
  maxValue?: number;
  noEcho: boolean;
  description?: string;
  constraintDescription?: string;
}

export interface ResourceDeclaration {
  type: string;
  properties: JsonObject;
  dependsOn: readonly string[];
  condition?: string;
  retain: boolean;
}

export interface OutputDeclaration {
  value: Json;
  description?: string;
  /** May contain functions. */
  exportName?: Json;
  condition?: string;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
