import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { type FieldValues, useController } from 'react-hook-form';
import { LazyJsonEditor } from '../../editor/lazy-json-editor.tsx';
import { type BoundField, fieldLabel } from './text-field.tsx';

interface PolicyDocumentFieldProps<Form extends FieldValues> extends BoundField<Form> {
  /** What "Insert a template" writes. */
  template: object;
}

/** A policy document: closed until it is wanted, then an editor that knows policies. */
export function PolicyDocumentField<Form extends FieldValues>(props: PolicyDocumentFieldProps<Form>) {
  const { control, name, label, optional, description, constraintText, template } = props;
  const { field, fieldState } = useController({ control, name });
  const text: string = field.value;
  // Emptied by hand, it stays open: whoever clears an editor is about to write something else.
  const [open, setOpen] = useState(false);
  const show = (content: string) => {
    setOpen(content !== '');
    field.onChange(content);
  };
  return (
    <FormField
      label={fieldLabel(label, optional)}
      description={description}
      constraintText={constraintText}
      errorText={fieldState.error?.message}
      stretch
    >
      {text === '' && !open ? (
        <Button iconName="add-plus" onClick={() => show(JSON.stringify(template, null, 2))}>
          Write {label.toLowerCase()}
        </Button>
      ) : (
        <SpaceBetween size="xs">
          <LazyJsonEditor
            ariaLabel={label}
            content="policy"
            value={text}
            onChange={field.onChange}
            onBlur={field.onBlur}
          />
          <Button iconName="remove" onClick={() => show('')}>
            Remove {label.toLowerCase()}
          </Button>
        </SpaceBetween>
      )}
    </FormField>
  );
}
