import AttributeEditor from '@cloudscape-design/components/attribute-editor';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import Textarea from '@cloudscape-design/components/textarea';
import { type Control, Controller, useController } from 'react-hook-form';
import { TagsField } from '../../../ui/form/tags-field.tsx';
import { fieldLabel, TextField } from '../../../ui/form/text-field.tsx';
import {
  accessEntry,
  accessEntryFields,
  type AccessEntryForm,
  accessEntryForm,
  type AccessPolicyRow,
} from './access-entry.ts';
import { editsBetween } from './edits-between.ts';
import { EntryDialog } from './entry-dialog.tsx';
import type { Entry } from './entry-table.tsx';
import { rolePlaceholder } from './role-fields.tsx';
import { useEntryForm } from './use-entry-form.ts';

interface AccessEntryDialogProps {
  list: readonly string[];
  entry: Entry | undefined;
  count: number;
  onClose(): void;
}

/** Adds or edits one access entry of the configuration. */
export function AccessEntryDialog({ list, entry, count, onClose }: AccessEntryDialogProps) {
  const { control, formState, save } = useEntryForm<AccessEntryForm>({
    initial: accessEntryForm(entry?.data),
    edits: (form) => {
      const after = accessEntry(entry?.data, form);
      if (entry !== undefined) return editsBetween([...list, entry.index], entry.data, after);
      return [{ kind: 'insert', target: 'config', path: list, value: after }];
    },
    check: () => ({
      entry: [...list, entry?.index ?? count],
      fields: accessEntryFields.map((field) => ({ field, path: [field] })),
    }),
    json: [],
    needed: { principalARN: 'Principal ARN' },
  });
  return (
    <EntryDialog
      title={entry === undefined ? 'Add access entry' : `Edit ${entry.name}`}
      verb={entry === undefined ? 'Add' : 'Save'}
      refusal={formState.errors.root?.message}
      onSave={save(onClose)}
      onClose={onClose}
    >
      <TextField
        control={control}
        name="principalARN"
        label="Principal ARN"
        description="An IAM role or user."
        placeholder={rolePlaceholder}
      />
      <TypeField control={control} />
      <TextField control={control} name="kubernetesUsername" label="Kubernetes user name" optional />
      <Controller
        control={control}
        name="kubernetesGroups"
        render={({ field, fieldState }) => (
          <FormField
            label={fieldLabel('Kubernetes groups', true)}
            description="One a line."
            errorText={fieldState.error?.message}
            stretch
          >
            <Textarea
              value={field.value.join('\n')}
              rows={2}
              spellcheck={false}
              onChange={({ detail }) => field.onChange(detail.value === '' ? [] : detail.value.split('\n'))}
              onBlur={() => {
                field.onChange(field.value.filter((group) => group.trim() !== ''));
                field.onBlur();
              }}
            />
          </FormField>
        )}
      />
      <PoliciesField control={control} />
      <TagsField control={control} name="tags" description="Of the entry." />
    </EntryDialog>
  );
}

/** Those of eks-and-iam §1.3; all but the first are for nodes. */
const types = ['STANDARD', 'EC2', 'EC2_LINUX', 'EC2_WINDOWS', 'FARGATE_LINUX', 'HYBRID_LINUX', 'HYPERPOD_LINUX'];

function TypeField({ control }: { control: Control<AccessEntryForm> }) {
  const { field, fieldState } = useController({ control, name: 'type' });
  const known = [{ value: '', label: 'Not set (STANDARD)' }, ...types.map((value) => ({ value, label: value }))];
  return (
    <FormField
      label="Type"
      description="STANDARD for people and programs; the others are for nodes."
      errorText={fieldState.error?.message}
      stretch
    >
      <Select
        options={known}
        selectedOption={known.find(({ value }) => value === field.value) ?? { value: field.value, label: field.value }}
        onChange={({ detail }) => field.onChange(detail.selectedOption.value ?? '')}
      />
    </FormField>
  );
}

const scopes = [
  { value: 'cluster', label: 'Whole cluster' },
  { value: 'namespace', label: 'Some namespaces' },
];

const viewPolicy = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy';

function PoliciesField({ control }: { control: Control<AccessEntryForm> }) {
  const { field, fieldState } = useController({ control, name: 'accessPolicies' });
  const change = (at: number, part: Partial<AccessPolicyRow>) =>
    field.onChange(field.value.map((row, each) => (each === at ? { ...row, ...part } : row)));
  return (
    <FormField label={fieldLabel('Access policies', true)} errorText={fieldState.error?.message} stretch>
      <AttributeEditor
        items={field.value}
        addButtonText="Add access policy"
        removeButtonText="Remove"
        removeButtonAriaLabel={({ policyARN }) => `Remove access policy ${policyARN}`}
        empty="No access policies"
        gridLayout={[{ rows: [[2], [1, 1]], removeButton: { width: 'auto' } }]}
        definition={[
          {
            label: 'Policy ARN',
            control: ({ policyARN }, at) => (
              <Input
                value={policyARN}
                ariaLabel={`ARN of access policy ${at + 1}`}
                spellcheck={false}
                onChange={({ detail }) => change(at, { policyARN: detail.value })}
              />
            ),
          },
          {
            label: 'Scope',
            control: ({ scope }, at) => (
              <Select
                ariaLabel={`Scope of access policy ${at + 1}`}
                options={scopes}
                selectedOption={scopes.find(({ value }) => value === scope) ?? null}
                onChange={({ detail }) =>
                  change(at, { scope: detail.selectedOption.value === 'namespace' ? 'namespace' : 'cluster' })
                }
              />
            ),
          },
          {
            label: 'Namespaces',
            control: ({ scope, namespaces }, at) => (
              <Input
                value={scope === 'cluster' ? '' : namespaces}
                disabled={scope === 'cluster'}
                ariaLabel={`Namespaces of access policy ${at + 1}`}
                placeholder="dev, test-*"
                spellcheck={false}
                onChange={({ detail }) => change(at, { namespaces: detail.value })}
              />
            ),
          },
        ]}
        onAddButtonClick={() =>
          field.onChange([...field.value, { policyARN: viewPolicy, scope: 'cluster', namespaces: '' }])
        }
        onRemoveButtonClick={({ detail }) => field.onChange(field.value.filter((_row, at) => at !== detail.itemIndex))}
      />
    </FormField>
  );
}
