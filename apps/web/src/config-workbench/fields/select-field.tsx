import Select, { type SelectProps } from '@cloudscape-design/components/select';
import { useConfigField } from '../use-config-field.ts';
import { FieldFrame, type FieldProps } from './field-frame.tsx';

interface SelectFieldProps extends FieldProps {
  options: readonly { value: string; label?: string; description?: string }[];
}

const nothing = '';

/** One of a few. The first choice is to say nothing; a value that is not offered stays and is shown. */
export function SelectField({ path, target, options, unset, ...words }: SelectFieldProps) {
  const field = useConfigField(path, target);
  const foreign = field.value !== undefined && field.value !== null && typeof field.value !== 'string';
  const value = typeof field.value === 'string' ? field.value : nothing;
  const offered: SelectProps.Option[] = [
    { value: nothing, label: 'Not set', ...(unset === undefined ? {} : { description: unset }) },
    ...options.map((option) => ({ label: option.value, ...option })),
  ];
  const selected = offered.find((option) => option.value === value) ?? { value, label: value };
  return (
    <FieldFrame field={field} foreign={foreign} {...words} {...(unset === undefined ? {} : { unset })}>
      <Select
        selectedOption={selected}
        options={offered}
        disabled={field.readOnly}
        onChange={({ detail }) => {
          const next = detail.selectedOption.value ?? nothing;
          void (next === nothing ? field.remove() : field.set(next));
        }}
      />
    </FieldFrame>
  );
}
