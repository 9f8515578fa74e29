import FormField from '@cloudscape-design/components/form-field';
import RadioGroup, { type RadioGroupProps } from '@cloudscape-design/components/radio-group';
import Tiles, { type TilesProps } from '@cloudscape-design/components/tiles';
import { type FieldValues, useController } from 'react-hook-form';
import type { BoundField } from './text-field.tsx';

interface ChoiceFieldProps<Form extends FieldValues> extends BoundField<Form> {
  items: readonly RadioGroupProps.RadioButtonDefinition[];
}

/** One of a few, one below the other. */
export function ChoiceField<Form extends FieldValues>({
  control,
  name,
  label,
  description,
  items,
}: ChoiceFieldProps<Form>) {
  const { field, fieldState } = useController({ control, name });
  return (
    <FormField label={label} description={description} errorText={fieldState.error?.message} stretch>
      <RadioGroup value={field.value} items={items} onChange={({ detail }) => field.onChange(detail.value)} />
    </FormField>
  );
}

/** One of a few that lead to different forms, side by side. */
export function TilesField<Form extends FieldValues>(
  props: BoundField<Form> & { items: readonly TilesProps.TilesDefinition[] },
) {
  const { control, name, label, description, items } = props;
  const { field, fieldState } = useController({ control, name });
  return (
    <FormField label={label} description={description} errorText={fieldState.error?.message} stretch>
      <Tiles
        value={field.value}
        items={items}
        columns={items.length}
        onChange={({ detail }) => field.onChange(detail.value)}
      />
    </FormField>
  );
}
