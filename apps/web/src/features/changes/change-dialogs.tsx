import Modal from '@cloudscape-design/components/modal';
import type { DialogRequest } from '../../app/dialogs.ts';

/** Stands where the preview and the progress of a change go. */
export function ChangeDialogs({ request, onClose }: { request: DialogRequest; onClose: () => void }) {
  return <Modal visible header={request.kind} onDismiss={onClose} />;
}
