import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import type { Failure } from '../../api/failure.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { disabledFor } from '../../ui/disabled-for.ts';

interface BlueprintDialogProps {
  title: string;
  verb: string;
  saving: boolean;
  failure: Failure | undefined;
  /** Why it cannot be saved. */
  reason: string | undefined;
  onSave: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** The frame of the dialogs that write blueprints. */
export function BlueprintDialog(props: BlueprintDialogProps) {
  const { title, verb, saving, failure, reason, onSave, onClose, children } = props;
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
            <Button variant="primary" loading={saving} onClick={onSave} {...disabledFor(reason)}>
              {verb}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="l">
        {failure && <FailureAlert failure={failure} />}
        {children}
      </SpaceBetween>
    </Modal>
  );
}
