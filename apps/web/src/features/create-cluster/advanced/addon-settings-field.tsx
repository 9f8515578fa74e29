import FormField from '@cloudscape-design/components/form-field';
import Textarea from '@cloudscape-design/components/textarea';
import { useEffect, useState } from 'react';
import { type Control, useController } from 'react-hook-form';
import { fieldLabel } from '../../../ui/form/text-field.tsx';
import type { AddonForm } from './addon-entry.ts';
import type { AddonDetails } from './addon-identity-fields.tsx';

interface Judgement {
  problems: readonly string[];
  known: readonly string[];
}

const none: Judgement = { problems: [], known: [] };

/** The settings of an add-on, as JSON or YAML, held against the schema that EKS publishes for its version. */
export function AddonSettingsField({ control, details }: { control: Control<AddonForm>; details: AddonDetails }) {
  const { field, fieldState } = useController({ control, name: 'configurationValues' });
  const schema = details.data?.configurationSchema ?? undefined;
  const { problems, known } = useJudgement(field.value, schema);
  return (
    <FormField
      label={fieldLabel('Configuration values', true)}
      description={
        details.data?.configurationSchema === null
          ? 'This version takes none.'
          : 'JSON or YAML, as the add-on wants it.'
      }
      constraintText={known.length === 0 ? undefined : `This version knows: ${known.join(', ')}.`}
      errorText={fieldState.error?.message}
      warningText={problems.length === 0 ? undefined : `Against its schema: ${problems.join(' · ')}`}
      stretch
    >
      <Textarea
        value={field.value}
        rows={6}
        spellcheck={false}
        onChange={({ detail }) => field.onChange(detail.value)}
        onBlur={field.onBlur}
      />
    </FormField>
  );
}

/** Schemas and the code that reads them are loaded only where a schema is to be read. */
function useJudgement(text: string, schema: string | undefined): Judgement {
  const [judgement, setJudgement] = useState(none);
  useEffect(() => {
    let over = false;
    if (schema === undefined) {
      setJudgement(none);
      return undefined;
    }
    void import('./settings-check.ts').then(
      ({ settingsProblems, knownSettings }) => {
        if (!over) setJudgement({ problems: settingsProblems(text, schema), known: knownSettings(schema) });
      },
      // Without it, the settings are as good as without a schema.
      () => setJudgement(none),
    );
    return () => {
      over = true;
    };
  }, [text, schema]);
  return judgement;
}
