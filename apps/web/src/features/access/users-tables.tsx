import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import type { CredentialMechanism, Pod, Workload } from '@podpass/inventory';
import { Time } from '../../ui/time.tsx';

const mechanisms: Record<CredentialMechanism, { type: StatusIndicatorProps.Type; label: string }> = {
  'pod-identity': { type: 'success', label: 'Pod Identity' },
  irsa: { type: 'warning', label: 'IRSA' },
  'hard-coded': { type: 'warning', label: 'IRSA, set in its own spec' },
  none: { type: 'warning', label: 'Neither' },
};

/** What runs with a service account, and whether a restart can be done for it. */
export function WorkloadTable({ workloads }: { workloads: readonly Workload[] }) {
  return (
    <Table
      variant="embedded"
      header={
        <Header variant="h3" counter={`(${workloads.length})`}>
          Workloads
        </Header>
      }
      items={workloads}
      trackBy={({ kind, namespace, name }) => `${kind} ${namespace}/${name}`}
      empty={<Box color="inherit">No workload uses this service account now.</Box>}
      ariaLabels={{ tableLabel: 'Workloads that use it' }}
      columnDefinitions={[
        { id: 'name', header: 'Name', isRowHeader: true, cell: ({ name }) => name },
        { id: 'kind', header: 'Kind', cell: ({ kind }) => kind },
        { id: 'ready', header: 'Ready', cell: ({ ready, desired }) => `${ready ?? '–'} of ${desired ?? '–'}` },
        {
          id: 'settled',
          header: 'Rollout',
          cell: ({ settled }) => (
            <StatusIndicator type={settled ? 'success' : 'in-progress'}>
              {settled ? 'Complete' : 'Going on'}
            </StatusIndicator>
          ),
        },
        { id: 'restart', header: 'Restart', cell: ({ restartable }) => (restartable ? 'Possible' : 'Not from here') },
      ]}
    />
  );
}

/** Each pod with the way in which it gets credentials at this moment. */
export function PodTable({ pods }: { pods: readonly Pod[] }) {
  return (
    <Table
      variant="embedded"
      header={
        <Header variant="h3" counter={`(${pods.length})`}>
          Pods
        </Header>
      }
      items={pods.slice(0, 200)}
      trackBy="name"
      empty={<Box color="inherit">No pod uses this service account now.</Box>}
      footer={pods.length > 200 && <Box textAlign="center">The first 200 of {pods.length} pods</Box>}
      ariaLabels={{ tableLabel: 'Pods that use it' }}
      columnDefinitions={[
        { id: 'name', header: 'Name', isRowHeader: true, cell: ({ name }) => name },
        {
          id: 'mechanism',
          header: 'Credentials through',
          cell: ({ mechanism }) => (
            <StatusIndicator type={mechanisms[mechanism].type}>{mechanisms[mechanism].label}</StatusIndicator>
          ),
        },
        { id: 'phase', header: 'Phase', cell: ({ phase, ready }) => (ready ? `${phase}, ready` : phase) },
        {
          id: 'workload',
          header: 'Workload',
          cell: ({ workload }) => (workload ? `${workload.kind} ${workload.name}` : '–'),
        },
        { id: 'node', header: 'Node', cell: ({ node }) => node ?? '–' },
        { id: 'started', header: 'Started', cell: ({ createdAt }) => <Time at={createdAt} /> },
      ]}
    />
  );
}
