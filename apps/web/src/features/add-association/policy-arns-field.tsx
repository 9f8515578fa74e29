import Autosuggest from '@cloudscape-design/components/autosuggest';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import TokenGroup from '@cloudscape-design/components/token-group';
import { useState } from 'react';
import { type Control, useController } from 'react-hook-form';
import type { AssociationForm } from './association-form.ts';
import { usePolicies } from './suggestions.ts';

/** ARNs of managed policies: search and pick, or paste and press Enter. */
export function PolicyArnsField({ control }: { control: Control<AssociationForm> }) {
  const { field, fieldState } = useController({ control, name: 'policyArns' });
  const [text, setText] = useState('');
  const policies = usePolicies(text);
  const chosen: readonly string[] = field.value;
  const add = (arn: string) => {
    const trimmed = arn.trim();
    if (trimmed !== '' && !chosen.includes(trimmed)) field.onChange([...chosen, trimmed]);
    setText('');
  };
  return (
    <FormField
      label={
        <span>
          Permission policy ARNs <i>- optional</i>
        </span>
      }
      description="Managed policies to attach to the role. Search by name, or paste an ARN and press Enter."
      errorText={fieldState.error?.message}
      stretch
    >
      <SpaceBetween size="xs">
        <Autosuggest
          ref={field.ref}
          value={text}
          onChange={({ detail }) => setText(detail.value)}
          onSelect={({ detail }) => add(detail.value)}
          onKeyDown={({ detail }) => {
            if (detail.key === 'Enter' && text.startsWith('arn:')) add(text);
          }}
          onBlur={() => {
            if (text.startsWith('arn:')) add(text);
            field.onBlur();
          }}
          options={policies.options.filter(({ value }) => value === undefined || !chosen.includes(value))}
          filteringType="manual"
          statusType={policies.failed === undefined ? (policies.loading ? 'loading' : 'finished') : 'error'}
          loadingText="Loading"
          errorText={policies.failed ?? ''}
          empty="No policy matches"
          enteredTextLabel={(value) => `Add "${value}"`}
          ariaLabel="Permission policy ARNs"
          clearAriaLabel="Clear"
          placeholder="AmazonS3ReadOnlyAccess"
        />
        {chosen.length > 0 && (
          <TokenGroup
            items={chosen.map((arn) => ({ label: arn, dismissLabel: `Remove ${arn}` }))}
            onDismiss={({ detail }) => field.onChange(chosen.filter((_arn, index) => index !== detail.itemIndex))}
          />
        )}
      </SpaceBetween>
    </FormField>
  );
}
