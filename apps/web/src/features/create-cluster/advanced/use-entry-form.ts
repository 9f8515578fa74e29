import type { ConfigEdit } from '@podpass/cluster-config';
import { type FieldErrors, type FieldValues, type Resolver, set, useForm, type DefaultValues } from 'react-hook-form';
import { isRecord } from '../../../config-workbench/data-at.ts';
import { useWorkbench } from '../../../config-workbench/workbench.tsx';
import { parsedJson } from './entry-fields.ts';
import { checkEdit, type EntryCheck } from './entry-problems.ts';

interface EntryFormOptions<Form extends FieldValues> {
  initial: Form;
  /** What saving the form would write. */
  edits(form: Form): ConfigEdit[];
  check(form: Form): EntryCheck;
  /** Fields that hold JSON, which must be readable before it can be written. */
  json: readonly (keyof Form & string)[];
  /** Fields that must not be empty, with their labels. */
  needed: Readonly<Record<string, string>>;
}

/**
 * The form of one entry. It is checked by the rules of the configuration themselves: on the text as it would be after
 * saving. Nothing is written before that, and what was typed stays until it can be saved.
 */
export function useEntryForm<Form extends FieldValues>(options: EntryFormOptions<Form>) {
  const { initial, edits, check, json, needed } = options;
  const workbench = useWorkbench();
  const resolver: Resolver<Form> = (form) => {
    const problems = { ...missing(form, needed), ...unreadable(form, json) };
    if (Object.keys(problems).length === 0) {
      const checked = checkEdit(workbench.text, edits(form), check(form));
      Object.assign(problems, checked.ok ? checked.problems : { root: checked.message });
    }
    const errors: FieldErrors<Form> = {};
    for (const [field, message] of Object.entries(problems)) set(errors, field, { type: 'rule', message });
    return Object.keys(problems).length === 0 ? { values: form, errors: {} } : { values: {}, errors };
  };
  const form = useForm<Form>({ resolver, mode: 'onTouched', defaultValues: initial as DefaultValues<Form> });
  return {
    ...form,
    /** Writes the form into the text if it is right; then `done`. */
    save: (done: () => void) => () =>
      void form.handleSubmit((values) => {
        const wanted = edits(values);
        if (wanted.length === 0 || workbench.edit(wanted)) done();
      })(),
  };
}

function missing(form: FieldValues, needed: Readonly<Record<string, string>>): Record<string, string> {
  const empty = Object.entries(needed).filter(([field]) => String(form[field] ?? '').trim() === '');
  return Object.fromEntries(empty.map(([field, label]) => [field, `${label} is needed`]));
}

function unreadable(form: FieldValues, fields: readonly string[]): Record<string, string> {
  const wrong = fields.filter((field) => {
    const text = String(form[field] ?? '');
    return text.trim() !== '' && !isRecord(parsedJson(text));
  });
  return Object.fromEntries(wrong.map((field) => [field, 'Must be a JSON object']));
}
