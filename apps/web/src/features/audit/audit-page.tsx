import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import TokenGroup from '@cloudscape-design/components/token-group';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { api } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import { useDenial } from '../../api/session.ts';
import { notifyFailure } from '../../app/notify-failure.ts';
import { useUrlFilter } from '../../app/use-url-filter.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { ListButtons } from '../../ui/list-buttons.tsx';
import { PropertyFilterBar } from '../../ui/property-filter-bar.tsx';
import { ResourceTable } from '../../ui/resource-table.tsx';
import { auditColumns, auditFilters, toAuditView } from './audit-columns.tsx';
import { AuditDetails } from './audit-details.tsx';

export function Component() {
  const denied = useDenial('audit:read');
  if (denied === undefined) return <AuditLog />;
  return (
    <SpaceBetween size="m">
      <Header variant="h1">Audit log</Header>
      <FailureAlert
        failure={{
          code: 'not-allowed',
          what: 'You may not read the audit log.',
          why: 'It names people and what they did, so not everybody may read it.',
          remedy: denied,
        }}
      />
    </SpaceBetween>
  );
}

function AuditLog() {
  const [params, setParams] = useSearchParams();
  const cluster = params.get('cluster') ?? undefined;
  const openId = params.get('entry') ?? undefined;
  const { data, error, isFetching, refetch, hasNextPage, fetchNextPage } = useInfiniteQuery(
    api.audit.list.infiniteOptions({
      input: (before: number | undefined) => ({
        limit: 200,
        ...(cluster === undefined ? {} : { cluster }),
        ...(before === undefined ? {} : { before }),
      }),
      initialPageParam: undefined as number | undefined,
      getNextPageParam: ({ next }) => next,
    }),
  );
  const views = useMemo(() => (data?.pages ?? []).flatMap(({ items }) => items).map(toAuditView), [data]);
  const filter = useUrlFilter(auditFilters);
  const set = useCallback(
    (name: string, value: string | undefined) =>
      setParams(
        (previous) => {
          const next = new URLSearchParams(previous);
          if (value === undefined) next.delete(name);
          else next.set(name, value);
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );
  const close = useCallback(() => set('entry', undefined), [set]);
  const columns = useMemo(() => auditColumns((id) => set('entry', id)), [set]);
  const open = views.find(({ id }) => id === openId);
  const retry = (): void => void refetch();
  const failure = error ? toFailure(error) : undefined;
  return (
    <SpaceBetween size="m">
      {failure && views.length > 0 && <FailureAlert failure={failure} onRetry={retry} retrying={isFetching} />}
      <ResourceTable
        name="audit"
        title="Audit log"
        headingTag="h1"
        noun={{ one: 'entry', many: 'entries' }}
        description="Who changed what, newest first. Entries are only ever added."
        actions={
          <ListButtons
            many="entries"
            refreshing={isFetching}
            onRefresh={retry}
            exported={() =>
              views.map(({ entry, ...view }) => ({ ...view, before: text(entry.before), after: text(entry.after) }))
            }
            fileName="podpass-audit"
            onFailure={notifyFailure}
          />
        }
        info={cluster && <ClusterToken cluster={cluster} onRemove={() => set('cluster', undefined)} />}
        rows={views}
        rowId={(row) => row.id}
        rowName={(row) => `${row.actionInWords} ${row.target}`}
        columns={columns}
        filtering={auditFilters}
        filterBar={PropertyFilterBar}
        filter={filter}
        loading={isFetching}
        failure={failure}
        onRetry={retry}
        empty={
          <EmptyState
            title="Nothing has been changed yet"
            text="Every change through this console is kept here, with what was before and after."
          />
        }
        defaultSort={{ column: 'at', descending: true }}
      />
      {hasNextPage && (
        <Box textAlign="center">
          <Button loading={isFetching} onClick={() => void fetchNextPage()}>
            Load older entries
          </Button>
        </Box>
      )}
      {open && <AuditDetails view={open} onClose={close} />}
    </SpaceBetween>
  );
}

function ClusterToken({ cluster, onRemove }: { cluster: string; onRemove: () => void }) {
  return (
    <TokenGroup
      items={[{ label: `Cluster ${cluster}`, dismissLabel: `Show all clusters, not only ${cluster}` }]}
      onDismiss={onRemove}
    />
  );
}

function text(value: unknown): string {
  return value === undefined ? '' : JSON.stringify(value);
}
