import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery } from '@tanstack/react-query';
import { Outlet, useLocation, useNavigate, useParams, type LoaderFunctionArgs } from 'react-router';
import { api } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import { useInFlight } from '../../api/in-flight.ts';
import { useClustersInStep } from '../../api/lifecycle.ts';
import { useDenial } from '../../api/session.ts';
import { queryClient } from '../../api/query-client.ts';
import { useStandingError } from '../../api/standing-error.ts';
import { openDialog } from '../../app/dialogs.ts';
import { paths } from '../../app/paths.ts';
import { EksStatus } from '../../ui/cluster-status.tsx';
import { disabledFor } from '../../ui/disabled-for.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { isLifecycle } from '../../ui/lifecycle.ts';
import { RouteTabs } from '../../ui/route-tabs.tsx';
import { AbsentCluster } from './absent-cluster.tsx';
import { LifecycleNotice } from './lifecycle-notice.tsx';

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
  const moving = useInFlight()?.some((each) => isLifecycle(each) && each.clusterKey === cluster) ?? false;
  const query = useQuery({
    ...api.clusters.get.queryOptions({ input: { cluster } }),
    refetchInterval: moving ? whileMoving : false,
  });
  const { data, isFetching, refetch } = query;
  const error = useStandingError(query, cluster);
  const retry = (): void => void refetch();
  const failure = error ? toFailure(error) : undefined;
  const absent = failure?.code === 'cluster-not-found';
  const there = absent ? undefined : data;
  useClustersInStep(there && [{ key: cluster, operation: there.operation }], retry, cluster);
  const tabs = [
    { id: 'overview', label: 'Overview', href: paths.cluster(cluster) },
    { id: 'access', label: 'Access', href: paths.access(cluster) },
    { id: 'configuration', label: 'Configuration', href: paths.configuration(cluster) },
    { id: 'activity', label: 'Activity', href: paths.activity(cluster) },
  ];
  const active = tabs.findLast(({ href }) => pathname.startsWith(href))?.id ?? 'overview';
  const offered = absent ? tabs.filter(({ id }) => withoutEks.includes(id)) : tabs;
  return (
    <SpaceBetween size="xs">
      <Header
        variant="h1"
        info={there && <EksStatus status={there.cluster.status} />}
        actions={
          there && (
            <Button
              onClick={() => openDialog({ kind: 'delete-cluster', cluster })}
              {...disabledFor(denied ?? busy(there.cluster.status))}
            >
              Delete cluster
            </Button>
          )
        }
        description={there && `Kubernetes ${there.cluster.kubernetesVersion} · ${there.cluster.ref.region}`}
      >
        {cluster}
      </Header>
      {failure && absent && <AbsentCluster cluster={cluster} failure={failure} onRetry={retry} retrying={isFetching} />}
      {failure && !absent && <FailureAlert failure={failure} onRetry={retry} retrying={isFetching} />}
      {there?.operation && <LifecycleNotice operation={there.operation} there />}
      {offered.some(({ id }) => id === active) && (
        <RouteTabs
          tabs={offered}
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

/** Tabs of what is kept here, also where EKS does not have the cluster. */
const withoutEks = ['configuration', 'activity'];
/** Between two looks at a cluster that is being made or taken away, in milliseconds. */
const whileMoving = 5_000;

/** A cluster that is being deleted cannot be deleted once more. */
function busy(status: string): string | undefined {
  return status === 'DELETING' ? 'It is being deleted' : undefined;
}
