import { openDialog } from '../../app/dialogs.ts';
import { notify } from '../../app/notifications.ts';
import { notifyFailure } from '../../app/notify-failure.ts';
import type { AssociationView } from './association-view.ts';
import { workloadsOf } from './workloads-of.ts';

/** Each of these opens a dialog that says what will be done before anything is done. */
export function deleteAssociations(cluster: string, views: readonly AssociationView[]): void {
  openDialog({ kind: 'delete-associations', cluster, rows: views.map(({ row }) => row) });
}

export function fixTrust(cluster: string, views: readonly AssociationView[]): void {
  openDialog({ kind: 'fix-trust-policy', cluster, rows: views.map(({ row }) => row) });
}

export function restartWorkloads(cluster: string, views: readonly AssociationView[]): void {
  void openRestart(cluster, views).catch(notifyFailure);
}

async function openRestart(cluster: string, views: readonly AssociationView[]): Promise<void> {
  const workloads = await workloadsOf(
    cluster,
    views.map(({ id }) => id),
  );
  if (workloads.length === 0) {
    notify({
      type: 'info',
      header: 'Nothing can be restarted from here.',
      content:
        'No Deployment, StatefulSet or DaemonSet runs these service accounts. Jobs take it up with their next run.',
    });
    return;
  }
  const title = views.length === 1 ? `Restart the workloads of ${views[0]?.subject}` : 'Restart workloads';
  openDialog({ kind: 'restart-workloads', cluster, workloads, title });
}
