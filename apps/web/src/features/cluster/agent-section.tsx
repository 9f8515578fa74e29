import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import type { AgentHealth } from '@podpass/inventory';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import { useDenial } from '../../api/session.ts';
import { openDialog } from '../../app/dialogs.ts';
import { AgentStatus, agentWords } from '../../ui/agent-state.tsx';
import { disabledFor } from '../../ui/disabled-for.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Problems } from '../../ui/problems.tsx';

type AgentNode = AgentHealth['nodes'][number];

/** Whether pods can reach an agent wherever they run, in words and node by node. */
export function AgentSection({ cluster }: { cluster: string }) {
  const { data, error, isFetching, refetch } = useQuery(api.clusters.agent.queryOptions({ input: { cluster } }));
  const denied = useDenial('addons:change');
  const retry = (): void => void refetch();
  const health = data?.health;
  return (
    <Container
      header={
        <Header
          variant="h2"
          info={health && <AgentStatus state={health.state} />}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button iconName="refresh" ariaLabel="Refresh agent health" loading={isFetching} onClick={retry} />
              {health?.state === 'missing' && (
                <Button onClick={() => openDialog({ kind: 'install-agent', cluster })} {...disabledFor(denied)}>
                  Install the agent add-on
                </Button>
              )}
            </SpaceBetween>
          }
        >
          Pod identity agent
        </Header>
      }
    >
      <SpaceBetween size="m">
        {error && <FailureAlert failure={toFailure(error)} onRetry={retry} retrying={isFetching} />}
        <Problems problems={data?.problems ?? []} rest="What EKS says of the add-on is shown below." onRetry={retry} />
        {health === undefined && !error && <StatusIndicator type="loading">Loading agent health</StatusIndicator>}
        {health && <Words health={health} />}
        {health && health.nodes.length > 0 && <Nodes nodes={health.nodes} />}
      </SpaceBetween>
    </Container>
  );
}

function Words({ health: { state, addonVersion, addonStatus, issues } }: { health: AgentHealth }) {
  return (
    <div>
      <Box>{agentWords[state].meaning}</Box>
      {addonVersion !== undefined && (
        <Box color="text-body-secondary">
          Add-on eks-pod-identity-agent {addonVersion}
          {addonStatus !== undefined && `, ${addonStatus.toLowerCase().replaceAll('_', ' ')}`}
        </Box>
      )}
      {issues.map((issue) => (
        <StatusIndicator key={issue} type="warning">
          {issue}
        </StatusIndicator>
      ))}
    </div>
  );
}

const perPage = 10;

function Nodes({ nodes }: { nodes: readonly AgentNode[] }) {
  const [page, setPage] = useState(1);
  // What needs somebody comes first.
  const sorted = nodes.toSorted(
    (a, b) => order.indexOf(a.agent) - order.indexOf(b.agent) || a.name.localeCompare(b.name),
  );
  return (
    <Table
      variant="embedded"
      items={sorted.slice((page - 1) * perPage, page * perPage)}
      trackBy="name"
      header={
        <Header variant="h3" counter={`(${nodes.length})`}>
          Nodes
        </Header>
      }
      ariaLabels={{ tableLabel: 'Agent on each node' }}
      pagination={
        nodes.length > perPage && (
          <Pagination
            currentPageIndex={page}
            pagesCount={Math.ceil(nodes.length / perPage)}
            onChange={({ detail }) => setPage(detail.currentPageIndex)}
            ariaLabels={{ paginationLabel: 'Pages of nodes' }}
          />
        )
      }
      columnDefinitions={[
        { id: 'name', header: 'Node', isRowHeader: true, cell: ({ name }) => name },
        { id: 'group', header: 'Node group', cell: ({ nodeGroup }) => nodeGroup ?? '–' },
        {
          id: 'agent',
          header: 'Agent',
          cell: ({ agent }) => <StatusIndicator type={words[agent].type}>{words[agent].label}</StatusIndicator>,
        },
      ]}
    />
  );
}

const order: AgentNode['agent'][] = ['not-ready', 'unsupported', 'ready', 'built-in'];

const words: Record<AgentNode['agent'], { type: StatusIndicatorProps.Type; label: string }> = {
  ready: { type: 'success', label: 'Ready' },
  'not-ready': { type: 'error', label: 'Not ready' },
  'built-in': { type: 'success', label: 'Built in' },
  unsupported: { type: 'stopped', label: 'Cannot run here (Fargate or Windows): pods keep IRSA' },
};
