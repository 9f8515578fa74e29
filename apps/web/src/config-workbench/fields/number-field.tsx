import Input from '@cloudscape-design/components/input';
import { useState } from 'react';
import { useConfigField } from '../use-config-field.ts';
import { FieldFrame, type FieldProps } from './field-frame.tsx';

/** A number. What is no number is not written. */
export function NumberField({ path, target, placeholder, ...words }: FieldProps & { placeholder?: string }) {
  const field = useConfigField(path, target);
  const [typed, setTyped] = useState<string>();
  const foreign = field.value !== undefined && field.value !== null && typeof field.value !== 'number';
  const write = (text: string): void => {
    const number = Number(text);
    const ok = text.trim() === '' ? field.remove() : Number.isFinite(number) && field.set(number);
    setTyped(ok ? undefined : text);
  };
  return (
    <FieldFrame field={field} foreign={foreign} {...words}>
      <Input
        type="number"
        inputMode="numeric"
        value={typed ?? (typeof field.value === 'number' ? String(field.value) : '')}
        readOnly={field.readOnly}
        placeholder={placeholder ?? ''}
        onChange={({ detail }) => write(detail.value)}
        onBlur={() => setTyped(undefined)}
      />
    </FieldFrame>
  );
}
