import Autosuggest, { type AutosuggestProps } from '@cloudscape-design/components/autosuggest';
import Input from '@cloudscape-design/components/input';
import type { ConfigData } from '@podpass/cluster-config';
import { useConfigField } from '../use-config-field.ts';
import { FieldFrame, type FieldProps } from './field-frame.tsx';

/** A line of text. Emptied, it is taken out of the configuration. */
export function TextField({ path, target, placeholder, ...words }: FieldProps & { placeholder?: string }) {
  const field = useConfigField(path, target);
  return (
    <FieldFrame field={field} foreign={isForeign(field.value)} {...words}>
      <Input
        value={typeof field.value === 'string' ? field.value : ''}
        readOnly={field.readOnly}
        placeholder={placeholder ?? ''}
        spellcheck={false}
        autoComplete={false}
        onChange={({ detail }) => void (detail.value === '' ? field.remove() : field.set(detail.value))}
      />
    </FieldFrame>
  );
}

interface SuggestFieldProps extends FieldProps {
  options: readonly AutosuggestProps.Option[];
  /** Says how the list of options is doing: loading, or why it is not there. Free text is taken all the same. */
  status?: { type: 'loading' | 'error'; text: string } | undefined;
  placeholder?: string;
}

/** A line of text with suggestions. What is not among them can be written as well. */
export function SuggestField({ path, target, options, status, placeholder, ...words }: SuggestFieldProps) {
  const field = useConfigField(path, target);
  const write = (value: string) => void (value === '' ? field.remove() : field.set(value));
  return (
    <FieldFrame field={field} foreign={isForeign(field.value)} {...words}>
      <Autosuggest
        value={typeof field.value === 'string' ? field.value : ''}
        readOnly={field.readOnly}
        options={options}
        enteredTextLabel={(text) => `Use "${text}"`}
        placeholder={placeholder ?? ''}
        empty="Nothing to suggest"
        onChange={({ detail }) => write(detail.value)}
        {...(status === undefined ? {} : statusProps(status))}
      />
    </FieldFrame>
  );
}

function statusProps({ type, text }: { type: 'loading' | 'error'; text: string }) {
  return type === 'loading'
    ? { statusType: 'loading' as const, loadingText: text }
    : { statusType: 'error' as const, errorText: text };
}

function isForeign(value: ConfigData | undefined): boolean {
  return value !== undefined && value !== null && typeof value !== 'string';
}
