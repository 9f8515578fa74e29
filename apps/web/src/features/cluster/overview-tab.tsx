import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery } from '@tanstack/react-query';
import { useParams, type LoaderFunctionArgs } from 'react-router';
import { api } from '../../api/client.ts';
import { queryClient } from '../../api/query-client.ts';
import { Problems } from '../../ui/problems.tsx';
import { AgentSection } from './agent-section.tsx';
import { ClusterFacts } from './cluster-facts.tsx';
import { ComputeSection } from './compute-section.tsx';
import { CountsSection } from './counts-section.tsx';

export function loader({ params }: LoaderFunctionArgs): null {
  void queryClient.prefetchQuery(api.clusters.counts.queryOptions({ input: { cluster: params['cluster'] ?? '' } }));
  return null;
}

export function Component() {
  const { cluster = '' } = useParams();
  // Its failure is shown by the layout, above the tabs.
  const { data, refetch } = useQuery(api.clusters.get.queryOptions({ input: { cluster } }));
  return (
    <SpaceBetween size="l">
      <Problems
        problems={data?.problems ?? []}
        rest="What the other sources say is shown below."
        onRetry={() => void refetch()}
      />
      <CountsSection cluster={cluster} />
      <AgentSection cluster={cluster} />
      {data && <ClusterFacts cluster={data.cluster} />}
      {data && (
        <ComputeSection
          nodeGroups={data.nodeGroups}
          fargateProfiles={data.fargateProfiles}
          autoMode={data.cluster.autoMode}
        />
      )}
    </SpaceBetween>
  );
}
