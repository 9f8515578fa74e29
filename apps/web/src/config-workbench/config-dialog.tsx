import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';

interface ConfigDialogProps {
  title: string;
  buttons: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

/** A dialog wide enough for two texts side by side. */
export function ConfigDialog({ title, buttons, onClose, children }: ConfigDialogProps) {
  return (
    <Modal
      visible
      size="max"
      header={title}
      closeAriaLabel="Close"
      onDismiss={onClose}
      footer={<div className="podpass-dialog-buttons">{buttons}</div>}
    >
      <SpaceBetween size="m">{children}</SpaceBetween>
    </Modal>
  );
}
