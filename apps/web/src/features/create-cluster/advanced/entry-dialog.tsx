import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';

interface EntryDialogProps {
  title: string;
  verb: 'Add' | 'Save';
  /** Why the text does not take it; what was typed stays. */
  refusal: string | undefined;
  onSave(): void;
  onClose(): void;
  children: ReactNode;
}

/** The form of one entry, over the page. */
export function EntryDialog({ title, verb, refusal, onSave, onClose, children }: EntryDialogProps) {
  return (
    <Modal
      visible
      size="large"
      header={title}
      closeAriaLabel="Close"
      onDismiss={onClose}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onClose}>
              Cancel
            </Button>
            <Button variant="primary" onClick={onSave}>
              {verb}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="l">
        {children}
        {refusal !== undefined && (
          <Alert type="error" header="The text does not take this change">
            {refusal}
          </Alert>
        )}
      </SpaceBetween>
    </Modal>
  );
}
