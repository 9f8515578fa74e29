import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type Diagnostic, editConfigInOrder, openClusterConfig } from '@podpass/cluster-config';
import type { BlueprintRef } from '@podpass/inventory';
import { useMutation } from '@tanstack/react-query';
import { useMemo } from 'react';
import { client } from '../api/client.ts';
import { toFailure } from '../api/failure.ts';
import { useDenial } from '../api/session.ts';
import { FailureAlert } from '../ui/failure-alert.tsx';
import { disabledFor } from '../ui/disabled-for.ts';
import { rememberBlueprint, useBlueprintFacts } from './blueprint-facts.ts';
import { blueprintEdits, ingressRemedy, type IngressRemedy } from './ingress-conflict.ts';

interface IngressConflictFixProps {
  text: string;
  /** Of this text. */
  diagnostics: readonly Diagnostic[];
  /** Takes the text with the other blueprint; undefined where the text may not be changed. */
  onText: ((text: string) => void) | undefined;
}

const note = 'Without the ingress controller, so that the pod identity agent has port 80 of the nodes.';

/** Shown while the agent and the ingress controller would share a cluster: one press gives it another blueprint. */
export function IngressConflictFix({ text, diagnostics, onText }: IngressConflictFixProps) {
  return diagnostics.some(({ code }) => code === 'ingress-with-agent') ? <Fix text={text} onText={onText} /> : null;
}

function Fix({ text, onText }: Omit<IngressConflictFixProps, 'diagnostics'>) {
  const { blueprints } = useBlueprintFacts();
  const denied = useDenial('blueprints:write');
  const model = useMemo(() => openClusterConfig(text).model, [text]);
  const named = model?.blueprint;
  const remedy = named && blueprints && ingressRemedy(named, blueprints);
  const apply = useMutation({
    mutationFn: async (wanted: IngressRemedy) => {
      const ref = await carryOut(wanted);
      const edited = editConfigInOrder(text, blueprintEdits(model?.form ?? 'two-documents', ref));
      if (!edited.ok) throw new Error(edited.problem.message);
      onText?.(edited.text);
    },
  });
  if (remedy === undefined || named === undefined) return null;
  const reason = onText === undefined ? 'The text cannot be changed here' : remedy.kind === 'use' ? undefined : denied;
  return (
    <SpaceBetween size="s">
      <Alert
        type="error"
        header="The pod identity agent and the ingress controller cannot share a cluster"
        action={
          <Button loading={apply.isPending} onClick={() => apply.mutate(remedy)} {...disabledFor(reason)}>
            {remedyInWords(remedy)}
          </Button>
        }
      >
        Both need port 80 of every node, and blueprint {named.name} installs ingress-controller-v1. The remedy switches
        off nothing else{remedy.kind === 'use' ? '.' : ', and is written into this text.'}
      </Alert>
      {apply.error && <FailureAlert failure={toFailure(apply.error)} />}
    </SpaceBetween>
  );
}

/** Makes the blueprint version if need be, and answers which one to name. */
async function carryOut(remedy: IngressRemedy): Promise<BlueprintRef> {
  if (remedy.kind === 'use') return remedy.ref;
  const { name, components } = remedy;
  const blueprint =
    remedy.kind === 'create'
      ? await client.blueprints.create({ name, description: note, basedOn: remedy.basedOn, components })
      : await client.blueprints.createVersion({ name, components, note });
  await rememberBlueprint(blueprint);
  return { name, version: blueprint.latest };
}

function remedyInWords(remedy: IngressRemedy): string {
  switch (remedy.kind) {
    case 'use':
      return `Use blueprint ${remedy.ref.name} ${remedy.ref.version}`;
    case 'create':
      return `Create blueprint ${remedy.name} and use it`;
    case 'create-version':
      return `Create a version of ${remedy.name} without ingress and use it`;
  }
}
