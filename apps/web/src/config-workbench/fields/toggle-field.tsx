import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Toggle from '@cloudscape-design/components/toggle';
import { useConfigField } from '../use-config-field.ts';
import { FieldFrame, type FieldProps } from './field-frame.tsx';

interface ToggleFieldProps extends Omit<FieldProps, 'unset'> {
  /** What holds where nothing is written. */
  byDefault: boolean;
}

/** On or off. Saying so and saying nothing are two things: what is written stays until it is cleared. */
export function ToggleField({ path, target, label, description, byDefault }: ToggleFieldProps) {
  const field = useConfigField(path, target);
  const written = typeof field.value === 'boolean';
  const foreign = !written && field.value !== undefined && field.value !== null;
  return (
    <FieldFrame field={field} foreign={foreign} label={label} labelled unset={byDefault ? 'on' : 'off'}>
      <SpaceBetween direction="horizontal" size="xs" alignItems="center">
        <Toggle
          checked={written ? field.value === true : byDefault}
          readOnly={field.readOnly}
          description={description}
          onChange={({ detail }) => void field.set(detail.checked)}
        >
          {label}
        </Toggle>
        {written && !field.readOnly && (
          <Button variant="inline-link" ariaLabel={`Clear ${label}`} onClick={() => void field.remove()}>
            Clear
          </Button>
        )}
      </SpaceBetween>
    </FieldFrame>
  );
}
