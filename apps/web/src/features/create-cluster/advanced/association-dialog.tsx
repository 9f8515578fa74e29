import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Path } from '@podpass/cluster-config';
import { type Control, useWatch } from 'react-hook-form';
import { TilesField } from '../../../ui/form/choice-field.tsx';
import { PolicyDocumentField } from '../../../ui/form/policy-document-field.tsx';
import { TagsField } from '../../../ui/form/tags-field.tsx';
import { TextField } from '../../../ui/form/text-field.tsx';
import { ToggleField } from '../../../ui/form/toggle-field.tsx';
import { type AssociationForm, associationEntry, associationFields, associationForm } from './association-entry.ts';
import { editsBetween } from './edits-between.ts';
import { EntryDialog } from './entry-dialog.tsx';
import type { Entry } from './entry-table.tsx';
import { policyTemplate, PolicyArnsField, rolePlaceholder, WellKnownField } from './role-fields.tsx';
import { useEntryForm } from './use-entry-form.ts';

interface AssociationDialogProps {
  list: Path;
  /** Undefined: a new one, at the end. */
  entry: Entry | undefined;
  /** How many there are already. */
  count: number;
  onClose(): void;
}

/** Adds or edits one pod identity association of the configuration. */
export function AssociationDialog({ list, entry, count, onClose }: AssociationDialogProps) {
  const initial = associationForm(entry?.data);
  const { control, formState, save } = useEntryForm<AssociationForm>({
    initial,
    edits: (form) => {
      const after = associationEntry(entry?.data, form);
      if (entry !== undefined) return editsBetween([...list, entry.index], entry.data, after);
      return [{ kind: 'insert', target: 'config', path: list, value: after }];
    },
    check: ({ roleKind }) => ({
      entry: [...list, entry?.index ?? count],
      fields: [
        { field: 'serviceAccountName', path: [], codes: ['association-duplicate', 'association-also-irsa'] },
        {
          field: roleKind === 'existing' ? 'roleARN' : 'permissionPolicyARNs',
          path: [],
          codes: ['association-permissions-missing'],
        },
        ...associationFields.map((field) => ({ field, path: [field] })),
      ],
    }),
    json: ['permissionPolicy', 'policy'],
    needed: { namespace: 'Namespace', serviceAccountName: 'Service Account' },
  });
  const kind = useWatch({ control, name: 'roleKind' });
  return (
    <EntryDialog
      title={entry === undefined ? 'Add pod identity association' : `Edit ${entry.name}`}
      verb={entry === undefined ? 'Add' : 'Save'}
      refusal={formState.errors.root?.message}
      onSave={save(onClose)}
      onClose={onClose}
    >
      <TextField control={control} name="namespace" label="Namespace" />
      <TextField control={control} name="serviceAccountName" label="Service Account" />
      <ToggleField
        control={control}
        name="createServiceAccount"
        label="Create Service Account"
        description="Creates it, and its namespace, with the cluster."
      />
      <TilesField control={control} name="roleKind" label="Role" items={roleKinds} />
      {kind === 'existing' ? (
        <TextField control={control} name="roleARN" label="Role ARN" placeholder={rolePlaceholder} />
      ) : (
        <NewRoleFields control={control} />
      )}
      <SessionFields control={control} open={initial.targetRoleARN !== '' || initial.disableSessionTags} />
      <TagsField control={control} name="tags" description="Of the association and of the role that is made." />
    </EntryDialog>
  );
}

const roleKinds = [
  { value: 'existing', label: 'Existing role', description: 'It must trust pods.eks.amazonaws.com.' },
  { value: 'new', label: 'New role', description: 'Made for this service account, from the permissions below.' },
];

function NewRoleFields({ control }: { control: Control<AssociationForm> }) {
  return (
    <SpaceBetween size="l">
      <TextField
        control={control}
        name="roleName"
        label="Role Name"
        optional
        description="Left empty, a name is made."
      />
      <PolicyArnsField control={control} name="permissionPolicyARNs" label="Permission Policy ARNs" optional />
      <WellKnownField control={control} name="wellKnownPolicies" label="Well-known policies" optional />
      <PolicyDocumentField
        control={control}
        name="permissionPolicy"
        label="Permission Policy"
        optional
        description="IAM policy document to put into the role."
        template={policyTemplate}
      />
      <TextField
        control={control}
        name="permissionsBoundaryARN"
        label="Permission Boundary ARN"
        optional
        placeholder="arn:aws:iam::111122223333:policy/boundary"
      />
    </SpaceBetween>
  );
}

function SessionFields({ control, open }: { control: Control<AssociationForm>; open: boolean }) {
  const [tagsOff, policy] = useWatch({ control, name: ['disableSessionTags', 'policy'] });
  return (
    <ExpandableSection
      headerText="Target role and session"
      headerDescription="For roles of other accounts, and for sessions with fewer permissions"
      defaultExpanded={open}
    >
      <SpaceBetween size="l">
        <TextField
          control={control}
          name="targetRoleARN"
          label="Target role ARN"
          optional
          description="Pods get this role by way of the role above, which it must trust."
          placeholder={rolePlaceholder}
        />
        <ToggleField
          control={control}
          name="disableSessionTags"
          label="Disable session tags"
          description="Needed for a session policy, and where tags make the next AssumeRole fail."
        />
        {(tagsOff || policy !== '') && (
          <PolicyDocumentField
            control={control}
            name="policy"
            label="Session policy"
            optional
            description="Pods may do only what both the role and this policy allow."
            template={policyTemplate}
          />
        )}
      </SpaceBetween>
    </ExpandableSection>
  );
}
