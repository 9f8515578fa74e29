import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ConfigSummary } from '@podpass/inventory';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { api, client } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import { queryClient } from '../../api/query-client.ts';
import { useDenial } from '../../api/session.ts';
import { useAllPages } from '../../api/use-all-pages.ts';
import { notifyFailure } from '../../app/notify-failure.ts';
import { useUrlFilter } from '../../app/use-url-filter.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { ListButtons } from '../../ui/list-buttons.tsx';
import { ResourceTable } from '../../ui/resource-table.tsx';
import { TextFilterBar } from '../../ui/text-filter-bar.tsx';
import { configPages } from './config-pages.ts';
import { savedConfigColumns, savedConfigFilters } from './saved-config-columns.tsx';
import { type SavedConfigView, toSavedConfigView } from './saved-config-view.ts';

/** Configurations that are kept here, beside the clusters that run. Nothing is shown where there are none. */
export function SavedConfigs() {
  const { items = nothingYet, isFetching, failure, retry } = useAllPages(useInfiniteQuery(configPages));
  const denied = useDenial('configs:write');
  const [removing, setRemoving] = useState<SavedConfigView>();
  const rows = useMemo(() => items.map(toSavedConfigView), [items]);
  const columns = useMemo(() => savedConfigColumns(denied, setRemoving), [denied]);
  const filter = useUrlFilter(savedConfigFilters, 'configs');
  if (rows.length === 0) {
    return failure ? <FailureAlert failure={failure} onRetry={retry} retrying={isFetching} /> : null;
  }
  return (
    <SpaceBetween size="m">
      {failure && <FailureAlert failure={failure} onRetry={retry} retrying={isFetching} />}
      <ResourceTable
        name="saved-configs"
        title="Saved configurations"
        headingTag="h2"
        noun={{ one: 'configuration', many: 'configurations' }}
        description="Drafts and saved configurations of clusters to be created."
        actions={
          <ListButtons
            many="configurations"
            refreshing={isFetching}
            onRefresh={retry}
            exported={() => rows.map(({ config: _config, ...row }) => row)}
            fileName="podpass-configurations"
            onFailure={notifyFailure}
          />
        }
        rows={rows}
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        columns={columns}
        filtering={savedConfigFilters}
        filterBar={TextFilterBar}
        filter={filter}
        loading={isFetching}
        onRetry={retry}
        empty={null}
        defaultSort={{ column: 'updated', descending: true }}
      />
      {removing && <RemoveDialog row={removing} onClose={() => setRemoving(undefined)} />}
    </SpaceBetween>
  );
}

const nothingYet: readonly ConfigSummary[] = [];

function RemoveDialog({ row, onClose }: { row: SavedConfigView; onClose(): void }) {
  const remove = useMutation({
    mutationFn: () => client.configs.remove({ id: row.id }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: api.configs.key() });
      onClose();
    },
  });
  return (
    <Modal
      visible
      header={`Delete configuration ${row.name}?`}
      closeAriaLabel="Close"
      onDismiss={onClose}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onClose}>
              Cancel
            </Button>
            <Button variant="primary" loading={remove.isPending} onClick={() => remove.mutate()}>
              Delete
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="s">
        <Box>Its draft and all of its revisions go away. No cluster is touched.</Box>
        {remove.error && <FailureAlert failure={toFailure(remove.error)} />}
      </SpaceBetween>
    </Modal>
  );
}
