import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useDenial, useSession } from '../../api/session.ts';
import { notifyFailure } from '../../app/notify-failure.ts';
import { paths } from '../../app/paths.ts';
import { exportRows } from '../../ui/export.ts';
import { associationDenials } from './association-actions.ts';
import { associationExport } from './association-export.ts';
import type { AssociationView } from './association-view.ts';
import { disabledFor } from '../../ui/disabled-for.ts';
import { deleteAssociations, fixTrust, restartWorkloads } from './start-action.ts';

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
      <Button {...disabledFor(denials.delete)} onClick={() => deleteAssociations(cluster, selected)}>
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
          if (id === 'fix-trust') fixTrust(cluster, selected);
          if (id === 'restart') restartWorkloads(cluster, selected);
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

/** The same actions on the one association whose details are open. */
export function DetailsButtons({ cluster, view }: { cluster: string; view: AssociationView }) {
  const denials = associationDenials(useSession(), [view]);
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Button
        {...disabledFor(denials.edit)}
        {...(denials.edit ? {} : { href: paths.editAssociation(cluster, view.id) })}
      >
        Edit
      </Button>
      <Button {...disabledFor(denials.delete)} onClick={() => deleteAssociations(cluster, [view])}>
        Delete
      </Button>
      <Button {...disabledFor(denials.restart)} onClick={() => restartWorkloads(cluster, [view])}>
        Restart workloads
      </Button>
      <Button {...disabledFor(denials['fix-trust'])} onClick={() => fixTrust(cluster, [view])}>
        Fix trust policy
      </Button>
    </SpaceBetween>
  );
}
