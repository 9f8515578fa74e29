import { type ConfigMap, type ConfigValue, isSet } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import type { Dialect, Field, ListField, MapField, ObjectField } from '../schema/field.ts';
import type { Span } from '../text/line-index.ts';
import { checkScalar, describeKind } from './check-scalar.ts';
import { closestName } from './closest-name.ts';

interface Checking {
  readonly dialect: Dialect;
  readonly findings: Finding[];
  /** Values that aliases repeat are checked once. */
  readonly seen: Set<ConfigValue>;
}

/** Keys, types, required fields and allowed values of one document, all at once. */
export function checkStructure(root: ConfigValue, schema: ObjectField, dialect: Dialect): Finding[] {
  const checking: Checking = { dialect, findings: [], seen: new Set() };
  checkValue(root, schema, root.span, checking);
  return checking.findings;
}

/** `at` marks the key of the value, which is where a missing field of it is reported. */
function checkValue(value: ConfigValue, field: Field, at: Span, checking: Checking): void {
  if (value.kind !== 'scalar') {
    if (checking.seen.has(value)) return;
    checking.seen.add(value);
  }
  switch (field.type) {
    case 'object':
      if (expectKind(value, 'map', at, checking)) checkObject(value as ConfigMap, field, at, checking);
      return;
    case 'map':
      if (expectKind(value, 'map', at, checking)) checkMap(value as ConfigMap, field, checking);
      return;
    case 'list':
      if (expectKind(value, 'list', at, checking)) checkList(value, field, at, checking);
      return;
    case 'either':
      checkEither(value, field.choices, at, checking);
      return;
    case 'free':
      if (field.shape === 'map') expectKind(value, 'map', at, checking);
      return;
    default:
      checkScalar(value, field, checking.findings);
  }
}

function expectKind(value: ConfigValue, kind: 'map' | 'list', at: Span, checking: Checking): boolean {
  if (value.kind === kind) return true;
  if (isSet(value)) {
    const message = `Must be ${kind === 'map' ? 'a mapping' : 'a list'}, but it is ${describeKind(value)}`;
    checking.findings.push({ code: 'type-wrong', severity: 'error', message, at: value.span });
  } else if (!isRefused(value)) {
    const message = 'Nothing follows this key: it counts as absent';
    checking.findings.push({ code: 'null-section', severity: 'warning', message, at });
  }
  return false;
}

/** An alias or tag that could not be read stands here as null, and has its own diagnostic. */
function isRefused(value: ConfigValue): boolean {
  const { start, end } = value.span;
  return value.kind === 'scalar' && end > start && !/^(?:~|null|Null|NULL)$/.test(value.source);
}

function checkObject(map: ConfigMap, schema: ObjectField, at: Span, checking: Checking): void {
  for (const entry of map.entries.values()) {
    const field = Object.hasOwn(schema.fields, entry.key) ? schema.fields[entry.key] : undefined;
    if (field === undefined) reportUnknown(map, entry, schema, checking);
    else {
      reportUse(entry, field, checking);
      checkValue(entry.value, field, entry.keySpan, checking);
    }
  }
  for (const [name, field] of requiredOf(schema)) {
    if (isSet(map.entries.get(name)?.value)) continue;
    const where = map.entries.get(name)?.keySpan ?? firstKeyOf(map) ?? at;
    const message = `The field ${name} is required. ${field.description}`;
    checking.findings.push({ code: 'key-required', severity: 'error', message, at: where });
  }
}

const knownRequired = new WeakMap<ObjectField, [string, Field][]>();

/** Found once per schema: a node group has a hundred fields, and a configuration hundreds of node groups. */
function requiredOf(schema: ObjectField): [string, Field][] {
  const known = knownRequired.get(schema);
  if (known !== undefined) return known;
  const required = Object.entries(schema.fields).filter(([, field]) => field.required === true);
  knownRequired.set(schema, required);
  return required;
}

/** A whole mapping underlined hides the other markers in it; its first key is enough to find it. */
function firstKeyOf(map: ConfigMap): Span | undefined {
  const first = map.entries.values().next().value;
  return first?.keySpan;
}

type Entry = { readonly key: string; readonly keySpan: Span; readonly value: ConfigValue };

function reportUnknown(map: ConfigMap, entry: Entry, schema: ObjectField, checking: Checking): void {
  const names = Object.keys(schema.fields).filter((name) => !map.entries.has(name));
  const meant = closestName(entry.key, names);
  const shown = JSON.stringify(entry.key.length > 80 ? `${entry.key.slice(0, 80)}…` : entry.key);
  const message =
    meant === undefined
      ? `The key ${shown} is not known here`
      : `The key ${shown} is not known here. Did you mean ${meant}?`;
  const finding: Finding = { code: 'key-unknown', severity: 'error', message, at: entry.keySpan };
  if (meant === undefined) checking.findings.push(finding);
  else {
    const splices = [{ start: entry.keySpan.start, end: entry.keySpan.end, insert: meant }];
    checking.findings.push({ ...finding, fix: { title: `Change to ${meant}`, splices } });
  }
}

function reportUse(entry: Entry, field: Field, checking: Checking): void {
  const at = entry.keySpan;
  if (field.dialect !== undefined && field.dialect !== checking.dialect) {
    const strict = checking.dialect === 'eksctl';
    const message = strict
      ? `${entry.key} belongs to rafay.io/v1alpha5; eksctl refuses it`
      : `${entry.key} comes from eksctl.io/v1alpha5: it is applied here, but other consoles may not know it`;
    checking.findings.push({ code: 'field-other-dialect', severity: strict ? 'error' : 'info', message, at });
  }
  if (field.readOnly === true) {
    const message = `${entry.key} is written by exports and ignored when the configuration is applied`;
    checking.findings.push({ code: 'field-read-only', severity: 'info', message, at });
  }
  if (field.deprecated !== undefined) {
    const message = `${entry.key} is deprecated: ${field.deprecated}`;
    checking.findings.push({ code: 'field-deprecated', severity: 'warning', message, at });
  }
}

function checkMap(map: ConfigMap, field: MapField, checking: Checking): void {
  for (const entry of map.entries.values()) checkValue(entry.value, field.values, entry.keySpan, checking);
}

function checkList(value: ConfigValue, field: ListField, at: Span, checking: Checking): void {
  if (value.kind !== 'list') return;
  if (value.items.length < (field.minItems ?? 0)) {
    const message = `Needs at least ${field.minItems} ${field.minItems === 1 ? 'entry' : 'entries'}`;
    checking.findings.push({
      code: 'list-too-short',
      severity: 'error',
      message,
      at: value.items.length === 0 ? at : value.span,
    });
  }
  const seen = new Set<unknown>();
  for (const item of value.items) {
    const { span } = item;
    if (!isSet(item)) {
      const message = 'This list entry is empty';
      checking.findings.push({ code: 'value-empty', severity: 'error', message, at: wide(span) });
      continue;
    }
    checkValue(item, field.items, firstKeySpan(item), checking);
    if (field.unique !== true || item.kind !== 'scalar') continue;
    if (seen.has(item.value)) {
      const message = `${String(item.value)} stands twice in this list`;
      checking.findings.push({ code: 'list-duplicate', severity: 'error', message, at: item.span });
    }
    seen.add(item.value);
  }
}

function firstKeySpan(item: ConfigValue): Span {
  return (item.kind === 'map' ? firstKeyOf(item) : undefined) ?? item.span;
}

function wide(span: Span): Span {
  return span.end > span.start ? span : { start: Math.max(0, span.start - 1), end: span.end };
}

function checkEither(
  value: ConfigValue,
  choices: readonly (MapField | ListField)[],
  at: Span,
  checking: Checking,
): void {
  const fitting = choices.find((choice) => choice.type === value.kind);
  if (fitting !== undefined) {
    checking.seen.delete(value);
    checkValue(value, fitting, at, checking);
    return;
  }
  const message = `Must be ${choices.map((choice) => (choice.type === 'map' ? 'a mapping' : 'a list')).join(' or ')}`;
  if (isSet(value)) checking.findings.push({ code: 'type-wrong', severity: 'error', message, at: value.span });
}
