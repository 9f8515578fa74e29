import { type ConfigScalar, type ConfigValue, isSet } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import type { FlagField, NumberField, TextField } from '../schema/field.ts';
import { closestName } from './closest-name.ts';

/** Words that YAML 1.1 reads as booleans: the peer's parser does, this one (YAML 1.2) does not. */
const OLD_BOOLEANS = new Map([
  ...['y', 'yes', 'on'].map((word) => [word, 'true'] as const),
  ...['n', 'no', 'off'].map((word) => [word, 'false'] as const),
]);

export function checkScalar(value: ConfigValue, field: TextField | NumberField | FlagField, findings: Finding[]): void {
  if (!isSet(value)) return;
  if (value.kind !== 'scalar') {
    findings.push(wrongType(value, field));
    return;
  }
  if (field.type === 'text') checkText(value, field, findings);
  else if (field.type === 'flag') {
    if (typeof value.value !== 'boolean') findings.push(wrongType(value, field));
  } else checkNumber(value, field, findings);
}

/** The kind of a value in words, for "but it is …". */
export function describeKind(value: ConfigValue): string {
  if (value.kind === 'map') return 'a mapping';
  if (value.kind === 'list') return 'a list';
  if (value.value === null) return 'empty';
  return { string: 'a text', number: 'a number', boolean: 'a boolean' }[
    typeof value.value as 'string' | 'number' | 'boolean'
  ];
}

function wrongType(value: ConfigValue, field: TextField | NumberField | FlagField): Finding {
  const wanted = { text: 'a text', flag: 'true or false', integer: 'a whole number', number: 'a number' }[field.type];
  const is = value.kind === 'scalar' ? ` (${shorten(value.source)})` : '';
  const finding: Finding = {
    code: 'type-wrong',
    severity: 'error',
    message: `Must be ${wanted}, but it is ${describeKind(value)}${is}`,
    at: value.span,
  };
  const rewritten = value.kind === 'scalar' ? rewrite(value, field) : undefined;
  if (rewritten === undefined) return finding;
  const splices = [{ start: value.span.start, end: value.span.end, insert: rewritten }];
  return { ...finding, fix: { title: `Write ${rewritten}`, splices } };
}

/** The same value in the wanted type, as the author most likely means it. */
function rewrite(value: ConfigScalar, field: TextField | NumberField | FlagField): string | undefined {
  if (field.type === 'text') return value.plain && value.source !== '' ? `"${value.source}"` : undefined;
  const word = value.source.trim().toLowerCase();
  if (field.type === 'flag') {
    if (word === 'true' || word === 'false') return word;
    return OLD_BOOLEANS.get(word);
  }
  const number = field.type === 'integer' ? /^-?\d+$/ : /^-?\d+(?:\.\d+)?$/;
  return number.test(word) ? word : undefined;
}

function checkText(value: ConfigScalar, field: TextField, findings: Finding[]): void {
  if (typeof value.value !== 'string') {
    findings.push(wrongType(value, field));
    return;
  }
  const written = value.value;
  const at = value.span;
  if (field.notEmpty === true && written.trim() === '') {
    findings.push({ code: 'value-empty', severity: 'error', message: `Must not be empty. ${field.description}`, at });
    return;
  }
  if (field.values !== undefined && !allowed(written, field)) findings.push(notAllowed(value, written, field.values));
  if (field.pattern !== undefined && written !== '' && !field.pattern.regex.test(written)) {
    const message = `${JSON.stringify(shorten(written))} must be ${field.pattern.says}`;
    findings.push({ code: 'value-pattern', severity: 'error', message, at });
  }
  if (value.plain && OLD_BOOLEANS.has(written.toLowerCase())) {
    const message = `Tools that read YAML 1.1 take ${written} for ${OLD_BOOLEANS.get(written.toLowerCase())}: quote it`;
    const fix = { title: `Write "${written}"`, splices: [{ start: at.start, end: at.end, insert: `"${written}"` }] };
    findings.push({ code: 'text-looks-boolean', severity: 'warning', message, at, fix });
  }
}

function allowed(written: string, field: TextField): boolean {
  const values = field.values ?? [];
  if (values.includes(written)) return true;
  return field.anyCase === true && values.some((one) => one.toLowerCase() === written.toLowerCase());
}

function notAllowed(value: ConfigScalar, written: string, values: readonly string[]): Finding {
  const meant = closestName(written, values);
  const list = values.map((one) => JSON.stringify(one)).join(', ');
  const message = `${JSON.stringify(shorten(written))} is not one of ${list}`;
  const finding: Finding = { code: 'value-not-allowed', severity: 'error', message, at: value.span };
  if (meant === undefined) return finding;
  const insert = value.plain && /^[A-Za-z][\w./-]*$/.test(meant) ? meant : JSON.stringify(meant);
  const splices = [{ start: value.span.start, end: value.span.end, insert }];
  return { ...finding, fix: { title: `Change to ${meant}`, splices } };
}

function checkNumber(value: ConfigScalar, field: NumberField, findings: Finding[]): void {
  const number = value.value;
  if (
    typeof number !== 'number' ||
    !Number.isFinite(number) ||
    (field.type === 'integer' && !Number.isInteger(number))
  ) {
    findings.push(wrongType(value, field));
    return;
  }
  const message = outOfRange(number, field);
  if (message !== undefined) findings.push({ code: 'value-out-of-range', severity: 'error', message, at: value.span });
}

function outOfRange(number: number, field: NumberField): string | undefined {
  if (field.values !== undefined && !field.values.includes(number)) return `Must be one of ${field.values.join(', ')}`;
  if (field.minimum !== undefined && number < field.minimum) return `Must be at least ${field.minimum}`;
  if (field.maximum !== undefined && number > field.maximum) return `Must be at most ${field.maximum}`;
  return undefined;
}

function shorten(written: string): string {
  return written.length > 80 ? `${written.slice(0, 80)}…` : written;
}
