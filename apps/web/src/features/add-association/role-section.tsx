import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { type Control, type UseFormSetValue, useWatch } from 'react-hook-form';
import { TilesField } from '../../ui/form/choice-field.tsx';
import { SuggestField } from '../../ui/form/suggest-field.tsx';
import type { AssociationForm } from './association-form.ts';
import { NewRoleFields } from './new-role-fields.tsx';
import { useRoles } from './suggestions.ts';
import { TrustPanel } from './trust-panel.tsx';

interface RoleSectionProps {
  cluster: string;
  control: Control<AssociationForm>;
  setValue: UseFormSetValue<AssociationForm>;
}

const kinds = [
  {
    value: 'existing',
    label: 'Existing role',
    description: 'Pick one; its trust policy is checked, and fixed if you say so.',
  },
  {
    value: 'new',
    label: 'New role',
    description: 'Made for this service account, with a trust policy as narrow as you choose.',
  },
] as const;

/** Which role the pods get. */
export function RoleSection({ cluster, control, setValue }: RoleSectionProps) {
  const kind = useWatch({ control, name: 'roleKind' });
  return (
    <Container header={<Header variant="h2">IAM role</Header>}>
      <SpaceBetween size="l">
        <TilesField control={control} name="roleKind" label="Role" items={kinds} />
        {kind === 'existing' ? (
          <ExistingRoleFields cluster={cluster} control={control} setValue={setValue} />
        ) : (
          <NewRoleFields control={control} />
        )}
      </SpaceBetween>
    </Container>
  );
}

export function ExistingRoleFields({ cluster, control, setValue }: RoleSectionProps) {
  const form = useWatch({ control });
  const { namespace = '', serviceAccount = '', roleArn = '', fixTrust = '', disableSessionTags = false } = form;
  const [search, setSearch] = useState('');
  const roles = useRoles(cluster, search, namespace.trim(), serviceAccount.trim());
  return (
    <SpaceBetween size="m">
      <SuggestField
        control={control}
        name="roleArn"
        label="Role ARN"
        description="Of this cluster's account. Type a part of its name, path or description, or paste an ARN."
        placeholder="arn:aws:iam::111122223333:role/name"
        enteredText={(value) => `Use "${value}"`}
        empty="No role matches"
        searched
        onSearch={setSearch}
        {...roles}
      />
      <TrustPanel
        cluster={cluster}
        roleArn={roleArn.trim()}
        namespace={namespace.trim()}
        serviceAccount={serviceAccount.trim()}
        disableSessionTags={disableSessionTags}
        fixTrust={fixTrust}
        onFixTrust={(scope) => setValue('fixTrust', scope, { shouldDirty: true })}
      />
    </SpaceBetween>
  );
}
