import Badge from '@cloudscape-design/components/badge';
import Icon from '@cloudscape-design/components/icon';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { ArnName } from '../../ui/arn.tsx';
import { podsInWords } from '../../ui/pod-usage.ts';
import type { Column } from '../../ui/resource-table.tsx';
import { Time } from '../../ui/time.tsx';
import { TrustIndicator } from '../../ui/trust-status.tsx';
import { ownedByNobody, type AssociationView } from './association-view.ts';

/** The table's columns; `detailsOf` makes the address at which a row's details are open. */
export function associationColumns(detailsOf: (id: string) => string): Column<AssociationView>[] {
  return [
    {
      id: 'serviceAccount',
      header: 'Service account',
      isRowHeader: true,
      sortingField: 'serviceAccount',
      width: 190,
      minWidth: 120,
      cell: (row) => (
        <Missing is={row.row.cluster?.serviceAccountExists === false}>
          <a className="podpass-link" href={detailsOf(row.id)} aria-label={`${row.serviceAccount}: details`}>
            {row.serviceAccount}
          </a>
        </Missing>
      ),
    },
    {
      id: 'namespace',
      header: 'Namespace',
      sortingField: 'namespace',
      width: 140,
      minWidth: 110,
      cell: (row) => <Missing is={row.row.cluster?.namespaceExists === false}>{row.namespace}</Missing>,
    },
    {
      id: 'role',
      header: 'Role',
      sortingField: 'roleName',
      width: 190,
      minWidth: 120,
      cell: ({ row, roleArn, roleName }) =>
        row.details ? <ArnName arn={roleArn} name={roleName} what="ARN" /> : <Awaited />,
    },
    {
      id: 'trust',
      header: 'Trust',
      sortingField: 'trust',
      width: 145,
      minWidth: 145,
      cell: ({ row: { trust } }) => <TrustIndicator status={trust.status} reasons={trust.reasons} />,
    },
    { id: 'pods', header: 'Pods', sortingField: 'pods', width: 185, minWidth: 120, cell: PodsCell },
    { id: 'owner', header: 'Owner', sortingField: 'owner', width: 120, minWidth: 100, cell: OwnerCell },
    {
      id: 'targetRole',
      header: 'Target role',
      sortingField: 'targetRoleName',
      width: 145,
      minWidth: 120,
      cell: ({ row, targetRoleArn, targetRoleName }) => {
        if (row.details === undefined) return <Awaited />;
        return targetRoleArn === '' ? '–' : <ArnName arn={targetRoleArn} name={targetRoleName} what="ARN" />;
      },
    },
    {
      id: 'created',
      header: 'Created',
      sortingField: 'created',
      width: 115,
      minWidth: 100,
      cell: ({ row }) => <Time at={row.details?.createdAt} />,
    },
  ];
}

function Missing({ is, children }: { is: boolean; children: React.ReactNode }) {
  if (!is) return <>{children}</>;
  return (
    <>
      {children} <Badge color="severity-high">missing</Badge>
    </>
  );
}

function Awaited() {
  return <StatusIndicator type="loading">Loading</StatusIndicator>;
}

function OwnerCell({ owner }: AssociationView) {
  if (owner === ownedByNobody) return <>–</>;
  return (
    <span title={`Belongs to the add-on ${owner}: it is changed through the add-on`}>
      <Icon name="lock-private" ariaLabel="Add-on" /> {owner}
    </span>
  );
}

/**
 * Pods that are not on Pod Identity although an association exists were started before it. Pods that are on it while the
 * role does not trust them ask for credentials and get none.
 */
function PodsCell({ row: { cluster, trust } }: AssociationView) {
  if (cluster === undefined) return <StatusIndicator type="pending">Not known</StatusIndicator>;
  const { pods } = cluster;
  if (pods.total === 0) return <>No pods</>;
  if (pods.podIdentity > 0 && trust.status === 'missing') {
    return (
      <span title="Their role does not trust them: they get no credentials.">
        <StatusIndicator type="error">{podsInWords(pods)}</StatusIndicator>
      </span>
    );
  }
  const all = pods.podIdentity === pods.total;
  return (
    <span title={all ? '' : 'Pods take up the association when they are started anew: restart their workloads.'}>
      <StatusIndicator type={all ? 'success' : 'warning'}>{podsInWords(pods)}</StatusIndicator>
    </span>
  );
}
