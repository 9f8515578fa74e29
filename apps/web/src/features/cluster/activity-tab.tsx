import type { PropertyFilterProperty } from '@cloudscape-design/collection-hooks';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { isOperationOver } from '@podpass/inventory';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { useParams, useSearchParams, type LoaderFunctionArgs } from 'react-router';
import { api } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import { queryClient } from '../../api/query-client.ts';
import { openDialog } from '../../app/dialogs.ts';
import { notifyFailure } from '../../app/notify-failure.ts';
import { paths } from '../../app/paths.ts';
import { useUrlFilter } from '../../app/use-url-filter.ts';
import { OperationStatus } from '../../ui/operation-state.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { ListButtons } from '../../ui/list-buttons.tsx';
import { PropertyFilterBar } from '../../ui/property-filter-bar.tsx';
import { ResourceTable, type Column } from '../../ui/resource-table.tsx';
import { ExactTime } from '../../ui/time.tsx';
import { toActivityView, type ActivityView } from './activity-view.ts';

export function loader({ params }: LoaderFunctionArgs): null {
  void queryClient.prefetchQuery(operationsQuery(params['cluster'] ?? ''));
  return null;
}

/** The changes of a cluster, newest first; one that still runs keeps the list up to date. */
export function Component() {
  const { cluster = '' } = useParams();
  const { data, error, isFetching, refetch } = useQuery({
    ...operationsQuery(cluster),
    refetchInterval: ({ state }) => (state.data?.items.some(({ state: now }) => !isOperationOver(now)) ? 2_000 : false),
  });
  const views = useMemo(() => (data?.items ?? []).map(toActivityView), [data]);
  const columns = useMemo(() => activityColumns(cluster), [cluster]);
  const filter = useUrlFilter(filters);
  const retry = (): void => void refetch();
  const failure = error ? toFailure(error) : undefined;
  useLinkedChange(cluster);
  return (
    <SpaceBetween size="m">
      {failure && views.length > 0 && <FailureAlert failure={failure} onRetry={retry} retrying={isFetching} />}
      <ResourceTable
        name="activity"
        title="Operations"
        headingTag="h2"
        noun={{ one: 'operation', many: 'operations' }}
        description="What was changed on this cluster through Podpass: the newest 200."
        actions={
          <ListButtons
            many="changes"
            refreshing={isFetching}
            onRefresh={retry}
            exported={() => views.map((view) => ({ ...view }))}
            fileName={`${cluster}-changes`}
            onFailure={notifyFailure}
          >
            <Button href={paths.audit({ cluster })}>Audit log</Button>
          </ListButtons>
        }
        rows={views}
        rowId={(row) => row.id}
        rowName={(row) => row.title}
        columns={columns}
        filtering={filters}
        filterBar={PropertyFilterBar}
        filter={filter}
        loading={isFetching}
        failure={failure}
        onRetry={retry}
        empty={
          <EmptyState
            title="No changes yet"
            text="
              Whatever is added, edited or deleted on this cluster through Podpass is listed here, step by step.
            "
          />
        }
        defaultSort={{ column: 'started', descending: true }}
      />
    </SpaceBetween>
  );
}

/** A link to one operation (`?operation=…`; `?change=…` in older ones) opens it. */
function useLinkedChange(cluster: string): void {
  const [params, setParams] = useSearchParams();
  const operationId = params.get('operation') ?? params.get('change');
  useEffect(() => {
    if (operationId === null) return;
    openDialog({ kind: 'operation-progress', cluster, operationId });
    setParams(
      (previous) => {
        const next = new URLSearchParams(previous);
        next.delete('operation');
        next.delete('change');
        return next;
      },
      { replace: true },
    );
  }, [cluster, operationId, setParams]);
}

function operationsQuery(cluster: string) {
  return api.operations.list.queryOptions({ input: { cluster, limit: 200 } });
}

function activityColumns(cluster: string): Column<ActivityView>[] {
  return [
    {
      id: 'title',
      header: 'Operation',
      isRowHeader: true,
      sortingField: 'title',
      width: 380,
      cell: ({ id, title }) => (
        <Button
          variant="inline-link"
          ariaLabel={`${title}: steps`}
          onClick={() => openDialog({ kind: 'operation-progress', cluster, operationId: id })}
        >
          {title}
        </Button>
      ),
    },
    {
      id: 'state',
      header: 'State',
      sortingField: 'state',
      width: 170,
      cell: ({ state }) => <OperationStatus state={state} />,
    },
    { id: 'by', header: 'By', sortingField: 'by', width: 180, cell: ({ by }) => by },
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
}

const filters: PropertyFilterProperty[] = [
  { key: 'title', propertyLabel: 'Operation', groupValuesLabel: 'Operations', operators: [':', '!:'] },
  { key: 'kind', propertyLabel: 'Kind', groupValuesLabel: 'Kinds', operators: ['=', '!='] },
  { key: 'state', propertyLabel: 'State', groupValuesLabel: 'States', operators: ['=', '!='] },
  { key: 'by', propertyLabel: 'By', groupValuesLabel: 'People', operators: ['=', '!=', ':', '!:'] },
  { key: 'reason', propertyLabel: 'Reason', groupValuesLabel: 'Reasons', operators: [':', '!:'] },
];
