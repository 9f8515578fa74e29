import Alert from '@cloudscape-design/components/alert';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Position } from '@podpass/cluster-config';
import type { ClusterConfig } from '@podpass/inventory';
import { useCallback, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useDenial } from '../../api/session.ts';
import { type Draft, initialTextOf, useDraft } from '../../config-workbench/use-draft.ts';
import { ConfigWorkbenchProvider, useWorkbench } from '../../config-workbench/workbench.tsx';
import { Conflicts } from './conflicts.tsx';
import { DraftStatus } from './draft-status.tsx';
import { newConfigText } from './new-config-text.ts';
import { useSaveRevision } from './use-save-revision.tsx';
import { WizardForm } from './wizard-form.tsx';
import { WorkbenchButtons } from './workbench-buttons.tsx';
import { YamlView } from './yaml-view.tsx';

interface CreateClusterProps {
  /** As it was when the page was opened; undefined for a new one. */
  config: ClusterConfig | undefined;
  onCreated(id: string): void;
}

/** Forms and editor over one text, which is kept as a draft while it changes. */
export function CreateCluster({ config, onCreated }: CreateClusterProps) {
  const [start] = useState(() => initialTextOf(config, newConfigText));
  const denied = useDenial('configs:write');
  const draft = useDraft(config, onCreated);
  const [, setParams] = useSearchParams();
  const [revealAt, setRevealAt] = useState<Position>();
  const showText = useCallback(
    (position: Position | undefined) => {
      setRevealAt(position && { ...position });
      setParams(withParam('view', 'yaml'));
    },
    [setParams],
  );
  return (
    <ConfigWorkbenchProvider
      initialText={start.text}
      onTextChange={draft.change}
      readOnly={denied !== undefined}
      onShowText={showText}
    >
      <SpaceBetween size="m">
        {denied !== undefined && (
          <Alert type="info" header="You can look at this configuration, not change it">
            {denied}
          </Alert>
        )}
        <Workspace draft={draft} config={config} recovered={start.recovered} revealAt={revealAt} />
      </SpaceBetween>
    </ConfigWorkbenchProvider>
  );
}

interface WorkspaceProps {
  draft: Draft;
  config: ClusterConfig | undefined;
  recovered: boolean;
  revealAt: Position | undefined;
}

function Workspace({ draft, config, recovered, revealAt }: WorkspaceProps) {
  const [params, setParams] = useSearchParams();
  const { refusal } = useWorkbench();
  const [notice, setNotice] = useState(recovered);
  const saving = useSaveRevision(draft, config?.revision ?? undefined);
  const yaml = params.get('view') === 'yaml';
  return (
    <SpaceBetween size="m">
      <Header
        variant="h1"
        description={<DraftStatus draft={draft} />}
        actions={<WorkbenchButtons yaml={yaml} saving={saving} />}
      >
        Create cluster
      </Header>
      {notice && (
        <Alert type="info" dismissible onDismiss={() => setNotice(false)} header="Your last changes were recovered">
          This browser had kept what the server did not have yet.
        </Alert>
      )}
      <Conflicts draft={draft} saving={saving} />
      {refusal && (
        <Alert type="warning" header="The form cannot write this change">
          {refusal.message}.
        </Alert>
      )}
      {saving.failureAlert}
      {yaml ? (
        <YamlView revealAt={revealAt} onForms={() => setParams(withParam('view', undefined))} />
      ) : (
        <WizardForm saving={saving} />
      )}
    </SpaceBetween>
  );
}

function withParam(name: string, value: string | undefined) {
  return (before: URLSearchParams): URLSearchParams => {
    const next = new URLSearchParams(before);
    if (value === undefined) next.delete(name);
    else next.set(name, value);
    return next;
  };
}
