import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import { TagListField } from '../../../config-workbench/fields/tag-list-field.tsx';
import { TextField } from '../../../config-workbench/fields/text-field.tsx';
import { useWorkbench } from '../../../config-workbench/workbench.tsx';
import { OtherSection } from '../steps/other-settings.tsx';
import { AccessSection } from './access-section.tsx';
import { AddonsSection } from './addons-section.tsx';
import { AssociationsSection } from './associations-section.tsx';
import { AutoModeSection, EncryptionSection, LoggingSection } from './control-plane-section.tsx';
import { ServiceAccountsSection } from './service-accounts-section.tsx';

/** The wizard's last form: add-ons, identities of pods, who has access, and settings of the control plane. */
export function AdvancedStep() {
  const { opened } = useWorkbench();
  if (opened.model === undefined) {
    return (
      <Alert type="warning" header="The text cannot be read as a configuration yet">
        Mend it in the YAML first; then the forms show what it says.
      </Alert>
    );
  }
  return (
    <SpaceBetween size="xl">
      <AddonsSection />
      <AssociationsSection />
      <ServiceAccountsSection />
      <AccessSection />
      <Section title="Tags">
        <TagListField
          path={['metadata', 'tags']}
          label="Tags of the cluster"
          description="Put on everything that is made for it."
          noun="tag"
        />
      </Section>
      <Section title="Logging">
        <LoggingSection />
      </Section>
      <Section title="Encryption and roles">
        <SpaceBetween size="m">
          <EncryptionSection />
          <TextField path={['iam', 'serviceRoleARN']} label="Role ARN of the control plane" unset="one is made" />
          <TextField
            path={['iam', 'serviceRolePermissionsBoundary']}
            label="Permission boundary ARN of that role"
            unset="it has none"
          />
        </SpaceBetween>
      </Section>
      <Section title="Auto Mode">
        <AutoModeSection />
      </Section>
      <OtherSection step="advanced" />
    </SpaceBetween>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return <Container header={<Header variant="h2">{title}</Header>}>{children}</Container>;
}
