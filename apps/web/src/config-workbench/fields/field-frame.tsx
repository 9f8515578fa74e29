import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField, { type FormFieldProps } from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { EditTarget, Path } from '@podpass/cluster-config';
import type { ReactNode } from 'react';
import { type ConfigField } from '../use-config-field.ts';
import { useWorkbench } from '../workbench.tsx';

/** What every field of a configuration takes. */
export interface FieldProps {
  path: Path;
  /** Which half of the configuration it belongs to; `config` unless told. */
  target?: EditTarget;
  label: string;
  description?: FormFieldProps['description'];
  /** What happens where the text says nothing, in words: `EKS takes its default version`. */
  unset?: string;
}

interface FieldFrameProps extends Pick<FieldProps, 'label' | 'description' | 'unset'> {
  field: ConfigField;
  /** The text says something that this field cannot show. */
  foreign?: boolean;
  /** The control says its label itself. */
  labelled?: boolean;
  children: ReactNode;
}

/** Label, control, what is wrong, and what holds where nothing is written. */
export function FieldFrame({
  field,
  label,
  description,
  unset,
  foreign = false,
  labelled = false,
  children,
}: FieldFrameProps) {
  const errors = field.problems.filter(({ severity }) => severity === 'error');
  const warnings = field.problems.filter(({ severity }) => severity === 'warning');
  return (
    <FormField
      label={labelled && !foreign ? undefined : label}
      description={description}
      errorText={sentences(errors)}
      warningText={sentences(warnings)}
      constraintText={field.value === undefined && unset !== undefined ? `Not set: ${unset}.` : undefined}
      stretch
    >
      {foreign ? <AsWritten field={field} label={label} /> : children}
    </FormField>
  );
}

/** A value of another kind than the form knows stays as it is written, until a person changes it in the text. */
function AsWritten({ field, label }: { field: ConfigField; label: string }) {
  const { showText } = useWorkbench();
  return (
    <SpaceBetween size="xxs">
      <Box variant="code" display="block">
        {field.source}
      </Box>
      <SpaceBetween direction="horizontal" size="xs">
        {showText !== undefined && (
          <Button variant="inline-link" ariaLabel={`Edit ${label} in YAML`} onClick={() => showText(field.position)}>
            Edit in YAML
          </Button>
        )}
        {!field.readOnly && (
          <Button variant="inline-link" ariaLabel={`Remove ${label}`} onClick={() => field.remove()}>
            Remove
          </Button>
        )}
      </SpaceBetween>
    </SpaceBetween>
  );
}

function sentences(problems: ConfigField['problems']): ReactNode {
  return problems.length === 0 ? undefined : [...new Set(problems.map(({ message }) => message))].join(' · ');
}
