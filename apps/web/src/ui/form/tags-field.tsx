import AttributeEditor from '@cloudscape-design/components/attribute-editor';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { type Control, type FieldPath, type FieldValues, useController } from 'react-hook-form';

export interface TagRow {
  key: string;
  value: string;
}

interface TagsFieldProps<Form extends FieldValues> {
  control: Control<Form>;
  name: FieldPath<Form>;
  description: string;
}

/** AWS allows 50 tags on a resource. */
const most = 50;

/** Keys and values, one row each. */
export function TagsField<Form extends FieldValues>({ control, name, description }: TagsFieldProps<Form>) {
  const { field, fieldState } = useController({ control, name });
  const rows: readonly TagRow[] = field.value;
  const change = (index: number, part: Partial<TagRow>) =>
    field.onChange(rows.map((row, each) => (each === index ? { ...row, ...part } : row)));
  return (
    <FormField
      label={
        <span>
          Tags <i>- optional</i>
        </span>
      }
      description={description}
      errorText={fieldState.error?.message ?? fieldState.error?.root?.message}
      stretch
    >
      <AttributeEditor
        items={rows}
        addButtonText="Add tag"
        removeButtonText="Remove"
        removeButtonAriaLabel={(row) => `Remove tag ${row.key || 'without a key'}`}
        disableAddButton={rows.length >= most}
        additionalInfo={`You can add ${most - rows.length} more.`}
        empty="No tags"
        definition={[
          {
            label: 'Key',
            control: (row, index) => (
              <Input
                value={row.key}
                ariaLabel={`Key of tag ${index + 1}`}
                spellcheck={false}
                onChange={({ detail }) => change(index, { key: detail.value })}
              />
            ),
          },
          {
            label: 'Value',
            control: (row, index) => (
              <Input
                value={row.value}
                ariaLabel={`Value of tag ${index + 1}`}
                spellcheck={false}
                onChange={({ detail }) => change(index, { value: detail.value })}
              />
            ),
          },
        ]}
        onAddButtonClick={() => field.onChange([...rows, { key: '', value: '' }])}
        onRemoveButtonClick={({ detail }) => field.onChange(rows.filter((_row, index) => index !== detail.itemIndex))}
      />
    </FormField>
  );
}

/** Rows as a record; rows that were left empty don't count. */
export function tagsOf(rows: readonly TagRow[]): Record<string, string> {
  return Object.fromEntries(
    rows.filter(({ key, value }) => key !== '' || value !== '').map(({ key, value }) => [key, value]),
  );
}

export function tagRows(tags: Record<string, string>): TagRow[] {
  return Object.entries(tags).map(([key, value]) => ({ key, value }));
}
