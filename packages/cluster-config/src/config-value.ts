import type { Span } from './text/line-index.ts';

/** Data as JSON knows it: what a configuration says, without how it is written. */
export type ConfigData =
  | string
  | number
  | boolean
  | null
  | readonly ConfigData[]
  | { readonly [key: string]: ConfigData };

/** A value with its place in the text. Aliases are resolved (the place is the anchor's), merge keys are expanded. */
export type ConfigValue = ConfigMap | ConfigList | ConfigScalar;

export interface ConfigMap {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, ConfigEntry>;
  readonly span: Span;
}

export interface ConfigEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: ConfigValue;
}

export interface ConfigList {
  readonly kind: 'list';
  readonly items: readonly ConfigValue[];
  readonly span: Span;
}

export interface ConfigScalar {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** As written, without quotes; a number keeps its digits (`1.30` is not `1.3`). */
  readonly source: string;
  readonly plain: boolean;
  readonly span: Span;
}

/** The value under `path`, or undefined where any step is missing or of another kind. */
export function valueAt(
  value: ConfigValue | undefined,
  ...path: readonly (string | number)[]
): ConfigValue | undefined {
  let current = value;
  for (const step of path) {
    if (current?.kind === 'map') current = current.entries.get(String(step))?.value;
    else if (current?.kind === 'list' && typeof step === 'number') current = current.items[step];
    else return undefined;
  }
  return current;
}

/** The map under `path`; undefined when it is missing, null, or something else (structure checks report that). */
export function mapAt(value: ConfigValue | undefined, ...path: readonly (string | number)[]): ConfigMap | undefined {
  const found = valueAt(value, ...path);
  return found?.kind === 'map' ? found : undefined;
}

/** The items of the list under `path`; none when it is missing or something else. */
export function itemsAt(value: ConfigValue | undefined, ...path: readonly (string | number)[]): readonly ConfigValue[] {
  const found = valueAt(value, ...path);
  return found?.kind === 'list' ? found.items : [];
}

export function textAt(value: ConfigValue | undefined, ...path: readonly (string | number)[]): string | undefined {
  const found = valueAt(value, ...path);
  return found?.kind === 'scalar' && typeof found.value === 'string' ? found.value : undefined;
}

export function numberAt(value: ConfigValue | undefined, ...path: readonly (string | number)[]): number | undefined {
  const found = valueAt(value, ...path);
  return found?.kind === 'scalar' && typeof found.value === 'number' ? found.value : undefined;
}

/** Three states: true, false, and undefined for absent (eksctl's *bool fields tell them apart). */
export function booleanAt(value: ConfigValue | undefined, ...path: readonly (string | number)[]): boolean | undefined {
  const found = valueAt(value, ...path);
  return found?.kind === 'scalar' && typeof found.value === 'boolean' ? found.value : undefined;
}

/** Present and not null, as a pointer in the peer's own model would be. */
export function isSet(value: ConfigValue | undefined): value is ConfigValue {
  return value !== undefined && !(value.kind === 'scalar' && value.value === null);
}

/** Set and not empty: an empty string, list or map says no more than absence. */
export function hasContent(value: ConfigValue | undefined): value is ConfigValue {
  if (!isSet(value)) return false;
  if (value.kind === 'map') return value.entries.size > 0;
  if (value.kind === 'list') return value.items.length > 0;
  return value.value !== '';
}

/** Plain data, the same object for the same value each time. A key named `__proto__` becomes an own property, never a prototype. */
export function toData(value: ConfigValue): ConfigData {
  if (value.kind === 'scalar') return value.value;
  const known = knownData.get(value);
  if (known !== undefined) return known;
  const data = value.kind === 'list' ? value.items.map(toData) : recordOf(value);
  knownData.set(value, data);
  return data;
}

/** The model, the rules and the edits all ask for the data of the same values; none of these ever changes. */
const knownData = new WeakMap<ConfigMap | ConfigList, ConfigData>();

function recordOf(map: ConfigMap): ConfigData {
  const data: Record<string, ConfigData> = {};
  for (const { key, value } of map.entries.values()) {
    if (key === '__proto__') {
      Object.defineProperty(data, key, { value: toData(value), enumerable: true, configurable: true, writable: true });
    } else data[key] = toData(value);
  }
  return data;
}
