import type { DialogRequest } from '../../app/dialogs.ts';
import { ChangeDialog } from './change-dialog.tsx';
import { DeleteClusterDialog } from './delete-cluster-dialog.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import { FixTrustDialog } from './fix-trust-dialog.tsx';
import { RetryDialog } from './retry-dialog.tsx';

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
    case 'delete-cluster':
      return <DeleteClusterDialog {...common} />;
    case 'retry-operation':
      return <RetryDialog id={request.operationId} onClose={onClose} />;
    case 'start-change':
      return <ChangeDialog {...common} title={request.title} verb="Start" request={request.request} />;
  }
}
