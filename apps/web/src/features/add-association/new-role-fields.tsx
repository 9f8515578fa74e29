import FormField from '@cloudscape-design/components/form-field';
import Multiselect from '@cloudscape-design/components/multiselect';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { WellKnownPolicy } from '@podpass/inventory';
import { useQuery } from '@tanstack/react-query';
import { type Control, useController } from 'react-hook-form';
import { api } from '../../api/client.ts';
import { ChoiceField } from '../../ui/form/choice-field.tsx';
import { PolicyDocumentField } from '../../ui/form/policy-document-field.tsx';
import { TextField } from '../../ui/form/text-field.tsx';
import { trustScopeChoices } from '../../change-flow/trust-scope-choices.ts';
import type { AssociationForm } from './association-form.ts';
import { PolicyArnsField } from './policy-arns-field.tsx';

/** Everything about a role that is made for the service account. */
export function NewRoleFields({ control }: { control: Control<AssociationForm> }) {
  return (
    <SpaceBetween size="l">
      <TextField
        control={control}
        name="roleName"
        label="Role name"
        optional
        description="Left empty, a name is made from cluster, namespace and service account."
        constraintText="1 to 64 letters, digits or any of + = , . @ _ -"
      />
      <TextField
        control={control}
        name="rolePath"
        label="Path"
        optional
        placeholder="/"
        constraintText="Starts and ends with a slash."
      />
      <PolicyArnsField control={control} />
      <WellKnownPoliciesField control={control} />
      <PolicyDocumentField
        control={control}
        name="inlinePolicy"
        label="Permission policy"
        optional
        description="IAM policy document to put into the role."
        template={{
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['arn:aws:s3:::my-bucket/*'] }],
        }}
      />
      <TextField
        control={control}
        name="permissionsBoundaryArn"
        label="Permission boundary ARN"
        optional
        description="A policy that limits what the role can ever be allowed."
        placeholder="arn:aws:iam::111122223333:policy/boundary"
      />
      <ChoiceField control={control} name="trustScope" label="Who may use the role" items={trustScopeChoices} />
    </SpaceBetween>
  );
}

function WellKnownPoliciesField({ control }: { control: Control<AssociationForm> }) {
  const { field, fieldState } = useController({ control, name: 'wellKnownPolicies' });
  const query = useQuery(api.iam.wellKnownPolicies.queryOptions());
  const options = (query.data?.items ?? []).map(({ name, title, description }) => ({
    value: name,
    label: title,
    description,
  }));
  const chosen: readonly WellKnownPolicy[] = field.value;
  return (
    <FormField
      label={
        <span>
          Well-known policies <i>- optional</i>
        </span>
      }
      description="Permissions of well-known controllers."
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
        ariaLabel="Well-known policies"
        deselectAriaLabel={({ label }) => `Remove ${label ?? ''}`}
      />
    </FormField>
  );
}
