import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type Control, useWatch } from 'react-hook-form';
import { PolicyDocumentField } from '../../ui/form/policy-document-field.tsx';
import { TagsField } from '../../ui/form/tags-field.tsx';
import { TextField } from '../../ui/form/text-field.tsx';
import { ToggleField } from '../../ui/form/toggle-field.tsx';
import type { AssociationForm } from './association-form.ts';

/** Target role, session tags and session policy: what most associations do without. */
export function SessionSection({ control, open = false }: { control: Control<AssociationForm>; open?: boolean }) {
  const tagsOff = useWatch({ control, name: 'disableSessionTags' });
  const policy = useWatch({ control, name: 'sessionPolicy' });
  return (
    <Container>
      <ExpandableSection
        headerText="Target role and session"
        headerDescription="For roles of other accounts, and for sessions with fewer permissions"
        headingTagOverride="h2"
        defaultExpanded={open}
      >
        <SpaceBetween size="l">
          <TextField
            control={control}
            name="targetRoleArn"
            label="Target role ARN"
            optional
            description="Pods get this role by way of the role above. It may belong to another account and must trust the role above."
            placeholder="arn:aws:iam::444455556666:role/name"
          />
          <ToggleField
            control={control}
            name="disableSessionTags"
            label="Disable session tags"
            description="EKS then sends no cluster, namespace and service account tags. Needed for a session policy, and where tags make the next AssumeRole fail."
          />
          {(tagsOff || policy !== '') && (
            <PolicyDocumentField
              control={control}
              name="sessionPolicy"
              label="Session policy"
              optional
              description="Pods may do only what both the role and this policy allow. With a target role it limits that one only."
              constraintText="At most 2,048 characters without white space."
              template={{
                Version: '2012-10-17',
                Statement: [{ Effect: 'Allow', Action: ['s3:GetObject'], Resource: '*' }],
              }}
            />
          )}
        </SpaceBetween>
      </ExpandableSection>
    </Container>
  );
}

export function TagsSection({ control }: { control: Control<AssociationForm> }) {
  return (
    <Container>
      <TagsField control={control} name="tags" description="Of the association." />
    </Container>
  );
}
