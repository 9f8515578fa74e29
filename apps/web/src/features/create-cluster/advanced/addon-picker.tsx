import FormField from '@cloudscape-design/components/form-field';
import Multiselect from '@cloudscape-design/components/multiselect';
import { useWorkbench } from '../../../config-workbench/workbench.tsx';
import { addonRows, selectionEdits } from './addon-selection.ts';
import { type AddonCatalogue, versionIn } from './use-addon-catalogue.ts';

/** The drop-down of add-ons: those of the live catalogue, and those that the text names beside them. */
export function AddonPicker({ catalogue }: { catalogue: AddonCatalogue }) {
  const { opened, edit, readOnly } = useWorkbench();
  const config = opened.model?.config;
  const chosen = addonRows(config).map(({ name }) => name);
  const offered = catalogue.addons
    .toSorted((a, b) => Number(b.suggested) - Number(a.suggested) || a.name.localeCompare(b.name))
    .map(({ name, type, publisher, description, suggested }) => ({
      value: name,
      label: name,
      description: [description, type, publisher].filter(Boolean).join(' · '),
      ...(suggested ? { labelTag: 'suggested' } : {}),
    }));
  const unknown = chosen
    .filter((name) => name !== '' && offered.every(({ value }) => value !== name))
    .map((name) => ({
      value: name,
      label: name,
      description: catalogue.addons.length === 0 ? 'In the configuration' : 'Not in the catalogue of this version',
    }));
  const options = [...unknown, ...offered];
  const choiceOf = (name: string) => {
    const version = versionIn(catalogue, name, '');
    return { name, version: version?.version, needsPermissions: version?.requiresIamPermissions ?? false };
  };
  return (
    <FormField
      label="Managed Addons"
      description="From the catalogue of EKS for this region and Kubernetes version. Each comes with its default version."
      constraintText={catalogue.wanting}
      stretch
    >
      <Multiselect
        ariaLabel="Managed Addons"
        options={options}
        selectedOptions={options.filter(({ value }) => chosen.includes(value))}
        hideTokens
        filteringType="auto"
        filteringPlaceholder="Find an add-on"
        filteringAriaLabel="Find an add-on"
        placeholder={chosen.length === 0 ? 'Choose add-ons' : `${chosen.length} chosen`}
        disabled={readOnly || opened.model === undefined}
        statusType={catalogue.failure ? 'error' : catalogue.loading ? 'loading' : 'finished'}
        loadingText="Loading the catalogue"
        errorText={catalogue.failure?.what ?? ''}
        recoveryText="Try again"
        onLoadItems={() => {
          if (catalogue.failure) catalogue.retry();
        }}
        empty="No add-ons are offered"
        noMatch="No add-on matches"
        onChange={({ detail }) => {
          const names = detail.selectedOptions.map(({ value }) => value ?? '');
          edit(selectionEdits(config, [...names, ...chosen.filter((name) => name === '')], choiceOf));
        }}
      />
    </FormField>
  );
}
