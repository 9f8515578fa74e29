import type { PropertyFilterProperty } from '@cloudscape-design/collection-hooks';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { isOperationOver } from '@podpass/inventory';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, type ReactNode } from 'react';
import { api, type client } from '../api/client.ts';
import { toFailure } from '../api/failure.ts';
import { notifyFailure } from '../app/notify-failure.ts';
import { paths } from '../app/paths.ts';
import { useUrlFilter } from '../app/use-url-filter.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { FailureAlert } from '../ui/failure-alert.tsx';
import { ListButtons } from '../ui/list-buttons.tsx';
import { OperationStatus } from '../ui/operation-state.tsx';
import { PropertyFilterBar } from '../ui/property-filter-bar.tsx';
import { ResourceTable, type Column } from '../ui/resource-table.tsx';
import { ExactTime } from '../ui/time.tsx';
import { toOperationView, type OperationView } from './operation-view.ts';

/** Between two looks, in milliseconds: while something runs, and while nothing does, since others start things too. */
const whileRunning = 2_000;
const whileIdle = 15_000;

interface OperationTableProps {
  /** Undefined: of all clusters. */
  cluster?: string;
  headingTag: 'h1' | 'h2';
  description: string;
  buttons?: ReactNode;
}

/** The operations of a cluster or of all, the newest first, kept up to date while the page is looked at. */
export function OperationTable({ cluster, headingTag, description, buttons }: OperationTableProps) {
  const { data, error, isFetching, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery({
      ...operationsQuery(cluster),
      refetchInterval: ({ state }) =>
        state.data?.pages.some(({ items }) => items.some(({ state: now }) => !isOperationOver(now)))
          ? whileRunning
          : whileIdle,
    });
  const views = useMemo(() => (data?.pages ?? []).flatMap(({ items }) => items).map(toOperationView), [data]);
  const filters = cluster === undefined ? [clusterFilter, ...commonFilters] : commonFilters;
  const filter = useUrlFilter(filters);
  const retry = (): void => void refetch();
  const failure = error ? toFailure(error) : undefined;
  return (
    <SpaceBetween size="m">
      {failure && views.length > 0 && <FailureAlert failure={failure} onRetry={retry} retrying={isFetching} />}
      <ResourceTable
        name={cluster === undefined ? 'operations' : 'activity'}
        title="Operations"
        headingTag={headingTag}
        noun={{ one: 'operation', many: 'operations' }}
        description={description}
        actions={
          <ListButtons
            many="operations"
            refreshing={isFetching}
            onRefresh={retry}
            exported={() => views.map((view) => ({ ...view, error: view.error?.code ?? '' }))}
            fileName={cluster === undefined ? 'podpass-operations' : `${cluster}-operations`}
            onFailure={notifyFailure}
          >
            {buttons}
          </ListButtons>
        }
        rows={views}
        rowId={(row) => row.id}
        rowName={(row) => row.title}
        columns={cluster === undefined ? allColumns : columnsOfOne}
        filtering={filters}
        filterBar={PropertyFilterBar}
        filter={filter}
        loading={isPending && isFetching}
        failure={failure}
        onRetry={retry}
        empty={
          <EmptyState
            title="No operations yet"
            text="Whatever is made, changed or deleted through Podpass is listed here, step by step."
          />
        }
        defaultSort={{ column: 'started', descending: true }}
      />
      {hasNextPage && (
        <Box textAlign="center">
          <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Load older operations
          </Button>
        </Box>
      )}
    </SpaceBetween>
  );
}

export function operationsQuery(cluster: string | undefined) {
  return api.operations.list.infiniteOptions({
    input: (after: OperationCursor | undefined) => ({
      limit: 200,
      ...(cluster === undefined ? {} : { cluster }),
      ...(after === undefined ? {} : { after }),
    }),
    initialPageParam: undefined as OperationCursor | undefined,
    getNextPageParam: ({ next }) => next,
  });
}

type OperationCursor = NonNullable<Awaited<ReturnType<typeof client.operations.list>>['next']>;

const allColumns: Column<OperationView>[] = [
  {
    id: 'title',
    header: 'Operation',
    isRowHeader: true,
    sortingField: 'title',
    width: 340,
    cell: ({ id, title }) => <Link href={paths.operation(id)}>{title}</Link>,
  },
  {
    id: 'cluster',
    header: 'Cluster',
    sortingField: 'cluster',
    width: 180,
    cell: ({ cluster }) => <Link href={paths.cluster(cluster)}>{cluster}</Link>,
  },
  {
    id: 'state',
    header: 'State',
    sortingField: 'stateInWords',
    width: 160,
    cell: ({ state, error }) => <OperationStatus state={state} error={error} />,
  },
  { id: 'by', header: 'By', sortingField: 'by', width: 160, cell: ({ by }) => by },
  {
    id: 'started',
    header: 'Started',
    sortingField: 'started',
    width: 200,
    cell: ({ started }) => <ExactTime at={started} />,
  },
  { id: 'took', header: 'Took', sortingField: 'seconds', width: 110, cell: ({ took }) => took },
  { id: 'error', header: 'Reason', width: 320, cell: ({ reason }) => reason || '–' },
];

const columnsOfOne = allColumns.filter(({ id }) => id !== 'cluster');

const clusterFilter: PropertyFilterProperty = {
  key: 'cluster',
  propertyLabel: 'Cluster',
  groupValuesLabel: 'Clusters',
  operators: ['=', '!=', ':', '!:'],
};

const commonFilters: PropertyFilterProperty[] = [
  { key: 'title', propertyLabel: 'Operation', groupValuesLabel: 'Operations', operators: [':', '!:'] },
  { key: 'kind', propertyLabel: 'Kind', groupValuesLabel: 'Kinds', operators: ['=', '!='] },
  { key: 'stateInWords', propertyLabel: 'State', groupValuesLabel: 'States', operators: ['=', '!='] },
  { key: 'by', propertyLabel: 'By', groupValuesLabel: 'People', operators: ['=', '!=', ':', '!:'] },
  { key: 'reason', propertyLabel: 'Reason', groupValuesLabel: 'Reasons', operators: [':', '!:'] },
];
