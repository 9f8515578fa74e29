import FormField from '@cloudscape-design/components/form-field';
import Textarea from '@cloudscape-design/components/textarea';
import type { Blueprint, BlueprintVersion } from '@podpass/inventory';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import { notify } from '../../app/notifications.ts';
import { BlueprintDialog } from './blueprint-dialog.tsx';
import { rememberBlueprint } from '../../config-workbench/blueprint-facts.ts';
import { ComponentToggles } from './component-toggles.tsx';
import { componentChangeInWords, componentChanges } from './component-words.ts';

interface NewVersionDialogProps {
  blueprint: Blueprint;
  newest: BlueprintVersion;
  onClose: () => void;
}

/** The next version of a custom blueprint: the newest with some components switched. */
export function NewVersionDialog({ blueprint, newest, onClose }: NewVersionDialogProps) {
  const [components, setComponents] = useState(newest.components);
  const [note, setNote] = useState('');
  const changes = componentChanges(newest.components, components);
  const create = useMutation(
    api.blueprints.createVersion.mutationOptions({
      async onSuccess(saved) {
        await rememberBlueprint(saved);
        notify({ type: 'success', header: `${saved.name} has version ${saved.latest} now.` });
        onClose();
      },
    }),
  );
  return (
    <BlueprintDialog
      title={`New version of ${blueprint.name}`}
      verb="Save version"
      saving={create.isPending}
      failure={create.error ? toFailure(create.error) : undefined}
      reason={changes.length === 0 ? `It has the same components as ${newest.version}` : undefined}
      onSave={() => create.mutate({ name: blueprint.name, components, note })}
      onClose={onClose}
    >
      <ComponentToggles value={components} onChange={setComponents} />
      <output>
        {changes.length === 0
          ? `Nothing differs from ${newest.version} yet.`
          : `Other than ${newest.version}: ${changes.map(componentChangeInWords).join(', ')}.`}
      </output>
      <FormField
        label={
          <span>
            Note <i>- optional</i>
          </span>
        }
        description="Why, for those who read the list of versions later."
        stretch
      >
        <Textarea value={note} rows={2} onChange={({ detail }) => setNote(detail.value.slice(0, 500))} />
      </FormField>
    </BlueprintDialog>
  );
}
