import FormField from '@cloudscape-design/components/form-field';
import Toggle from '@cloudscape-design/components/toggle';
import { type FieldValues, useController } from 'react-hook-form';
import type { BoundField } from './text-field.tsx';

/** On or off, bound to a form. */
export function ToggleField<Form extends FieldValues>({
  control,
  name,
  label,
  description,
  constraintText,
}: BoundField<Form>) {
  const { field, fieldState } = useController({ control, name });
  return (
    <FormField errorText={fieldState.error?.message} constraintText={constraintText} stretch>
      <Toggle
        ref={field.ref}
        checked={field.value}
        description={description}
        onChange={({ detail }) => field.onChange(detail.checked)}
        onBlur={field.onBlur}
      >
        {label}
      </Toggle>
    </FormField>
  );
}
