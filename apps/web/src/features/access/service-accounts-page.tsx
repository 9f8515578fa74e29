import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Toggle from '@cloudscape-design/components/toggle';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useParams, useSearchParams, type LoaderFunctionArgs } from 'react-router';
import { api } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import { queryClient } from '../../api/query-client.ts';
import { useDenial } from '../../api/session.ts';
import { notifyFailure } from '../../app/notify-failure.ts';
import { useUrlFilter } from '../../app/use-url-filter.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { ListButtons } from '../../ui/list-buttons.tsx';
import { Problems } from '../../ui/problems.tsx';
import { PropertyFilterBar } from '../../ui/property-filter-bar.tsx';
import { ResourceTable } from '../../ui/resource-table.tsx';
import { serviceAccountColumns, serviceAccountFilters } from './service-account-columns.tsx';
import { serviceAccountExport, toServiceAccountView } from './service-account-view.ts';

export function loader({ params, request }: LoaderFunctionArgs): null {
  const all = new URL(request.url).searchParams.has('all');
  void queryClient.prefetchQuery(accountsQuery(params['cluster'] ?? '', all));
  return null;
}

export function Component() {
  const { cluster = '' } = useParams();
  const [params, setParams] = useSearchParams();
  const all = params.has('all');
  const { data, error, isFetching, refetch } = useQuery({
    ...accountsQuery(cluster, all),
    placeholderData: keepPreviousData,
  });
  const denied = useDenial('associations:change');
  const views = useMemo(() => (data?.items ?? []).map(toServiceAccountView), [data]);
  const columns = useMemo(() => serviceAccountColumns(cluster, denied), [cluster, denied]);
  const filter = useUrlFilter(serviceAccountFilters);
  const retry = (): void => void refetch();
  const failure = error ? toFailure(error) : undefined;
  const showAll = (on: boolean): void =>
    setParams(
      (previous) => {
        const next = new URLSearchParams(previous);
        if (on) next.set('all', '1');
        else next.delete('all');
        return next;
      },
      { replace: true },
    );
  return (
    <SpaceBetween size="m">
      {failure && views.length > 0 && <FailureAlert failure={failure} onRetry={retry} retrying={isFetching} />}
      <Problems problems={data?.problems ?? []} rest="What the other sources say is shown below." onRetry={retry} />
      <ResourceTable
        name="service-accounts"
        title={all ? 'Service accounts' : 'Service accounts with an IRSA link'}
        headingTag="h2"
        noun={{ one: 'service account', many: 'service accounts' }}
        description="An IRSA link is the annotation eks.amazonaws.com/role-arn. Where both exist, new pods use the association."
        actions={
          <ListButtons
            many="service accounts"
            refreshing={isFetching}
            onRefresh={retry}
            exported={() => views.map(serviceAccountExport)}
            fileName={`${cluster}-service-accounts`}
            onFailure={notifyFailure}
          >
            <Toggle checked={all} onChange={({ detail }) => showAll(detail.checked)}>
              All service accounts
            </Toggle>
          </ListButtons>
        }
        rows={views}
        rowId={(row) => row.id}
        rowName={(row) => row.id}
        columns={columns}
        filtering={serviceAccountFilters}
        filterBar={PropertyFilterBar}
        filter={filter}
        loading={isFetching}
        failure={failure}
        unknown={(data?.problems.length ?? 0) > 0}
        onRetry={retry}
        empty={<NoAccounts all={all} unknown={(data?.problems.length ?? 0) > 0} onShowAll={() => showAll(true)} />}
        defaultSort={{ column: 'namespace' }}
      />
    </SpaceBetween>
  );
}

function accountsQuery(cluster: string, all: boolean) {
  return api.serviceAccounts.list.queryOptions({ input: { cluster, ...(all ? {} : { irsaOnly: 'true' }) } });
}

function NoAccounts({ all, unknown, onShowAll }: { all: boolean; unknown: boolean; onShowAll: () => void }) {
  if (unknown) return <EmptyState title="The service accounts could not be read" text="The message above says why." />;
  if (all) return <EmptyState title="The cluster has no service accounts" />;
  return (
    <EmptyState title="No service account uses IRSA" text="None has the annotation eks.amazonaws.com/role-arn.">
      <Button onClick={onShowAll}>Show all service accounts</Button>
    </EmptyState>
  );
}
