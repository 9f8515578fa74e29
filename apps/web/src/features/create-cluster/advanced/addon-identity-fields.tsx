import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { AddonVersionDetail } from '@podpass/inventory';
import { type Control, useFieldArray, useWatch } from 'react-hook-form';
import { ChoiceField } from '../../../ui/form/choice-field.tsx';
import { PolicyDocumentField } from '../../../ui/form/policy-document-field.tsx';
import { TextField } from '../../../ui/form/text-field.tsx';
import type { AddonForm } from './addon-entry.ts';
import { policyTemplate, PolicyArnsField, rolePlaceholder, WellKnownField } from './role-fields.tsx';

/** The answer about one version, or that it is on its way, or that it did not come. */
export interface AddonDetails {
  data: AddonVersionDetail | undefined;
  isLoading: boolean;
  error: unknown;
}

interface IdentityProps {
  control: Control<AddonForm>;
  details: AddonDetails;
  /** Where the add-on runs. */
  namespace: string;
}

/** One way to permissions: each excludes the others. */
export function AddonIdentityFields({ control, details, namespace }: IdentityProps) {
  const identity = useWatch({ control, name: 'identity' });
  return (
    <SpaceBetween size="m">
      <ChoiceField control={control} name="identity" label="AWS permissions" items={identities} />
      {identity === 'recommended' && <Recommended details={details} />}
      {identity === 'own' && <OwnAssociations control={control} details={details} namespace={namespace} />}
      {identity === 'role' && (
        <TextField control={control} name="serviceAccountRoleARN" label="Role ARN" placeholder={rolePlaceholder} />
      )}
      {identity === 'policies' && (
        <PolicyArnsField control={control} name="attachPolicyARNs" label="Policy ARNs of the role" />
      )}
      {identity === 'well-known' && (
        <WellKnownField control={control} name="wellKnownPolicies" label="Well-known policies of the role" />
      )}
      {identity === 'inline' && (
        <PolicyDocumentField
          control={control}
          name="attachPolicy"
          label="Policy of the role"
          template={policyTemplate}
        />
      )}
    </SpaceBetween>
  );
}

const identities = [
  {
    value: 'recommended',
    label: 'Recommended, by Pod Identity',
    description: 'A role for each of its service accounts, with the policies that EKS recommends.',
  },
  { value: 'own', label: 'Own associations, by Pod Identity', description: 'Your roles or policies for each account.' },
  { value: 'role', label: 'Existing role, by IRSA', description: 'Needs the OIDC provider of the cluster.' },
  { value: 'policies', label: 'Managed policies, by IRSA', description: 'For a role that is made.' },
  { value: 'well-known', label: 'Well-known policies, by IRSA', description: 'For a role that is made.' },
  { value: 'inline', label: 'Inline policy, by IRSA', description: 'For a role that is made.' },
  { value: 'none', label: 'None', description: 'The add-on has what the role of its node allows.' },
];

function Recommended({ details }: { details: AddonDetails }) {
  if (details.isLoading) return <StatusIndicator type="loading">Asking EKS what it recommends</StatusIndicator>;
  if (details.data === undefined)
    return <StatusIndicator type="info">What EKS recommends is not known now</StatusIndicator>;
  const { podIdentity } = details.data;
  if (podIdentity.length === 0) {
    return <StatusIndicator type="warning">This version does not support Pod Identity</StatusIndicator>;
  }
  return (
    <ul className="podpass-reasons">
      {podIdentity.map(({ serviceAccount, recommendedManagedPolicies }) => (
        <li key={serviceAccount} className="podpass-break">
          {serviceAccount}: {recommendedManagedPolicies.join(', ') || 'no policies recommended'}
        </li>
      ))}
    </ul>
  );
}

function OwnAssociations({ control, details, namespace }: IdentityProps) {
  const { fields, append, remove } = useFieldArray({ control, name: 'podIdentityAssociations' });
  const taken = useWatch({ control, name: 'podIdentityAssociations' }).map((row) => row.serviceAccountName);
  const next = details.data?.podIdentity.find(({ serviceAccount }) => !taken.includes(serviceAccount));
  const add = () =>
    append({
      namespace,
      serviceAccountName: next?.serviceAccount ?? '',
      roleARN: '',
      permissionPolicyARNs: next?.recommendedManagedPolicies ?? [],
    });
  return (
    <SpaceBetween size="s">
      {fields.length === 0 && <Box color="text-body-secondary">No associations yet</Box>}
      {fields.map(({ id }, at) => (
        <Container key={id}>
          <SpaceBetween size="s">
            <TextField
              control={control}
              name={`podIdentityAssociations.${at}.serviceAccountName`}
              label={`Service account ${at + 1}`}
            />
            <TextField
              control={control}
              name={`podIdentityAssociations.${at}.namespace`}
              label={`Namespace ${at + 1}`}
            />
            <TextField
              control={control}
              name={`podIdentityAssociations.${at}.roleARN`}
              label={`Role ARN ${at + 1}`}
              optional
              description="An existing role, or the policies of one to make."
              placeholder={rolePlaceholder}
            />
            <PolicyArnsField
              control={control}
              name={`podIdentityAssociations.${at}.permissionPolicyARNs`}
              label={`Permission Policy ARNs ${at + 1}`}
              optional
            />
            <Button iconName="remove" ariaLabel={`Remove association ${at + 1}`} onClick={() => remove(at)}>
              Remove
            </Button>
          </SpaceBetween>
        </Container>
      ))}
      <Button iconName="add-plus" onClick={add}>
        Add association{next === undefined ? '' : ` for ${next.serviceAccount}`}
      </Button>
    </SpaceBetween>
  );
}
