import Modal from '@cloudscape-design/components/modal';
import type { DialogRequest } from '../../app/dialogs.ts';
import { ChangeDialog } from './change-dialog.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import { FixTrustDialog } from './fix-trust-dialog.tsx';
import { ProgressView } from '../../change-flow/progress-view.tsx';
import { useAfterOperation } from '../../change-flow/after-operation.ts';
import { useOperation } from '../../change-flow/use-operation.ts';

/** The dialog that a page asked for. */
export function ChangeDialogs({ request, onClose }: { request: DialogRequest; onClose: () => void }) {
  const common = { cluster: request.cluster, onClose };
  switch (request.kind) {
    case 'delete-associations':
      return <DeleteDialog {...common} rows={request.rows} />;
    case 'fix-trust-policy':
      return <FixTrustDialog {...common} rows={request.rows} />;
    case 'restart-workloads': {
      const { title, workloads } = request;
      return (
        <ChangeDialog {...common} title={title} verb="Restart" request={{ kind: 'restart-workloads', workloads }} />
      );
    }
    case 'install-agent':
      return (
        <ChangeDialog
          {...common}
          title="Install the pod identity agent"
          verb="Install"
          request={{ kind: 'install-agent' }}
        />
      );
    case 'start-change':
      return <ChangeDialog {...common} title={request.title} verb="Start" request={request.request} />;
    case 'operation-progress':
      return <ProgressDialog operationId={request.operationId} onClose={onClose} />;
  }
}

function ProgressDialog({ operationId, onClose }: { operationId: string; onClose: () => void }) {
  const followed = useOperation(operationId);
  useAfterOperation(followed);
  return (
    <Modal
      visible
      size="large"
      header={followed.progress?.operation.plan.title ?? 'Change'}
      closeAriaLabel="Close"
      onDismiss={onClose}
    >
      <ProgressView followed={followed} />
    </Modal>
  );
}
