import { PolicyDocumentField } from '../../../ui/form/policy-document-field.tsx';
import { TagsField } from '../../../ui/form/tags-field.tsx';
import { TextField } from '../../../ui/form/text-field.tsx';
import { ToggleField } from '../../../ui/form/toggle-field.tsx';
import { editsBetween } from './edits-between.ts';
import { EntryDialog } from './entry-dialog.tsx';
import type { Entry } from './entry-table.tsx';
import { policyTemplate, PolicyArnsField, rolePlaceholder, WellKnownField } from './role-fields.tsx';
import {
  serviceAccountEntry,
  serviceAccountFields,
  type ServiceAccountForm,
  serviceAccountForm,
} from './service-account-entry.ts';
import { useEntryForm } from './use-entry-form.ts';

interface ServiceAccountDialogProps {
  list: readonly string[];
  entry: Entry | undefined;
  count: number;
  onClose(): void;
}

const inMetadata: readonly string[] = ['name', 'namespace'];

/** Adds or edits one service account that gets its role by IRSA. */
export function ServiceAccountDialog({ list, entry, count, onClose }: ServiceAccountDialogProps) {
  const { control, formState, save } = useEntryForm<ServiceAccountForm>({
    initial: serviceAccountForm(entry?.data),
    edits: (form) => {
      const after = serviceAccountEntry(entry?.data, form);
      if (entry !== undefined) return editsBetween([...list, entry.index], entry.data, after);
      return [{ kind: 'insert', target: 'config', path: list, value: after }];
    },
    check: () => ({
      entry: [...list, entry?.index ?? count],
      fields: [
        { field: 'attachRoleARN', path: [], codes: ['service-account-permissions-missing'] },
        ...serviceAccountFields.map((field) => ({
          field,
          path: inMetadata.includes(field) ? ['metadata', field] : [field],
        })),
      ],
    }),
    json: ['attachPolicy'],
    needed: { name: 'Name' },
  });
  return (
    <EntryDialog
      title={entry === undefined ? 'Add IRSA service account' : `Edit ${entry.name}`}
      verb={entry === undefined ? 'Add' : 'Save'}
      refusal={formState.errors.root?.message}
      onSave={save(onClose)}
      onClose={onClose}
    >
      <TextField control={control} name="name" label="Name" />
      <TextField control={control} name="namespace" label="Namespace" optional placeholder="default" />
      <TextField
        control={control}
        name="attachRoleARN"
        label="Role ARN"
        optional
        description="An existing role that trusts the OIDC provider of the cluster; or give a new role its permissions below."
        placeholder={rolePlaceholder}
      />
      <PolicyArnsField control={control} name="attachPolicyARNs" label="Policy ARNs of a new role" optional />
      <WellKnownField control={control} name="wellKnownPolicies" label="Well-known policies of a new role" optional />
      <PolicyDocumentField
        control={control}
        name="attachPolicy"
        label="Policy of a new role"
        optional
        template={policyTemplate}
      />
      <TextField control={control} name="roleName" label="Name of a new role" optional />
      <TextField control={control} name="permissionsBoundary" label="Permission Boundary ARN" optional />
      <ToggleField
        control={control}
        name="roleOnly"
        label="Role only"
        description="Makes the role, but neither the service account nor its annotation."
      />
      <TagsField control={control} name="tags" description="Of the role." />
    </EntryDialog>
  );
}
