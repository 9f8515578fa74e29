import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { AssociationId } from '@podpass/inventory';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { useParams, useSearchParams, type LoaderFunctionArgs } from 'react-router';
import { describedCount, type AssociationList } from '../../api/association-list.ts';
import { associationsQuery, refreshAssociations } from '../../api/associations.ts';
import { toFailure } from '../../api/failure.ts';
import { queryClient } from '../../api/query-client.ts';
import { useDenial } from '../../api/session.ts';
import { paths } from '../../app/paths.ts';
import { useUrlFilter } from '../../app/use-url-filter.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Problems } from '../../ui/problems.tsx';
import { PropertyFilterBar } from '../../ui/property-filter-bar.tsx';
import { ResourceTable } from '../../ui/resource-table.tsx';
import { AssociationButtons } from './association-buttons.tsx';
import { associationColumns } from './association-columns.tsx';
import { AssociationDetails } from './association-details.tsx';
import { associationFilters } from './association-filters.ts';
import { toAssociationView, type AssociationView } from './association-view.ts';

export function loader({ params }: LoaderFunctionArgs): null {
  void queryClient.prefetchQuery(associationsQuery(params['cluster'] ?? ''));
  return null;
}

export function Component() {
  const { cluster = '' } = useParams();
  const { data, error, isFetching } = useQuery(associationsQuery(cluster));
  const views = useMemo(() => (data?.rows ?? []).map(toAssociationView), [data?.rows]);
  const [selectedIds, setSelectedIds] = useState<ReadonlySet<string>>(new Set());
  const selected = useMemo(() => views.filter(({ id }) => selectedIds.has(id)), [views, selectedIds]);
  const { open, openId, close, addressOf } = useOpenDetails(views);
  const columns = useMemo(() => associationColumns(addressOf), [addressOf]);
  const filter = useUrlFilter(associationFilters);
  const refresh = (): void => void refreshAssociations(cluster).catch(() => undefined);
  const failure = error ? toFailure(error) : undefined;
  return (
    <SpaceBetween size="m">
      {failure && views.length > 0 && <FailureAlert failure={failure} onRetry={refresh} retrying={isFetching} />}
      <Problems problems={data?.problems ?? []} rest="What the other sources say is shown below." onRetry={refresh} />
      <ResourceTable
        name="associations"
        title="Pod identity associations"
        headingTag="h2"
        noun={{ one: 'association', many: 'associations' }}
        description={<Progress list={data} fetching={isFetching} />}
        actions={
          <AssociationButtons
            cluster={cluster}
            selected={selected}
            all={views}
            refreshing={isFetching}
            onRefresh={refresh}
          />
        }
        rows={views}
        rowId={(row) => row.id}
        rowName={(row) => row.subject}
        columns={columns}
        filtering={associationFilters}
        filterBar={PropertyFilterBar}
        filter={filter}
        loading={isFetching}
        failure={failure}
        onRetry={refresh}
        empty={<NoAssociations cluster={cluster} />}
        selection={{ selected, onChange: (rows) => setSelectedIds(new Set(rows.map(({ id }) => id))) }}
        defaultSort={{ column: 'namespace' }}
      />
      {openId !== undefined && (
        <AssociationDetails cluster={cluster} associationId={openId} known={open} onClose={close} />
      )}
    </SpaceBetween>
  );
}

/** Which association's details are open is part of the address: `?association=a-…`. */
function useOpenDetails(views: readonly AssociationView[]) {
  const [params, setParams] = useSearchParams();
  const openId = AssociationId.safeParse(params.get('association')).data;
  const close = useCallback(
    () =>
      setParams(
        (previous) => {
          const next = new URLSearchParams(previous);
          next.delete('association');
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );
  const addressOf = useCallback(
    (id: string) => {
      const next = new URLSearchParams(params);
      next.set('association', id);
      return `${window.location.pathname}?${next.toString()}`;
    },
    [params],
  );
  return { openId, open: views.find(({ id }) => id === openId), close, addressOf };
}

/** How complete the list is while it fills in: EKS lists associations without their roles, those come one by one. */
function Progress({ list, fetching }: { list: AssociationList | undefined; fetching: boolean }) {
  if (!fetching || list === undefined) return <>Which IAM role the pods of a service account get.</>;
  const described = describedCount(list).toLocaleString('en');
  return (
    <span aria-live="polite">
      {described} of {list.rows.length.toLocaleString('en')} read, loading roles
    </span>
  );
}

function NoAssociations({ cluster }: { cluster: string }) {
  const denied = useDenial('associations:change');
  return (
    <EmptyState
      title="No pod identity associations yet"
      text="An association gives the pods of one service account an IAM role."
    >
      <SpaceBetween direction="horizontal" size="xs">
        <Button {...(denied ? { disabled: true, disabledReason: denied } : { href: paths.addAssociation(cluster) })}>
          Add Pod Identity
        </Button>
        <Button href={paths.serviceAccounts(cluster)}>See what uses IRSA</Button>
      </SpaceBetween>
    </EmptyState>
  );
}
