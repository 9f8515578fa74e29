import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo } from 'react';
import { api } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import { queryClient } from '../../api/query-client.ts';
import { useSession } from '../../api/session.ts';
import { paths } from '../../app/paths.ts';
import { useUrlFilter } from '../../app/use-url-filter.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Problems } from '../../ui/problems.tsx';
import { ResourceTable } from '../../ui/resource-table.tsx';
import { TextFilterBar } from '../../ui/text-filter-bar.tsx';
import { clusterColumns, clusterFilters } from './cluster-columns.tsx';
import { toClusterView } from './cluster-view.ts';

const SavedConfigs = lazy(async () => ({ default: (await import('./saved-configs.tsx')).SavedConfigs }));

const query = api.clusters.list.queryOptions();

export function loader(): null {
  void queryClient.prefetchQuery(query);
  return null;
}

export function Component() {
  const { data, error, isFetching, refetch } = useQuery(query);
  const rows = useMemo(() => (data?.clusters ?? []).map(toClusterView), [data]);
  const filter = useUrlFilter(clusterFilters);
  const retry = (): void => void refetch();
  return (
    <SpaceBetween size="m">
      <Problems
        problems={(data?.problems ?? []).map((problem) => ({ ...problem, where: `Region ${problem.region}` }))}
        rest="Clusters of the other regions are listed."
        onRetry={retry}
      />
      <ResourceTable
        name="clusters"
        title="Clusters"
        headingTag="h1"
        noun={{ one: 'cluster', many: 'clusters' }}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button iconName="refresh" ariaLabel="Refresh clusters" loading={isFetching} onClick={retry} />
            <Button variant="primary" href={paths.createCluster()}>
              Create cluster
            </Button>
          </SpaceBetween>
        }
        rows={rows}
        rowId={(row) => row.key}
        rowName={(row) => row.name}
        columns={clusterColumns}
        filtering={clusterFilters}
        filterBar={TextFilterBar}
        filter={filter}
        loading={isFetching}
        failure={error ? toFailure(error) : undefined}
        onRetry={retry}
        empty={<NoClusters />}
        defaultSort={{ column: 'name' }}
      />
      <Suspense fallback={null}>
        <SavedConfigs />
      </Suspense>
    </SpaceBetween>
  );
}

/** How to begin: what a person needs so that a cluster appears here. */
function NoClusters() {
  const { console: where } = useSession();
  return (
    <EmptyState
      title="No clusters yet"
      text={
        <>
          Podpass lists the EKS clusters of {where.account === undefined ? 'your account' : `account ${where.account}`}{' '}
          in {where.regions.join(', ')}, and there are none.{' '}
          {where.mode === 'sandbox'
            ? 'Start Podpass again to have the demo clusters back.'
            : 'Create a cluster with the tool of your choice, or start Podpass with other regions (PODPASS_REGIONS) or credentials.'}
        </>
      }
    />
  );
}
