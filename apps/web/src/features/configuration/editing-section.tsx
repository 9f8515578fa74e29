import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { ClusterConfig } from '@podpass/inventory';
import { useEffect, useRef, useState } from 'react';
import { downloadText } from '../../config-workbench/config-file.ts';
import { ConflictDialog } from '../../config-workbench/conflict-dialog.tsx';
import type { DraftState } from '../../config-workbench/draft-sync.ts';
import { DraftConflict } from '../../config-workbench/draft-conflict.tsx';
import { initialTextOf, useDraft } from '../../config-workbench/use-draft.ts';
import { useDiagnostics } from '../../editor/yaml/use-diagnostics.ts';
import { disabledFor } from '../../ui/disabled-for.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { refreshConfig } from './config-queries.ts';
import { SaveDialog } from './save-dialog.tsx';
import { TextAndProblems } from './text-and-problems.tsx';
import { useSaveRevision } from './use-save-revision.ts';

interface EditingSectionProps {
  /** As it was when editing began: later versions of others are conflicts. */
  config: ClusterConfig;
  fileName: string;
  onEnd: () => void;
}

/** The text while it is edited: kept as a draft all the time, saved as a revision when it is right. */
export function EditingSection({ config: initial, fileName, onEnd }: EditingSectionProps) {
  const [config] = useState(initial);
  const { id } = config;
  const [base, setBase] = useState(() => startOf(config));
  const [start] = useState(() => initialTextOf(config, ''));
  const [recovered, setRecovered] = useState(start.recovered);
  const [text, setText] = useState(start.text);
  const [aside, setAside] = useState<{ whose: 'Your' | 'Their'; text: string }>();
  const [saveOpen, setSaveOpen] = useState(false);
  const checked = useDiagnostics(text);
  const draft = useDraft(config, nothing);
  const { state, change } = draft;
  const known = useRef(start.text);
  useEffect(() => {
    if (text === known.current) return;
    known.current = text;
    change(text);
  }, [text, change]);
  const revision = useSaveRevision(id, onEnd);
  const end = async (): Promise<void> => {
    await draft.saveNow();
    await refreshConfig(id);
    onEnd();
  };
  const takeTheirs = (theirs: string): void => {
    setAside({ whose: 'Your', text });
    setText(theirs);
    known.current = theirs;
  };
  return (
    <Container
      header={
        <Header
          variant="h2"
          info={<DraftStateWords state={state} />}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button iconName="download" onClick={() => downloadText(fileName, text)}>
                Download
              </Button>
              <Button onClick={() => void end()}>Stop editing</Button>
              <Button
                variant="primary"
                onClick={() => setSaveOpen(true)}
                {...disabledFor(reasonNotToSave(text, base.text, checked))}
              >
                Save revision
              </Button>
            </SpaceBetween>
          }
        >
          {config.head === 0 ? 'Draft' : 'Editing the configuration'}
        </Header>
      }
    >
      <SpaceBetween size="m">
        {recovered && (
          <Alert
            type="info"
            dismissible
            onDismiss={() => setRecovered(false)}
            header="Your last changes were recovered"
          >
            This browser had kept what the server did not have yet.
          </Alert>
        )}
        {state.phase === 'failed' && <FailureAlert failure={state.failure} onRetry={() => void draft.saveNow()} />}
        <DraftConflict
          draft={draft}
          mine={text}
          fileName={fileName}
          wayBack={wayBack}
          onMine={(theirs) => setAside({ whose: 'Their', text: theirs })}
          onTheirs={takeTheirs}
        />
        {aside !== undefined && (
          <Alert
            type="info"
            header={`${aside.whose} text was set aside`}
            action={
              <SpaceBetween direction="horizontal" size="xs">
                <Button onClick={() => downloadText(fileName, aside.text)}>Download it</Button>
                <Button
                  onClick={() => {
                    setText(aside.text);
                    setAside(undefined);
                  }}
                >
                  Put it back
                </Button>
              </SpaceBetween>
            }
            dismissible
            onDismiss={() => setAside(undefined)}
          />
        )}
        <TextAndProblems text={text} checked={checked} onText={setText} />
      </SpaceBetween>
      {saveOpen && revision.conflict === undefined && (
        <SaveDialog
          title="Save a revision"
          before={base.text === undefined ? undefined : { label: `Revision ${base.head}`, text: base.text }}
          after={{ label: 'New revision', text }}
          saving={revision.saving}
          failure={revision.failure}
          onSave={(note) => void draft.saveNow().then(() => revision.save({ text, basedOn: base.head, note }))}
          onClose={() => {
            revision.reset();
            setSaveOpen(false);
          }}
        />
      )}
      {revision.conflict && (
        <ConflictDialog
          id={id}
          conflict={revision.conflict.conflict}
          mine={text}
          fileName={fileName}
          wayBack={wayBack}
          onMine={(latest) => {
            setBase(startOf({ ...latest, draft: null }));
            revision.save({ text, basedOn: latest.head, note: revision.conflict?.asked.note ?? '' });
          }}
          onTheirs={(theirs, latest) => {
            takeTheirs(theirs);
            setBase(startOf({ ...latest, draft: null }));
            draft.seen(latest.head);
            revision.reset();
            setSaveOpen(false);
          }}
          onClose={revision.reset}
        />
      )}
    </Container>
  );
}

const wayBack = 'It is set aside, and can be put back.';

function nothing(): void {
  // It has its id already.
}

/** The revision that the work is based on: an older draft may have been begun on an older one. */
function startOf({ draft, revision, head }: ClusterConfig): { head: number; text: string | undefined } {
  return { head: draft?.base ?? head, text: revision?.text };
}

function reasonNotToSave(
  text: string,
  head: string | undefined,
  { checking, failure, diagnostics }: ReturnType<typeof useDiagnostics>,
): string | undefined {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  if (checking) return 'The text is being checked';
  if (failure !== undefined) return failure;
  if (errors > 0) return `A revision has no errors, and this text has ${errors}. The draft is kept as it is.`;
  return text === head ? 'Nothing differs from the newest revision' : undefined;
}

function DraftStateWords({ state }: { state: DraftState }) {
  switch (state.phase) {
    case 'clean':
    case 'saved':
      return <StatusIndicator type="success">Draft saved</StatusIndicator>;
    case 'waiting':
    case 'saving':
      return <StatusIndicator type="in-progress">Saving draft</StatusIndicator>;
    case 'failed':
      return <StatusIndicator type="error">Draft not saved</StatusIndicator>;
    case 'conflict':
      return <StatusIndicator type="warning">Draft not saved: somebody else changed it</StatusIndicator>;
  }
}
