import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import type { FargateProfile, NodeGroup } from '@podpass/inventory';
import { EksStatus } from '../../ui/cluster-status.tsx';

interface ComputeSectionProps {
  nodeGroups: readonly NodeGroup[];
  fargateProfiles: readonly FargateProfile[];
  autoMode: boolean;
}

/** On what the pods run: it decides whether the agent can be there. */
export function ComputeSection({ nodeGroups, fargateProfiles, autoMode }: ComputeSectionProps) {
  return (
    <SpaceBetween size="l">
      <Table
        variant="container"
        header={<Header counter={`(${nodeGroups.length})`}>Node groups</Header>}
        items={nodeGroups}
        trackBy="name"
        ariaLabels={{ tableLabel: 'Node groups' }}
        empty={
          <Box color="inherit">
            {autoMode ? 'Auto Mode brings its own nodes.' : 'The cluster has no managed node groups.'}
          </Box>
        }
        columnDefinitions={[
          { id: 'name', header: 'Name', isRowHeader: true, cell: ({ name }) => name },
          { id: 'status', header: 'Status', cell: ({ status }) => <EksStatus status={status} /> },
          { id: 'version', header: 'Kubernetes', cell: ({ kubernetesVersion }) => kubernetesVersion ?? '–' },
          { id: 'instances', header: 'Instances', cell: ({ instanceTypes }) => instanceTypes.join(', ') || '–' },
          { id: 'capacity', header: 'Capacity', cell: ({ capacityType }) => capacityType ?? '–' },
          { id: 'ami', header: 'AMI', cell: ({ amiType }) => amiType ?? '–' },
          {
            id: 'size',
            header: 'Size',
            cell: ({ scaling: { min, max, desired } }) => `${desired} wanted, ${min} to ${max}`,
          },
        ]}
      />
      <Table
        variant="container"
        header={
          <Header
            counter={`(${fargateProfiles.length})`}
            description="Pods on Fargate cannot use Pod Identity: no agent can run beside them. They keep IRSA."
          >
            Fargate profiles
          </Header>
        }
        items={fargateProfiles}
        trackBy="name"
        ariaLabels={{ tableLabel: 'Fargate profiles' }}
        empty={<Box color="inherit">The cluster has no Fargate profiles.</Box>}
        columnDefinitions={[
          { id: 'name', header: 'Name', isRowHeader: true, cell: ({ name }) => name },
          { id: 'status', header: 'Status', cell: ({ status }) => <EksStatus status={status} /> },
          {
            id: 'selectors',
            header: 'Runs the pods of',
            cell: ({ selectors }) => selectors.map(selectorInWords).join('; '),
          },
        ]}
      />
    </SpaceBetween>
  );
}

function selectorInWords({ namespace, labels }: FargateProfile['selectors'][number]): string {
  const wanted = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return wanted.length === 0 ? namespace : `${namespace} with ${wanted.join(', ')}`;
}
