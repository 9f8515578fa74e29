import Autosuggest from '@cloudscape-design/components/autosuggest';
import FormField from '@cloudscape-design/components/form-field';
import Multiselect from '@cloudscape-design/components/multiselect';
import SpaceBetween from '@cloudscape-design/components/space-between';
import TokenGroup from '@cloudscape-design/components/token-group';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type FieldValues, useController } from 'react-hook-form';
import { api } from '../../../api/client.ts';
import { type BoundField, fieldLabel } from '../../../ui/form/text-field.tsx';
import { useSettled } from '../../../ui/use-settled.ts';

/** Until a search is sent, after the last keystroke. */
const searchRestMs = 200;

/** ARNs of managed policies: search and pick, or paste and press Enter. */
export function PolicyArnsField<Form extends FieldValues>(props: BoundField<Form>) {
  const { control, name, label, optional, description } = props;
  const { field, fieldState } = useController({ control, name });
  const [typed, setTyped] = useState('');
  const { settled: search } = useSettled(typed, searchRestMs);
  const query = useQuery({
    ...api.iam.policies.queryOptions({ input: { search, limit: 100 } }),
    placeholderData: (previous) => previous,
  });
  const chosen: readonly string[] = field.value;
  const options = (query.data?.items ?? [])
    .filter(({ arn }) => !chosen.includes(arn))
    .map((policy) => ({
      value: policy.arn,
      label: policy.name,
      description: policy.arn,
      labelTag: policy.awsManaged ? 'AWS' : 'this account',
    }));
  const add = (arn: string) => {
    const trimmed = arn.trim();
    if (trimmed !== '' && !chosen.includes(trimmed)) field.onChange([...chosen, trimmed]);
    setTyped('');
  };
  return (
    <FormField
      label={fieldLabel(label, optional)}
      description={description ?? 'Search by name, or paste an ARN and press Enter.'}
      errorText={fieldState.error?.message}
      stretch
    >
      <SpaceBetween size="xs">
        <Autosuggest
          ref={field.ref}
          value={typed}
          onChange={({ detail }) => setTyped(detail.value)}
          onSelect={({ detail }) => add(detail.value)}
          onKeyDown={({ detail }) => {
            if (detail.key === 'Enter' && typed.startsWith('arn:')) add(typed);
          }}
          onBlur={() => {
            if (typed.startsWith('arn:')) add(typed);
            field.onBlur();
          }}
          options={options}
          filteringType="manual"
          statusType={query.error ? 'error' : query.isPending ? 'loading' : 'finished'}
          loadingText="Loading"
          errorText="The policies could not be loaded. An ARN can be pasted all the same."
          empty="No policy matches"
          enteredTextLabel={(value) => `Add "${value}"`}
          ariaLabel={label}
          clearAriaLabel="Clear"
          placeholder="AmazonS3ReadOnlyAccess"
        />
        <TokenGroup
          items={chosen.map((arn) => ({ label: arn, dismissLabel: `Remove ${arn}` }))}
          onDismiss={({ detail }) => field.onChange(chosen.filter((_arn, index) => index !== detail.itemIndex))}
        />
      </SpaceBetween>
    </FormField>
  );
}

/** Ready-made permissions of well-known controllers. */
export function WellKnownField<Form extends FieldValues>(props: BoundField<Form>) {
  const { control, name, label, optional, description } = props;
  const { field, fieldState } = useController({ control, name });
  const query = useQuery(api.iam.wellKnownPolicies.queryOptions());
  const chosen: readonly string[] = field.value;
  const known = (query.data?.items ?? []).map((preset) => ({
    value: preset.name as string,
    label: preset.title,
    description: preset.description,
  }));
  const unknown = chosen
    .filter((one) => known.every(({ value }) => value !== one))
    .map((value) => ({ value, label: value, description: '' }));
  const options = [...known, ...unknown];
  return (
    <FormField
      label={fieldLabel(label, optional)}
      description={description ?? 'Permissions of well-known controllers.'}
      errorText={fieldState.error?.message}
      stretch
    >
      <Multiselect
        options={options}
        selectedOptions={options.filter(({ value }) => chosen.includes(value))}
        onChange={({ detail }) => field.onChange(detail.selectedOptions.map(({ value }) => value))}
        onBlur={field.onBlur}
        statusType={query.isPending ? 'loading' : query.error ? 'error' : 'finished'}
        loadingText="Loading"
        errorText="The presets could not be loaded"
        placeholder="Choose presets"
        ariaLabel={label}
        deselectAriaLabel={(option) => `Remove ${option.label ?? ''}`}
      />
    </FormField>
  );
}

/** What "Write permission policy" begins with. */
export const policyTemplate = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['arn:aws:s3:::my-bucket/*'] }],
};

export const rolePlaceholder = 'arn:aws:iam::111122223333:role/name';
