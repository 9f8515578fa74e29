import type { PropertyFilterProperty } from '@cloudscape-design/collection-hooks';
import Link from '@cloudscape-design/components/link';
import { type ComponentProps, lazy, Suspense } from 'react';
import { paths } from '../../app/paths.ts';
import type { Column } from '../../ui/resource-table.tsx';
import { Time } from '../../ui/time.tsx';
import type { ClusterView } from './cluster-view.ts';
import { StatusCell } from './status-cell.tsx';

/** Numbers need several calls anyway; until they and this have come, their cells are empty. */
const ClusterCount = lazy(async () => ({ default: (await import('./cluster-count.tsx')).ClusterCount }));

export const clusterColumns: Column<ClusterView>[] = [
  {
    id: 'name',
    header: 'Name',
    isRowHeader: true,
    sortingField: 'name',
    width: 180,
    minWidth: 160,
    cell: ({ key, name, config }) => (
      <Link href={config ? paths.createCluster(config.id) : paths.cluster(key)} fontSize="inherit">
        {name || 'Without a name'}
      </Link>
    ),
  },
  { id: 'status', header: 'Status', sortingField: 'status', width: 230, minWidth: 110, cell: StatusCell },
  {
    id: 'version',
    header: 'Kubernetes',
    sortingField: 'version',
    sortingComparator: (a, b) => a.version.localeCompare(b.version, 'en', { numeric: true }),
    width: 162,
    minWidth: 115,
    cell: ({ version, summary }) => `${version || '–'}${summary?.autoMode === true ? ' · Auto Mode' : ''}`,
  },
  {
    id: 'region',
    header: 'Region',
    sortingField: 'region',
    width: 105,
    minWidth: 90,
    cell: ({ region }) => region || '–',
  },
  { id: 'agent', header: 'Agent', width: 110, minWidth: 90, cell: (row) => <Count row={row} of="agent" /> },
  {
    id: 'associations',
    header: 'Associations',
    width: 130,
    minWidth: 120,
    cell: (row) => <Count row={row} of="associations" />,
  },
  { id: 'irsa', header: 'IRSA links', minWidth: 110, cell: (row) => <Count row={row} of="irsaLinks" /> },
  {
    id: 'created',
    header: 'Created',
    sortingField: 'created',
    minWidth: 120,
    cell: ({ summary }) => <Time at={summary?.createdAt} />,
  },
];

export const clusterFilters: PropertyFilterProperty[] = [
  property('name', 'Name', 'Names'),
  property('status', 'Status', 'Statuses'),
  property('version', 'Kubernetes version', 'Kubernetes versions'),
  property('region', 'Region', 'Regions'),
  property('account', 'Account', 'Accounts'),
];

function Count(count: ComponentProps<typeof ClusterCount>) {
  return (
    <Suspense fallback={null}>
      <ClusterCount {...count} />
    </Suspense>
  );
}

function property(key: string, propertyLabel: string, groupValuesLabel: string): PropertyFilterProperty {
  return { key, propertyLabel, groupValuesLabel, operators: ['=', '!=', ':', '!:', '^'] };
}
