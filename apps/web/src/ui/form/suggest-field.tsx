import Autosuggest, { type AutosuggestProps } from '@cloudscape-design/components/autosuggest';
import FormField from '@cloudscape-design/components/form-field';
import { type FieldValues, useController } from 'react-hook-form';
import { type BoundField, fieldLabel } from './text-field.tsx';

interface SuggestFieldProps<Form extends FieldValues> extends BoundField<Form> {
  options: AutosuggestProps.Options;
  placeholder?: string;
  /** What free text is called: `Use "payments"`. */
  enteredText: (value: string) => string;
  empty: string;
  loading?: boolean;
  failed?: string | undefined;
  /** The server does the filtering. */
  searched?: boolean;
  /** The list may be longer than the dialog that holds it. */
  expandToViewport?: boolean;
  onSearch?: (text: string) => void;
}

/** A line of text with suggestions; what is not among them may be typed as well. */
export function SuggestField<Form extends FieldValues>(props: SuggestFieldProps<Form>) {
  const { control, name, label, optional, description, constraintText, options, enteredText, empty } = props;
  const { field, fieldState } = useController({ control, name });
  const status = props.failed === undefined ? (props.loading ? 'loading' : 'finished') : 'error';
  return (
    <FormField
      label={fieldLabel(label, optional)}
      description={description}
      constraintText={constraintText}
      errorText={fieldState.error?.message}
      stretch
    >
      <Autosuggest
        ref={field.ref}
        value={field.value}
        onChange={({ detail }) => {
          field.onChange(detail.value);
          props.onSearch?.(detail.value);
        }}
        onLoadItems={({ detail }) => props.onSearch?.(detail.filteringText)}
        onBlur={field.onBlur}
        options={options}
        filteringType={props.searched ? 'manual' : 'auto'}
        statusType={status}
        loadingText="Loading"
        errorText={props.failed ?? ''}
        errorIconAriaLabel="Error"
        empty={empty}
        enteredTextLabel={enteredText}
        expandToViewport={props.expandToViewport ?? false}
        ariaLabel={label}
        clearAriaLabel="Clear"
        {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
      />
    </FormField>
  );
}
