import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import Spinner from '@cloudscape-design/components/spinner';
import type { ClusterConfig, ConfigRevision } from '@podpass/inventory';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { toFailure } from '../../api/failure.ts';
import { ComparisonView } from '../../config-workbench/comparison-view.tsx';
import { ConfigDialog } from '../../config-workbench/config-dialog.tsx';
import { downloadText } from '../../config-workbench/config-file.ts';
import { ConflictDialog } from '../../config-workbench/conflict-dialog.tsx';
import { disabledFor } from '../../ui/disabled-for.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { revisionQuery } from './config-queries.ts';
import { SaveDialog } from './save-dialog.tsx';
import { useSaveRevision } from './use-save-revision.ts';

interface RevisionDialogProps {
  config: ClusterConfig;
  before: number;
  after: number;
  fileName: string;
  /** Why nothing can be restored now. */
  denied: string | undefined;
  onClose: () => void;
}

/** Two revisions compared; each can be taken along or restored. */
export function RevisionDialog({ config, before, after, fileName, denied, onClose }: RevisionDialogProps) {
  const one = useQuery(revisionQuery(config.id, before));
  const other = useQuery(revisionQuery(config.id, after));
  const [restoring, setRestoring] = useState<ConfigRevision>();
  const error = one.error ?? other.error;
  const read = [one.data, other.data].flatMap((revision) => revision ?? []);
  if (restoring) {
    return <RestoreDialog config={config} revision={restoring} fileName={fileName} onClose={onClose} />;
  }
  const each = before === after ? read.slice(0, 1) : read;
  return (
    <ConfigDialog
      title={before === after ? `Revision ${after}` : `Revisions ${before} and ${after} compared`}
      onClose={onClose}
      buttons={
        <>
          <ButtonDropdown
            items={each.map(({ number }) => ({ id: String(number), text: `Revision ${number}` }))}
            onItemClick={({ detail }) => {
              const chosen = each.find(({ number }) => String(number) === detail.id);
              if (chosen) downloadText(fileName.replace(/\.yaml$/, `.${chosen.number}.yaml`), chosen.text);
            }}
          >
            Download
          </ButtonDropdown>
          {each
            .filter(({ number }) => number !== config.head)
            .map((revision) => (
              <Button key={revision.number} onClick={() => setRestoring(revision)} {...disabledFor(denied)}>
                {`Restore revision ${revision.number}`}
              </Button>
            ))}
          <Button variant="primary" onClick={onClose}>
            Close
          </Button>
        </>
      }
    >
      {error && <FailureAlert failure={toFailure(error)} />}
      {!error && (one.data === undefined || other.data === undefined) && <Spinner />}
      {one.data && other.data && (
        <>
          {before === after && <div>It is the first: there is nothing before it to compare it with.</div>}
          {before !== after && (
            <ComparisonView
              before={one.data.text}
              after={other.data.text}
              beforeLabel={`Revision ${before}`}
              afterLabel={`Revision ${after}`}
            />
          )}
        </>
      )}
    </ConfigDialog>
  );
}

interface RestoreDialogProps {
  config: ClusterConfig;
  revision: ConfigRevision;
  fileName: string;
  onClose: () => void;
}

/** Restoring is saving an old text as the next revision: what it changes is shown first, and nothing is lost. */
function RestoreDialog({ config, revision, fileName, onClose }: RestoreDialogProps) {
  const { id, head } = config;
  const saving = useSaveRevision(id, onClose);
  if (saving.conflict) {
    const { asked, conflict } = saving.conflict;
    return (
      <ConflictDialog
        id={id}
        conflict={conflict}
        mine={revision.text}
        fileName={fileName}
        wayBack="It is a revision, and can be restored later."
        onMine={(latest) => saving.save({ ...asked, basedOn: latest.head })}
        onTheirs={onClose}
        onClose={onClose}
      />
    );
  }
  return (
    <SaveDialog
      title={`Restore revision ${revision.number}?`}
      before={config.revision ? { label: `Revision ${head}, the newest`, text: config.revision.text } : undefined}
      after={{ label: `Revision ${revision.number}, as revision ${head + 1}`, text: revision.text }}
      initialNote={`Restores revision ${revision.number}`}
      saving={saving.saving}
      failure={saving.failure}
      onSave={(note) => saving.save({ text: revision.text, basedOn: head, note })}
      onClose={onClose}
    />
  );
}
