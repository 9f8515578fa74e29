import type { PropertyFilterProperty } from '@cloudscape-design/collection-hooks';
import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { paths } from '../../app/paths.ts';
import { ArnName } from '../../ui/arn.tsx';
import { podsInWords } from '../../ui/pod-usage.ts';
import type { Column } from '../../ui/resource-table.tsx';
import type { ServiceAccountView } from './service-account-view.ts';

const trust = {
  yes: { type: 'success', label: 'Trusted' },
  no: { type: 'error', label: 'Not trusted' },
  'not known': { type: 'warning', label: 'Not known' },
} as const;

/** `denied`: why this person may not add an association, if so. */
export function serviceAccountColumns(cluster: string, denied: string | undefined): Column<ServiceAccountView>[] {
  return [
    {
      id: 'name',
      header: 'Service account',
      isRowHeader: true,
      sortingField: 'name',
      width: 170,
      cell: ({ name }) => name,
    },
    { id: 'namespace', header: 'Namespace', sortingField: 'namespace', width: 140, cell: ({ namespace }) => namespace },
    {
      id: 'role',
      header: 'IRSA role',
      sortingField: 'roleName',
      width: 190,
      cell: ({ roleArn, roleName }) => (roleArn === '' ? '–' : <ArnName arn={roleArn} name={roleName} what="ARN" />),
    },
    { id: 'trust', header: 'Trust', sortingField: 'trusted', width: 120, cell: TrustCell },
    {
      id: 'words',
      header: 'Trust in words',
      width: 220,
      cell: ({ row }) => <span title={row.irsa?.trustInWords}>{row.irsa?.trustInWords ?? '–'}</span>,
    },
    { id: 'pods', header: 'Pods', sortingField: 'pods', width: 165, cell: PodsCell },
    {
      id: 'association',
      header: 'Association',
      sortingField: 'association',
      width: 165,
      cell: (view) => <AssociationCell cluster={cluster} view={view} denied={denied} />,
    },
    {
      id: 'workloads',
      header: 'Workloads',
      sortingField: 'workloads',
      width: 200,
      cell: ({ workloads }) => workloads || 'None',
    },
  ];
}

export const serviceAccountFilters: PropertyFilterProperty[] = [
  {
    key: 'namespace',
    propertyLabel: 'Namespace',
    groupValuesLabel: 'Namespaces',
    operators: ['=', '!=', ':', '!:', '^'],
  },
  {
    key: 'name',
    propertyLabel: 'Service account',
    groupValuesLabel: 'Service accounts',
    operators: ['=', '!=', ':', '!:', '^'],
  },
  {
    key: 'roleName',
    propertyLabel: 'IRSA role',
    groupValuesLabel: 'IRSA roles',
    operators: ['=', '!=', ':', '!:', '^'],
  },
  {
    key: 'roleArn',
    propertyLabel: 'IRSA role ARN',
    groupValuesLabel: 'IRSA role ARNs',
    operators: ['=', '!=', ':', '!:'],
  },
  { key: 'trusted', propertyLabel: 'Role trusts it', groupValuesLabel: 'Trust', operators: ['=', '!='] },
  { key: 'association', propertyLabel: 'Has an association', groupValuesLabel: 'Association', operators: ['=', '!='] },
  { key: 'mechanism', propertyLabel: 'Pods use', groupValuesLabel: 'Mechanisms', operators: ['=', '!='] },
  { key: 'workloads', propertyLabel: 'Workloads', groupValuesLabel: 'Workloads', operators: [':', '!:'] },
];

function TrustCell({ trusted }: ServiceAccountView) {
  if (trusted === 'no IRSA link') return <>–</>;
  return <StatusIndicator type={trust[trusted].type}>{trust[trusted].label}</StatusIndicator>;
}

function PodsCell({ row: { pods } }: ServiceAccountView) {
  return <>{podsInWords(pods)}</>;
}

/** The way on from here: to the association, or to making one with this account and role filled in. */
function AssociationCell({
  cluster,
  view,
  denied,
}: {
  cluster: string;
  view: ServiceAccountView;
  denied: string | undefined;
}) {
  const { row, namespace, name, roleArn } = view;
  if (row.associationId !== undefined) {
    return (
      <Link href={paths.associations(cluster, { association: row.associationId })} fontSize="inherit">
        Show association
      </Link>
    );
  }
  const label = `Add Pod Identity for ${view.id}`;
  if (denied !== undefined) {
    return (
      <Button variant="inline-link" ariaLabel={label} disabled disabledReason={denied}>
        Add Pod Identity
      </Button>
    );
  }
  const prefill = { namespace, serviceAccount: name, ...(roleArn === '' ? {} : { roleArn }) };
  return (
    <Button variant="inline-link" ariaLabel={label} href={paths.addAssociation(cluster, prefill)}>
      Add Pod Identity
    </Button>
  );
}
