import ExpandableSection from '@cloudscape-design/components/expandable-section';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { blueprintNamePattern, type Blueprint, type BlueprintComponents, type BlueprintRef } from '@podpass/inventory';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { api } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import { notify } from '../../app/notifications.ts';
import { paths } from '../../app/paths.ts';
import { rememberBlueprint } from '../../config-workbench/blueprint-facts.ts';
import { useBlueprintList } from '../../config-workbench/blueprint-list.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { BlueprintDialog } from './blueprint-dialog.tsx';
import { blueprintQuery } from './blueprint-queries.ts';
import { ComponentToggles } from './component-toggles.tsx';
import { componentChangeInWords, componentChanges } from './component-words.ts';

interface CreateBlueprintDialogProps {
  /** What it starts from, unless the person chooses something else. */
  from: BlueprintRef;
  onClose: () => void;
}

/** A new custom blueprint, made from a version of another one. */
export function CreateBlueprintDialog({ from, onClose }: CreateBlueprintDialogProps) {
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const [base, setBase] = useState(from);
  const [chosen, setChosen] = useState<BlueprintComponents>();
  const [asked, setAsked] = useState(false);
  const { items: list = [] } = useBlueprintList();
  const { data: basis, error: basisError } = useQuery(blueprintQuery(base.name));
  const inherited = basis?.versions.find(({ version }) => version === base.version)?.components;
  const components = chosen ?? inherited;
  const create = useMutation(
    api.blueprints.create.mutationOptions({
      async onSuccess(blueprint) {
        await rememberBlueprint(blueprint);
        notify({ type: 'success', header: `Blueprint ${blueprint.name} is there, with version ${blueprint.latest}.` });
        await navigate(paths.blueprint(blueprint.name));
      },
    }),
  );
  const nameProblem = problemOfName(name);
  const save = (): void => {
    setAsked(true);
    if (nameProblem !== undefined || components === undefined) return;
    create.mutate({ name, description, basedOn: base, components });
  };
  return (
    <BlueprintDialog
      title="Create blueprint"
      verb="Create"
      saving={create.isPending}
      failure={create.error ? toFailure(create.error) : undefined}
      reason={components === undefined ? 'What it is made from is still being read' : undefined}
      onSave={save}
      onClose={onClose}
    >
      <FormField
        label="Name"
        constraintText="Lower-case letters, digits and hyphens, at most 63. It cannot be changed later."
        errorText={asked ? nameProblem : undefined}
        stretch
      >
        <Input value={name} spellcheck={false} onChange={({ detail }) => setName(detail.value)} />
      </FormField>
      <FormField label="Description" constraintText="What it is for, in at most 500 characters." stretch>
        <Input value={description} onChange={({ detail }) => setDescription(detail.value.slice(0, 500))} />
      </FormField>
      <BaseFields
        base={base}
        names={list}
        basis={basis}
        onChange={(next) => {
          setBase(next);
          setChosen(undefined);
        }}
      />
      {basisError && <FailureAlert failure={toFailure(basisError)} />}
      {components && inherited && (
        <SpaceBetween size="xs">
          <ExpandableSection defaultExpanded headerText="Components">
            <ComponentToggles value={components} onChange={setChosen} />
          </ExpandableSection>
          <output>{difference(inherited, components, base)}</output>
        </SpaceBetween>
      )}
    </BlueprintDialog>
  );
}

interface BaseFieldsProps {
  base: BlueprintRef;
  names: readonly { name: string; latest: string }[];
  basis: Blueprint | undefined;
  onChange: (base: BlueprintRef) => void;
}

function BaseFields({ base, names, basis, onChange }: BaseFieldsProps) {
  const versions = basis?.versions.map(({ version }) => version) ?? [base.version];
  return (
    <SpaceBetween direction="horizontal" size="m">
      <FormField label="Made from blueprint">
        <Select
          selectedOption={{ value: base.name, label: base.name }}
          options={names.map(({ name }) => ({ value: name, label: name }))}
          onChange={({ detail }) => {
            const picked = names.find(({ name }) => name === detail.selectedOption.value);
            if (picked) onChange({ name: picked.name, version: picked.latest });
          }}
        />
      </FormField>
      <FormField label="Version">
        <Select
          selectedOption={{ value: base.version, label: base.version }}
          options={versions.map((version) => ({ value: version, label: version }))}
          onChange={({ detail }) => onChange({ ...base, version: detail.selectedOption.value ?? base.version })}
        />
      </FormField>
    </SpaceBetween>
  );
}

function problemOfName(name: string): string | undefined {
  if (name === '') return 'Give it a name.';
  return blueprintNamePattern.test(name)
    ? undefined
    : 'Use lower-case letters, digits and hyphens only, and begin and end with a letter or digit.';
}

function difference(before: BlueprintComponents, after: BlueprintComponents, { name, version }: BlueprintRef): string {
  const changes = componentChanges(before, after);
  return changes.length === 0
    ? `The same components as ${name} ${version}.`
    : `Other than ${name} ${version}: ${changes.map(componentChangeInWords).join(', ')}.`;
}
