import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ClusterSummary } from '@podpass/contract';
import type { ConfigSummary } from '@podpass/inventory';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo } from 'react';
import { api } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import { useClustersInStep } from '../../api/lifecycle.ts';
import { queryClient } from '../../api/query-client.ts';
import { useAllPages } from '../../api/use-all-pages.ts';
import { paths } from '../../app/paths.ts';
import { useUrlFilter } from '../../app/use-url-filter.ts';
import { isOnItsWay } from '../../ui/lifecycle.ts';
import { Problems } from '../../ui/problems.tsx';
import { ResourceTable } from '../../ui/resource-table.tsx';
import { TextFilterBar } from '../../ui/text-filter-bar.tsx';
import { clusterColumns, clusterFilters } from './cluster-columns.tsx';
import { toClusterViews } from './cluster-view.ts';
import { configPages } from './config-pages.ts';

const NoClusters = lazy(async () => ({ default: (await import('./no-clusters.tsx')).NoClusters }));
const SavedConfigs = lazy(async () => ({ default: (await import('./saved-configs.tsx')).SavedConfigs }));

const query = api.clusters.list.queryOptions();
/** Between two looks at clusters that change by themselves, in milliseconds. */
const whileMoving = 10_000;

export function loader(): null {
  void queryClient.prefetchQuery(query);
  void queryClient.prefetchInfiniteQuery(configPages);
  return null;
}

export function Component() {
  const { data, error, isFetching, refetch } = useQuery({
    ...query,
    refetchInterval: ({ state }) => (state.data?.clusters.some(isMoving) ? whileMoving : false),
  });
  const { items: configs = noConfigs } = useAllPages(useInfiniteQuery(configPages));
  const rows = useMemo(() => (data ? toClusterViews(data.clusters, configs) : []), [data, configs]);
  const filter = useUrlFilter(clusterFilters);
  const retry = (): void => void refetch();
  const known = useMemo(() => data?.clusters.map(({ ref, operation }) => ({ key: ref.key, operation })), [data]);
  useClustersInStep(known, retry);
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
        rowName={(row) => row.name || 'without a name'}
        columns={clusterColumns}
        filtering={clusterFilters}
        filterBar={TextFilterBar}
        filter={filter}
        loading={isFetching}
        failure={error ? toFailure(error) : undefined}
        onRetry={retry}
        empty={
          <Suspense fallback={null}>
            <NoClusters />
          </Suspense>
        }
        defaultSort={{ column: 'name' }}
      />
      <Suspense fallback={null}>
        <SavedConfigs />
      </Suspense>
    </SpaceBetween>
  );
}

function isMoving({ status, operation }: ClusterSummary): boolean {
  return (operation !== undefined && isOnItsWay(operation)) || (status !== undefined && movingStatuses.has(status));
}

const noConfigs: readonly ConfigSummary[] = [];
const movingStatuses = new Set(['CREATING', 'UPDATING', 'DELETING']);
