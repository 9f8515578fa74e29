import type { PropertyFilterProperty } from '@cloudscape-design/collection-hooks';
import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import type { BlueprintSummary } from '@podpass/inventory';
import { useMemo, useState } from 'react';
import { queryClient } from '../../api/query-client.ts';
import { useDenial } from '../../api/session.ts';
import { notifyFailure } from '../../app/notify-failure.ts';
import { paths } from '../../app/paths.ts';
import { useUrlFilter } from '../../app/use-url-filter.ts';
import { blueprintPages, useBlueprintList } from '../../config-workbench/blueprint-list.ts';
import { disabledFor } from '../../ui/disabled-for.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ListButtons } from '../../ui/list-buttons.tsx';
import { PropertyFilterBar } from '../../ui/property-filter-bar.tsx';
import { type Column, ResourceTable } from '../../ui/resource-table.tsx';
import { CreateBlueprintDialog } from './create-blueprint-dialog.tsx';

interface BlueprintView {
  name: string;
  kind: 'Built in' | 'Custom';
  latest: string;
  description: string;
}

export function loader(): null {
  void queryClient.prefetchInfiniteQuery(blueprintPages);
  return null;
}

export function Component() {
  const { items = nothingYet, isFetching, failure, retry } = useBlueprintList();
  const [creating, setCreating] = useState(false);
  const denied = useDenial('blueprints:write');
  const filter = useUrlFilter(filters);
  const rows = useMemo(() => items.map(toView), [items]);
  return (
    <>
      <ResourceTable
        name="blueprints"
        title="Blueprints"
        headingTag="h1"
        noun={{ one: 'blueprint', many: 'blueprints' }}
        description="What is installed on a cluster besides EKS. A configuration names one, with a version."
        actions={
          <ListButtons
            many="blueprints"
            refreshing={isFetching}
            onRefresh={retry}
            exported={() => rows.map((row) => ({ ...row }))}
            fileName="podpass-blueprints"
            onFailure={notifyFailure}
          >
            <Button variant="primary" onClick={() => setCreating(true)} {...disabledFor(denied)}>
              Create blueprint
            </Button>
          </ListButtons>
        }
        rows={rows}
        rowId={(row) => row.name}
        rowName={(row) => row.name}
        columns={columns}
        filtering={filters}
        filterBar={PropertyFilterBar}
        filter={filter}
        loading={isFetching}
        failure={failure}
        onRetry={retry}
        empty={<EmptyState title="No blueprints" />}
      />
      {creating && (
        <CreateBlueprintDialog from={{ name: 'default', version: 'latest' }} onClose={() => setCreating(false)} />
      )}
    </>
  );
}

const nothingYet: readonly BlueprintSummary[] = [];

function toView(summary: BlueprintSummary): BlueprintView {
  const { name, builtIn, latest, description } = summary;
  return { name, kind: builtIn ? 'Built in' : 'Custom', latest, description };
}

const columns: Column<BlueprintView>[] = [
  {
    id: 'name',
    header: 'Name',
    isRowHeader: true,
    sortingField: 'name',
    width: 260,
    cell: ({ name }) => (
      <Link fontSize="inherit" href={paths.blueprint(name)}>
        {name}
      </Link>
    ),
  },
  { id: 'kind', header: 'Kind', sortingField: 'kind', width: 130, cell: ({ kind }) => kind },
  { id: 'latest', header: 'Latest version', width: 150, cell: ({ latest }) => latest },
  { id: 'description', header: 'Description', cell: ({ description }) => description || '–' },
];

const filters: PropertyFilterProperty[] = [
  { key: 'name', propertyLabel: 'Name', groupValuesLabel: 'Names', operators: [':', '!:', '=', '!='] },
  { key: 'kind', propertyLabel: 'Kind', groupValuesLabel: 'Kinds', operators: ['=', '!='] },
  {
    key: 'description',
    propertyLabel: 'Description',
    groupValuesLabel: 'Descriptions',
    operators: [':', '!:'],
  },
];
