import FormField, { type FormFieldProps } from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { type Control, type FieldPath, type FieldValues, useController } from 'react-hook-form';

/** What every bound field takes. `name` must be of a field that holds the fitting type. */
export interface BoundField<Form extends FieldValues> {
  control: Control<Form>;
  name: FieldPath<Form>;
  label: string;
  optional?: boolean;
  description?: FormFieldProps['description'];
  constraintText?: FormFieldProps['constraintText'];
}

/** "Label - optional", as the design system writes it. */
export function fieldLabel(label: string, optional: boolean | undefined) {
  return optional ? (
    <span>
      {label} <i>- optional</i>
    </span>
  ) : (
    label
  );
}

/** A line of text, bound to a form. */
export function TextField<Form extends FieldValues>({
  control,
  name,
  label,
  optional,
  placeholder,
  ...words
}: BoundField<Form> & { placeholder?: string }) {
  const { field, fieldState } = useController({ control, name });
  return (
    <FormField label={fieldLabel(label, optional)} errorText={fieldState.error?.message} {...words} stretch>
      <Input
        ref={field.ref}
        value={field.value}
        onChange={({ detail }) => field.onChange(detail.value)}
        onBlur={field.onBlur}
        spellcheck={false}
        autoComplete={false}
        {...(placeholder === undefined ? {} : { placeholder })}
      />
    </FormField>
  );
}
