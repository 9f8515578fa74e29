import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useState } from 'react';
import type { Failure } from '../../api/failure.ts';
import { ComparisonView } from '../../config-workbench/comparison-view.tsx';
import { ConfigDialog } from '../../config-workbench/config-dialog.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';

interface SaveDialogProps {
  title: string;
  /** The newest revision; undefined before the first. */
  before: { label: string; text: string } | undefined;
  after: { label: string; text: string };
  initialNote?: string;
  saving: boolean;
  failure: Failure | undefined;
  onSave: (note: string) => void;
  onClose: () => void;
}

/** What a new revision changes, a note for those who come later, and the button that saves it. */
export function SaveDialog(props: SaveDialogProps) {
  const { title, before, after, initialNote = '', saving, failure, onSave, onClose } = props;
  const [note, setNote] = useState(initialNote);
  return (
    <ConfigDialog
      title={title}
      onClose={onClose}
      buttons={
        <>
          <Button variant="link" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" loading={saving} onClick={() => onSave(note)}>
            Save revision
          </Button>
        </>
      }
    >
      {failure && <FailureAlert failure={failure} />}
      <FormField
        label={
          <span>
            Note <i>- optional</i>
          </span>
        }
        description="Why, for those who read the list of revisions later."
        stretch
      >
        <Input value={note} onChange={({ detail }) => setNote(detail.value.slice(0, 500))} />
      </FormField>
      {before === undefined ? (
        <Alert type="info">This is the first revision.</Alert>
      ) : (
        <ComparisonView before={before.text} after={after.text} beforeLabel={before.label} afterLabel={after.label} />
      )}
      <Alert type="info">Saving keeps the text here. It changes nothing on the cluster itself.</Alert>
    </ConfigDialog>
  );
}
