/**
 * What the sandbox knows of the form of an object: enough to refuse what the API server's decoder refuses, to merge
 * lists as it does, and to answer kubectl's questions through OpenAPI.
 */
export type Schema = ScalarSchema | AnySchema | MapSchema | ListSchema | ObjectSchema;

export interface ScalarSchema {
  type: 'string' | 'integer' | 'number' | 'boolean' | 'quantity' | 'int-or-string' | 'time' | 'bytes';
}
/** Kept as it comes: corners of the API that nothing here reads. */
export interface AnySchema {
  type: 'any';
}
export interface MapSchema {
  type: 'map';
  values: Schema;
}
export interface ListSchema {
  type: 'list';
  items: Schema;
  /** Lists of objects that are merged element by element: the key of the strategic merge patch. */
  mergeKey?: string;
  /** Keys that name an element for server-side apply, where they are more than the merge key. */
  mapKeys?: readonly string[];
  /** Lists of scalars that are merged as sets. */
  set?: boolean;
  /** Members of an element that exclude each other (volume sources). */
  retainKeys?: boolean;
}
export interface ObjectSchema {
  type: 'object';
  /** Name of the definition, for example `io.k8s.api.core.v1.Pod`. */
  name: string;
  fields: Readonly<Record<string, Schema>>;
  required: readonly string[];
  /** Members exclude each other, as in a deployment's strategy. */
  retainKeys?: boolean;
}

export const string: ScalarSchema = { type: 'string' };
export const integer: ScalarSchema = { type: 'integer' };
export const boolean: ScalarSchema = { type: 'boolean' };
export const quantity: ScalarSchema = { type: 'quantity' };
export const intOrString: ScalarSchema = { type: 'int-or-string' };
export const time: ScalarSchema = { type: 'time' };
export const bytes: ScalarSchema = { type: 'bytes' };
export const any: AnySchema = { type: 'any' };
export const strings: MapSchema = { type: 'map', values: string };

export function map(values: Schema): MapSchema {
  return { type: 'map', values };
}

/** A list that a patch replaces as a whole. */
export function list(items: Schema): ListSchema {
  return { type: 'list', items };
}

/** A list of objects merged by a key. */
export function keyed(items: Schema, mergeKey: string, mapKeys: readonly string[] = [mergeKey]): ListSchema {
  return { type: 'list', items, mergeKey, mapKeys };
}

/** A list of scalars merged as a set. */
export function set(items: Schema): ListSchema {
  return { type: 'list', items, set: true };
}

export function object(
  name: string,
  fields: Readonly<Record<string, Schema>>,
  required: readonly string[] = [],
): ObjectSchema {
  return { type: 'object', name, fields, required };
}
