import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery } from '@tanstack/react-query';
import { Outlet, useLocation, useNavigate, useParams, type LoaderFunctionArgs } from 'react-router';
import { api } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import { useDenial } from '../../api/session.ts';
import { queryClient } from '../../api/query-client.ts';
import { openDialog } from '../../app/dialogs.ts';
import { paths } from '../../app/paths.ts';
import { EksStatus } from '../../ui/cluster-status.tsx';
import { disabledFor } from '../../ui/disabled-for.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { RouteTabs } from '../../ui/route-tabs.tsx';

export function loader({ params }: LoaderFunctionArgs): null {
  const input = { cluster: params['cluster'] ?? '' };
  void queryClient.prefetchQuery(api.clusters.get.queryOptions({ input }));
  void queryClient.prefetchQuery(api.clusters.agent.queryOptions({ input }));
  return null;
}

/** A cluster's name, its status and its tabs; which tab is open is the child route's matter. */
export function Component() {
  const { cluster = '' } = useParams();
  const navigate = useNavigate();
  const denied = useDenial('clusters:delete');
  const { pathname } = useLocation();
  const { data, error, isFetching, refetch } = useQuery(api.clusters.get.queryOptions({ input: { cluster } }));
  const failure = error ? toFailure(error) : undefined;
  const tabs = [
    { id: 'overview', label: 'Overview', href: paths.cluster(cluster) },
    { id: 'access', label: 'Access', href: paths.access(cluster) },
    { id: 'configuration', label: 'Configuration', href: paths.configuration(cluster) },
    { id: 'activity', label: 'Activity', href: paths.activity(cluster) },
  ];
  const active = tabs.findLast(({ href }) => pathname.startsWith(href))?.id ?? 'overview';
  return (
    <SpaceBetween size="xs">
      <Header
        variant="h1"
        info={data && <EksStatus status={data.cluster.status} />}
        actions={
          data && (
            <Button
              onClick={() => openDialog({ kind: 'delete-cluster', cluster })}
              {...disabledFor(denied ?? busy(data.cluster.status))}
            >
              Delete cluster
            </Button>
          )
        }
        description={data && `Kubernetes ${data.cluster.kubernetesVersion} · ${data.cluster.ref.region}`}
      >
        {cluster}
      </Header>
      {failure && <FailureAlert failure={failure} onRetry={() => void refetch()} retrying={isFetching} />}
      {failure?.code !== 'cluster-not-found' && (
        <RouteTabs
          tabs={tabs}
          active={active}
          ariaLabel={`Cluster ${cluster}`}
          onNavigate={(href) => void navigate(href)}
        >
          <Outlet />
        </RouteTabs>
      )}
    </SpaceBetween>
  );
}

/** A cluster that is being deleted cannot be deleted once more. */
function busy(status: string): string | undefined {
  return status === 'DELETING' ? 'It is being deleted' : undefined;
}
