import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useDenial, useSession } from '../../api/session.ts';
import { openDialog } from '../../app/dialogs.ts';
import { notify } from '../../app/notifications.ts';
import { notifyFailure } from '../../app/notify-failure.ts';
import { paths } from '../../app/paths.ts';
import { exportRows } from '../../ui/export.ts';
import { associationDenials } from './association-actions.ts';
import { associationExport } from './association-export.ts';
import type { AssociationView } from './association-view.ts';
import { workloadsOf } from './workloads-of.ts';

interface AssociationButtonsProps {
  cluster: string;
  /** What the actions act on. */
  selected: readonly AssociationView[];
  all: readonly AssociationView[];
  refreshing: boolean;
  onRefresh: () => void;
}

export function AssociationButtons({ cluster, selected, all, refreshing, onRefresh }: AssociationButtonsProps) {
  const denials = associationDenials(useSession(), selected);
  const noAdd = useDenial('associations:change');
  const only = selected[0];
  const rows = selected.map(({ row }) => row);
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Button iconName="refresh" ariaLabel="Refresh associations" loading={refreshing} onClick={onRefresh} />
      <ButtonDropdown
        items={[
          { id: 'csv', text: 'CSV' },
          { id: 'json', text: 'JSON' },
        ]}
        disabled={all.length === 0}
        onItemClick={({ detail: { id } }) =>
          void exportRows(
            (selected.length > 0 ? selected : all).map(associationExport),
            id === 'json' ? 'json' : 'csv',
            `${cluster}-associations`,
          ).catch(notifyFailure)
        }
      >
        Export
      </ButtonDropdown>
      <Button
        {...disabledFor(denials.edit)}
        {...(only && !denials.edit ? { href: paths.editAssociation(cluster, only.id) } : {})}
      >
        Edit
      </Button>
      <Button
        {...disabledFor(denials.delete)}
        onClick={() => openDialog({ kind: 'delete-associations', cluster, rows })}
      >
        Delete
      </Button>
      <ButtonDropdown
        items={[
          { id: 'restart', text: 'Restart workloads', ...disabledFor(denials.restart) },
          { id: 'fix-trust', text: 'Fix trust policy', ...disabledFor(denials['fix-trust']) },
          {
            id: 'bulk',
            text: 'Add many from CSV or YAML',
            href: paths.bulkAddAssociations(cluster),
            ...disabledFor(noAdd),
          },
        ]}
        onItemClick={({ detail: { id } }) => {
          if (id === 'fix-trust') openDialog({ kind: 'fix-trust-policy', cluster, rows });
          if (id === 'restart') void restart(cluster, selected).catch(notifyFailure);
        }}
      >
        Actions
      </ButtonDropdown>
      <Button variant="primary" {...disabledFor(noAdd)} {...(noAdd ? {} : { href: paths.addAssociation(cluster) })}>
        Add Pod Identity
      </Button>
    </SpaceBetween>
  );
}

/** A button that cannot be used says why; it never just disappears. */
function disabledFor(reason: string | undefined): { disabled?: boolean; disabledReason?: string } {
  return reason === undefined ? {} : { disabled: true, disabledReason: reason };
}

async function restart(cluster: string, selected: readonly AssociationView[]): Promise<void> {
  const workloads = await workloadsOf(
    cluster,
    selected.map(({ id }) => id),
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
  const title = selected.length === 1 ? `Restart the workloads of ${selected[0]?.subject}` : 'Restart workloads';
  openDialog({ kind: 'restart-workloads', cluster, workloads, title });
}
