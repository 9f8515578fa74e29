import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import type { ClusterConfig } from '@podpass/inventory';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import { useDenial } from '../../api/session.ts';
import { notify } from '../../app/notifications.ts';
import { ComparisonView } from '../../config-workbench/comparison-view.tsx';
import { ConfigDialog } from '../../config-workbench/config-dialog.tsx';
import { disabledFor } from '../../ui/disabled-for.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { ExactTime } from '../../ui/time.tsx';
import type { ClusterName } from './cluster-fit.ts';
import { configQuery, refreshConfig } from './config-queries.ts';
import { EditingSection } from './editing-section.tsx';
import { ReadingSection } from './reading-section.tsx';
import { RevisionsSection } from './revisions-section.tsx';

interface ConfigurationViewProps {
  id: string;
  cluster: ClusterName;
  startEditing: boolean;
}

/** One configuration: its text to read or to edit, and its revisions. */
export function ConfigurationView({ id, cluster, startEditing }: ConfigurationViewProps) {
  const { data, error, isFetching, refetch } = useQuery(configQuery(id));
  const [editing, setEditing] = useState(startEditing);
  const denied = useDenial('configs:write');
  if (data === undefined) {
    return error ? (
      <FailureAlert failure={toFailure(error)} onRetry={() => void refetch()} retrying={isFetching} />
    ) : (
      <Spinner size="large" />
    );
  }
  const fileName = `${cluster.name}.yaml`;
  const edit = editing && denied === undefined;
  return (
    <SpaceBetween size="l">
      {error && <FailureAlert failure={toFailure(error)} onRetry={() => void refetch()} retrying={isFetching} />}
      {!edit && data.draft && (
        <DraftNotice config={data} draft={data.draft} denied={denied} onContinue={() => setEditing(true)} />
      )}
      {edit ? (
        <EditingSection config={data} fileName={fileName} onEnd={() => setEditing(false)} />
      ) : (
        <ReadingSection config={data} fileName={fileName} denied={denied} onEdit={() => setEditing(true)} />
      )}
      <RevisionsSection config={data} fileName={fileName} denied={denied} editing={edit} />
    </SpaceBetween>
  );
}

interface DraftNoticeProps {
  config: ClusterConfig;
  draft: NonNullable<ClusterConfig['draft']>;
  denied: string | undefined;
  onContinue: () => void;
}

/** Somebody's work in progress is never in the way silently: who, when, and what to do with it. */
function DraftNotice({ config, draft, denied, onContinue }: DraftNoticeProps) {
  const [discarding, setDiscarding] = useState(false);
  return (
    <>
      <Alert
        type="warning"
        header={
          config.head === 0 ? 'This configuration is a draft' : 'There is a draft with changes that are not saved'
        }
        action={
          <SpaceBetween direction="horizontal" size="xs">
            <Button onClick={() => setDiscarding(true)} {...disabledFor(denied)}>
              Discard draft
            </Button>
            <Button onClick={onContinue} {...disabledFor(denied)}>
              Continue draft
            </Button>
          </SpaceBetween>
        }
      >
        Last changed by <b>{draft.updatedBy}</b> on <ExactTime at={draft.updatedAt} />.{' '}
        {config.head === 0
          ? 'It has no revision yet: below is the draft.'
          : `Below is revision ${config.head}, without those changes.`}
      </Alert>
      {discarding && <DiscardDialog config={config} text={draft.text} onClose={() => setDiscarding(false)} />}
    </>
  );
}

function DiscardDialog({ config, text, onClose }: { config: ClusterConfig; text: string; onClose: () => void }) {
  const { id, head, revision } = config;
  const discard = useMutation({
    mutationFn: async () => client.configs.discardDraft({ id }),
    async onSuccess() {
      onClose();
      notify({ type: 'success', header: 'The draft is discarded.' });
      await refreshConfig(id);
    },
  });
  return (
    <ConfigDialog
      title="Discard the draft?"
      onClose={onClose}
      buttons={
        <>
          <Button variant="link" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" loading={discard.isPending} onClick={() => discard.mutate()}>
            Discard draft
          </Button>
        </>
      }
    >
      {discard.error && <FailureAlert failure={toFailure(discard.error)} />}
      {revision === null ? (
        <Alert type="warning">It has no revision yet, so the whole configuration goes away with it.</Alert>
      ) : (
        <>
          <div>This is lost:</div>
          <ComparisonView before={revision.text} after={text} beforeLabel={`Revision ${head}`} afterLabel="Draft" />
        </>
      )}
    </ConfigDialog>
  );
}
