import type { PropertyFilterProperty } from '@cloudscape-design/collection-hooks';
import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { paths } from '../../app/paths.ts';
import { disabledFor } from '../../ui/disabled-for.ts';
import type { Column } from '../../ui/resource-table.tsx';
import { Time } from '../../ui/time.tsx';
import type { SavedConfigView } from './saved-config-view.ts';

export function savedConfigColumns(
  denied: string | undefined,
  onRemove: (row: SavedConfigView) => void,
): Column<SavedConfigView>[] {
  return [
    {
      id: 'name',
      header: 'Name',
      isRowHeader: true,
      sortingField: 'name',
      width: 230,
      minWidth: 160,
      cell: ({ id, name }) => (
        <Link href={paths.createCluster(id)} fontSize="inherit">
          {name}
        </Link>
      ),
    },
    { id: 'state', header: 'State', sortingField: 'state', width: 210, minWidth: 120, cell: State },
    { id: 'version', header: 'Kubernetes', sortingField: 'version', width: 150, cell: ({ version }) => version },
    { id: 'region', header: 'Region', sortingField: 'region', minWidth: 110, cell: ({ region }) => region || '–' },
    { id: 'problems', header: 'Problems', sortingField: 'problems', minWidth: 130, cell: Problems },
    {
      id: 'updated',
      header: 'Changed',
      sortingField: 'updated',
      width: 200,
      minWidth: 140,
      cell: ({ updated, by }) => (
        <>
          <Time at={updated} /> by {by}
        </>
      ),
    },
    {
      id: 'actions',
      header: 'Actions',
      minWidth: 100,
      cell: (row) => (
        <Button
          variant="inline-link"
          ariaLabel={`Delete configuration ${row.name}`}
          onClick={() => onRemove(row)}
          {...disabledFor(denied)}
        >
          Delete
        </Button>
      ),
    },
  ];
}

export const savedConfigFilters: PropertyFilterProperty[] = [
  property('name', 'Name', 'Names'),
  property('state', 'State', 'States'),
  property('version', 'Kubernetes version', 'Kubernetes versions'),
  property('region', 'Region', 'Regions'),
  property('project', 'Project', 'Projects'),
  property('problems', 'Problems', 'Problems'),
  property('by', 'Changed by', 'People'),
];

function State({ state, config: { head, unsaved } }: SavedConfigView) {
  const type = head === 0 ? 'pending' : unsaved ? 'in-progress' : 'success';
  return <StatusIndicator type={type}>{state}</StatusIndicator>;
}

function Problems({ problems, config }: SavedConfigView) {
  const { errors, warnings } = config.problems;
  return (
    <StatusIndicator type={errors > 0 ? 'error' : warnings > 0 ? 'warning' : 'success'}>{problems}</StatusIndicator>
  );
}

function property(key: string, propertyLabel: string, groupValuesLabel: string): PropertyFilterProperty {
  return { key, propertyLabel, groupValuesLabel, operators: ['=', '!=', ':', '!:', '^'] };
}
