import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type Control, useWatch } from 'react-hook-form';
import { SuggestField } from '../../ui/form/suggest-field.tsx';
import { ToggleField } from '../../ui/form/toggle-field.tsx';
import type { AssociationForm } from './association-form.ts';
import { useNamespaces, useServiceAccounts } from './suggestions.ts';

interface SectionProps {
  cluster: string;
  control: Control<AssociationForm>;
}

/** Whose pods get the role. */
export function ServiceAccountSection({ cluster, control }: SectionProps) {
  const namespace = useWatch({ control, name: 'namespace' });
  const namespaces = useNamespaces(cluster);
  const accounts = useServiceAccounts(cluster, namespace.trim());
  return (
    <Container header={<Header variant="h2">Service account</Header>}>
      <SpaceBetween size="l">
        <SuggestField
          control={control}
          name="namespace"
          label="Namespace"
          description="Suggested from the cluster. It need not exist yet."
          enteredText={(value) => `Use "${value}"`}
          empty="No namespaces"
          {...namespaces}
        />
        <SuggestField
          control={control}
          name="serviceAccount"
          label="Service account"
          description="EKS keeps one association per service account; neither it nor its namespace can be changed later."
          enteredText={(value) => `Use "${value}"`}
          empty={namespace === '' ? 'Choose a namespace first' : 'No service accounts in this namespace'}
          {...accounts}
        />
        <ToggleField
          control={control}
          name="createServiceAccount"
          label="Create service account"
          description="Creates it, and its namespace, if they are missing. One that exists stays as it is."
        />
      </SpaceBetween>
    </Container>
  );
}
