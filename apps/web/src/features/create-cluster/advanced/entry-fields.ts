import type { ConfigData } from '@podpass/cluster-config';
import type { TagRow } from '../../../ui/form/tags-field.tsx';
import { isRecord } from '../../../config-workbench/data-at.ts';
import { recordOf, textOf, type ConfigRecord } from './config-data.ts';

/** How one field of a form is written: its value in the configuration, or undefined for no such key. */
export type FieldWriter<Value> = (value: Value, before: ConfigData | undefined) => ConfigData | undefined;

export type FieldWriters<Form> = { readonly [Field in keyof Form]?: FieldWriter<Form[Field]> };

/**
 * The entry as the form wants it. Only fields that differ from those that the form began with are written: what the form
 * cannot show, and what it shows in other words than the text has, stays as it was.
 */
export function writeFields<Form extends object>(
  before: ConfigRecord,
  initial: Form,
  form: Form,
  writers: FieldWriters<Form>,
): ConfigRecord {
  const after: Record<string, ConfigData> = { ...before };
  for (const field of Object.keys(writers) as (keyof Form & string)[]) {
    const write = writers[field];
    if (write === undefined || JSON.stringify(form[field]) === JSON.stringify(initial[field])) continue;
    const value = write(form[field], before[field]);
    if (value === undefined) delete after[field];
    else after[field] = value;
  }
  return after;
}

export const textField: FieldWriter<string> = (text) => (text.trim() === '' ? undefined : text.trim());

/** Kept as it was typed: white space means something in it. */
export const blockField: FieldWriter<string> = (text) => (text.trim() === '' ? undefined : text);

/** Off is written only where something was written before: absent means off for all of these. */
export const flagField: FieldWriter<boolean> = (on, before) => (on || before !== undefined ? on : undefined);

export const textsField: FieldWriter<readonly string[]> = (texts) => (texts.length === 0 ? undefined : [...texts]);

export const namesField: FieldWriter<readonly string[]> = (names, before) => {
  const others = Object.entries(recordOf(before)).filter(([, value]) => value !== true);
  const after = Object.fromEntries([...others, ...names.map((name) => [name, true] as const)]);
  return Object.keys(after).length === 0 ? undefined : after;
};

export const tagsField: FieldWriter<readonly TagRow[]> = (rows) => {
  const given = rows.filter(({ key, value }) => key !== '' || value !== '');
  return given.length === 0 ? undefined : Object.fromEntries(given.map(({ key, value }) => [key, value]));
};

/** JSON that is not an object is refused by the form before it comes here. */
export const jsonField: FieldWriter<string> = (text) => {
  const data = text.trim() === '' ? undefined : parsedJson(text);
  return isRecord(data) ? data : undefined;
};

export function parsedJson(text: string): ConfigData | undefined {
  try {
    return JSON.parse(text) as ConfigData;
  } catch {
    return undefined;
  }
}

export function tagRowsOf(data: ConfigData | undefined): TagRow[] {
  return Object.entries(recordOf(data)).map(([key, value]) => ({ key, value: textOf(value) }));
}
