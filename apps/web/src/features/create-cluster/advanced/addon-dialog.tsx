import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type Control, useWatch } from 'react-hook-form';
import { useWorkbench } from '../../../config-workbench/workbench.tsx';
import { ChoiceField } from '../../../ui/form/choice-field.tsx';
import { SuggestField } from '../../../ui/form/suggest-field.tsx';
import { addonEntry, addonFields, type AddonForm, addonForm, agentName, keysInYamlOnly } from './addon-entry.ts';
import { AddonIdentityFields } from './addon-identity-fields.tsx';
import { AddonSettingsField } from './addon-settings-field.tsx';
import { editsBetween } from './edits-between.ts';
import { EntryDialog } from './entry-dialog.tsx';
import type { FieldPlace } from './entry-problems.ts';
import type { Entry } from './entry-table.tsx';
import { type AddonCatalogue, useAddonVersion } from './use-addon-catalogue.ts';
import { useEntryForm } from './use-entry-form.ts';
import { versionChoices } from './version-choices.ts';

interface AddonDialogProps {
  /** Undefined: a new one, at the end. */
  entry: Entry | undefined;
  /** How many there are already. */
  count: number;
  catalogue: AddonCatalogue;
  onClose(): void;
}

const rowFields = ['namespace', 'serviceAccountName', 'roleARN', 'permissionPolicyARNs'];
/** More associations than any add-on has service accounts. */
const mostRows = 20;

/** Everything about one add-on that a form can show. Its name may be any: the catalogue need not know it. */
export function AddonDialog({ entry, count, catalogue, onClose }: AddonDialogProps) {
  const { control, formState, save } = useEntryForm<AddonForm>({
    initial: entry === undefined ? newAddonForm : addonForm(entry.data),
    edits(form) {
      const after = addonEntry(entry?.data, form);
      if (entry !== undefined) return editsBetween(['addons', entry.index], entry.data, after);
      return [{ kind: 'insert', target: 'config', path: ['addons'], value: after }];
    },
    check: () => ({ entry: ['addons', entry?.index ?? count], fields: fieldPlaces }),
    json: ['attachPolicy'],
    needed: { name: 'Name' },
  });
  const [name, version] = useWatch({ control, name: ['name', 'version'] });
  const addon = catalogue.addons.find((one) => one.name === name);
  const details = useAddonVersion(catalogue, name, version);
  return (
    <EntryDialog
      title={entry === undefined ? 'Add an add-on' : `Edit ${entry.name}`}
      verb={entry === undefined ? 'Add' : 'Save'}
      refusal={formState.errors.root?.message}
      onSave={save(onClose)}
      onClose={onClose}
    >
      <NameField control={control} catalogue={catalogue} />
      <SuggestField
        control={control}
        name="version"
        label="Version"
        optional
        description="One version, the beginning of one, or latest. Left empty, the default version."
        options={versionChoices(addon)}
        enteredText={(text) => `Use "${text}"`}
        empty="No suggestions: any version may be typed"
        expandToViewport
      />
      {name === agentName ? (
        <Alert type="info">The agent hands out credentials and takes none itself: it uses the role of its node.</Alert>
      ) : (
        <AddonIdentityFields control={control} details={details} namespace={addon?.defaultNamespace ?? 'kube-system'} />
      )}
      <AddonSettingsField control={control} details={details} />
      <ConflictsField control={control} />
      {entry && <YamlOnly entry={entry} onClose={onClose} />}
    </EntryDialog>
  );
}

const newAddonForm: AddonForm = { ...addonForm(undefined), version: 'latest' };

function NameField({ control, catalogue }: { control: Control<AddonForm>; catalogue: AddonCatalogue }) {
  const name = useWatch({ control, name: 'name' });
  const { addons, loading, failure, wanting } = catalogue;
  const unknown = name !== '' && addons.length > 0 && addons.every((one) => one.name !== name);
  return (
    <SuggestField
      control={control}
      name="name"
      label="Name"
      description="As EKS calls it."
      constraintText={
        unknown
          ? 'The catalogue of this region and Kubernetes version does not have it: EKS may refuse it.'
          : (wanting ?? 'Letters, digits, hyphens and underscores.')
      }
      options={addons.map(({ name: value, description }) => ({ value, description }))}
      enteredText={(text) => `Use "${text}"`}
      empty="No suggestions: any name may be typed"
      loading={loading}
      failed={failure?.what}
      expandToViewport
    />
  );
}

const fieldPlaces = placesOfFields();

function placesOfFields(): FieldPlace[] {
  const rows = Array.from({ length: mostRows }, (_nothing, at) =>
    rowFields.map((field) => ({
      field: `podIdentityAssociations.${at}.${field}`,
      path: ['podIdentityAssociations', at, field],
    })),
  );
  const withoutRole = Array.from({ length: mostRows }, (_nothing, at) => ({
    field: `podIdentityAssociations.${at}.roleARN`,
    path: ['podIdentityAssociations', at],
    codes: ['association-permissions-missing'] as const,
  }));
  return [
    { field: 'name', path: [], codes: ['addon-duplicate'] },
    ...addonFields.map((field) => ({
      field: field === 'useDefaultPodIdentityAssociations' ? 'identity' : field,
      path: [field],
    })),
    ...rows.flat(),
    ...withoutRole,
  ];
}

function ConflictsField({ control }: { control: Control<AddonForm> }) {
  return (
    <ChoiceField
      control={control}
      name="resolveConflicts"
      label="When somebody has changed its settings in the cluster"
      items={[
        { value: '', label: 'Not set', description: 'As EKS does by itself.' },
        { value: 'none', label: 'Fail', description: 'Nothing is changed; the installation says what differs.' },
        { value: 'overwrite', label: 'Overwrite', description: 'The settings of the add-on win.' },
        { value: 'preserve', label: 'Preserve', description: 'What was changed stays.' },
      ]}
    />
  );
}

function YamlOnly({ entry, onClose }: { entry: Entry; onClose(): void }) {
  const { showText, places } = useWorkbench();
  const keys = keysInYamlOnly(entry.data);
  if (keys.length === 0) return null;
  const show = () => {
    onClose();
    showText?.(places.placeOf('config', ['addons', entry.index])?.range.start);
  };
  return (
    <Alert type="info" action={showText !== undefined && <Button onClick={show}>Edit in YAML</Button>}>
      <SpaceBetween size="xxs">
        <span>In the YAML alone, and left as it is: {keys.join(', ')}.</span>
      </SpaceBetween>
    </Alert>
  );
}
