import type { PropertyFilterProperty } from '@cloudscape-design/collection-hooks';
import Badge from '@cloudscape-design/components/badge';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { AccessEntry } from '@podpass/inventory';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useParams, type LoaderFunctionArgs } from 'react-router';
import { api } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import { queryClient } from '../../api/query-client.ts';
import { notifyFailure } from '../../app/notify-failure.ts';
import { useUrlFilter } from '../../app/use-url-filter.ts';
import { ArnName } from '../../ui/arn.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { ListButtons } from '../../ui/list-buttons.tsx';
import { PropertyFilterBar } from '../../ui/property-filter-bar.tsx';
import { ResourceTable, type Column } from '../../ui/resource-table.tsx';
import { Time } from '../../ui/time.tsx';
import { toEntryView, type EntryView } from './access-entry-view.ts';

export function loader({ params }: LoaderFunctionArgs): null {
  void queryClient.prefetchQuery(entriesQuery(params['cluster'] ?? ''));
  return null;
}

export function Component() {
  const { cluster = '' } = useParams();
  const { data, error, isFetching, refetch } = useQuery(entriesQuery(cluster));
  const views = useMemo(() => (data?.items ?? []).map(toEntryView), [data]);
  const filter = useUrlFilter(filters);
  const retry = (): void => void refetch();
  const failure = error ? toFailure(error) : undefined;
  return (
    <SpaceBetween size="m">
      {failure && views.length > 0 && <FailureAlert failure={failure} onRetry={retry} retrying={isFetching} />}
      <ResourceTable
        name="access-entries"
        title="Access entries"
        headingTag="h2"
        noun={{ one: 'access entry', many: 'access entries' }}
        description="Which IAM principals may use the Kubernetes API of this cluster. Shown here, changed with the tool that made them."
        actions={
          <ListButtons
            many="access entries"
            refreshing={isFetching}
            onRefresh={retry}
            exported={() =>
              views.map(({ entry, ...view }) => ({
                principalArn: view.principalArn,
                type: view.type,
                username: view.username,
                groups: view.groups,
                policies: view.policies,
                createdAt: entry.createdAt ?? '',
              }))
            }
            fileName={`${cluster}-access-entries`}
            onFailure={notifyFailure}
          />
        }
        rows={views}
        rowId={(row) => row.principalArn}
        rowName={(row) => row.principalArn}
        columns={columns}
        filtering={filters}
        filterBar={PropertyFilterBar}
        filter={filter}
        loading={isFetching}
        failure={failure}
        onRetry={retry}
        empty={<NoEntries />}
        defaultSort={{ column: 'principal' }}
      />
    </SpaceBetween>
  );
}

function entriesQuery(cluster: string) {
  return api.clusters.accessEntries.queryOptions({ input: { cluster } });
}

const columns: Column<EntryView>[] = [
  {
    id: 'principal',
    header: 'IAM principal',
    isRowHeader: true,
    sortingField: 'principal',
    width: 300,
    cell: ({ principal, principalArn }) => <ArnName arn={principalArn} name={principal} what="ARN" />,
  },
  { id: 'type', header: 'Type', sortingField: 'type', width: 130, cell: ({ type }) => type },
  { id: 'username', header: 'Username', sortingField: 'username', width: 260, cell: ({ username }) => username || '–' },
  { id: 'groups', header: 'Groups', sortingField: 'groups', width: 200, cell: ({ groups }) => groups || '–' },
  {
    id: 'policies',
    header: 'Policies',
    sortingField: 'policies',
    width: 320,
    cell: ({ entry }) => <Policies entry={entry} />,
  },
  {
    id: 'created',
    header: 'Created',
    sortingField: 'created',
    width: 130,
    cell: ({ entry }) => <Time at={entry.createdAt} />,
  },
];

const filters: PropertyFilterProperty[] = [
  {
    key: 'principalArn',
    propertyLabel: 'Principal ARN',
    groupValuesLabel: 'Principals',
    operators: [':', '!:', '=', '!='],
  },
  { key: 'type', propertyLabel: 'Type', groupValuesLabel: 'Types', operators: ['=', '!='] },
  { key: 'username', propertyLabel: 'Username', groupValuesLabel: 'Usernames', operators: [':', '!:', '=', '!='] },
  { key: 'groups', propertyLabel: 'Groups', groupValuesLabel: 'Groups', operators: [':', '!:'] },
  { key: 'policies', propertyLabel: 'Policies', groupValuesLabel: 'Policies', operators: [':', '!:'] },
];

function Policies({ entry }: { entry: AccessEntry }) {
  if (entry.policies.length === 0) return <>–</>;
  return (
    <SpaceBetween size="xxs">
      {entry.policies.map(({ policyArn, scope, namespaces }) => (
        <div key={policyArn} title={policyArn}>
          {policyArn.split('/').at(-1)} <Badge>{scope === 'cluster' ? 'whole cluster' : namespaces.join(', ')}</Badge>
        </div>
      ))}
    </SpaceBetween>
  );
}

function NoEntries() {
  return (
    <EmptyState
      title="No access entries"
      text="With the authentication mode CONFIG_MAP, access is given by the aws-auth config map in the cluster instead."
    />
  );
}
