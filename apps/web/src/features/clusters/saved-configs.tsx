import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import type { ConfigSummary } from '@podpass/inventory';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, client } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import { queryClient } from '../../api/query-client.ts';
import { useDenial } from '../../api/session.ts';
import { paths } from '../../app/paths.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Time } from '../../ui/time.tsx';

/** Configurations that are kept here, beside the clusters that run. Nothing is shown where there are none. */
export function SavedConfigs() {
  // A draft may have changed a moment ago, on the very page that one comes from.
  const { data, error, isFetching, refetch } = useQuery(api.configs.list.queryOptions({ staleTime: 0 }));
  const denied = useDenial('configs:write');
  const [removing, setRemoving] = useState<ConfigSummary>();
  if (error) return <FailureAlert failure={toFailure(error)} onRetry={() => void refetch()} retrying={isFetching} />;
  const items = data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <>
      <Table
        items={items}
        trackBy="id"
        variant="container"
        ariaLabels={{ tableLabel: 'Saved configurations' }}
        header={
          <Header
            variant="h2"
            counter={`(${items.length})`}
            description="Drafts and saved configurations of clusters to be created."
          >
            Saved configurations
          </Header>
        }
        columnDefinitions={[
          {
            id: 'name',
            header: 'Name',
            isRowHeader: true,
            cell: ({ id, name }) => (
              <Link href={paths.createCluster(id)} fontSize="inherit">
                {name || 'Without a name'}
              </Link>
            ),
          },
          { id: 'state', header: 'State', cell: (config) => <State config={config} /> },
          { id: 'version', header: 'Kubernetes', cell: ({ kubernetesVersion }) => kubernetesVersion ?? 'default' },
          { id: 'region', header: 'Region', cell: ({ region }) => region || '–' },
          { id: 'problems', header: 'Problems', cell: (config) => <Problems config={config} /> },
          {
            id: 'updated',
            header: 'Changed',
            cell: ({ updatedAt, updatedBy }) => (
              <>
                <Time at={updatedAt} /> by {updatedBy}
              </>
            ),
          },
          {
            id: 'actions',
            header: 'Actions',
            cell: (config) => (
              <Button
                variant="inline-link"
                ariaLabel={`Delete configuration ${config.name || 'without a name'}`}
                disabled={denied !== undefined}
                {...(denied === undefined ? {} : { disabledReason: denied })}
                onClick={() => setRemoving(config)}
              >
                Delete
              </Button>
            ),
          },
        ]}
      />
      {removing && <RemoveDialog config={removing} onClose={() => setRemoving(undefined)} />}
    </>
  );
}

function State({ config: { state, unsaved, head } }: { config: ConfigSummary }) {
  if (state === 'draft') return <StatusIndicator type="pending">Draft</StatusIndicator>;
  if (unsaved) return <StatusIndicator type="in-progress">Revision {head}, with a draft</StatusIndicator>;
  return <StatusIndicator>Revision {head}</StatusIndicator>;
}

function Problems({ config: { problems } }: { config: ConfigSummary }) {
  const { errors, warnings } = problems;
  if (errors > 0)
    return <StatusIndicator type="error">{errors === 1 ? '1 error' : `${errors} errors`}</StatusIndicator>;
  if (warnings === 0) return <StatusIndicator>None</StatusIndicator>;
  return <StatusIndicator type="warning">{warnings === 1 ? '1 warning' : `${warnings} warnings`}</StatusIndicator>;
}

function RemoveDialog({ config, onClose }: { config: ConfigSummary; onClose(): void }) {
  const remove = useMutation({
    mutationFn: () => client.configs.remove({ id: config.id }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: api.configs.key() });
      onClose();
    },
  });
  return (
    <Modal
      visible
      header={`Delete configuration ${config.name || 'without a name'}?`}
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
