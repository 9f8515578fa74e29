import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import Alert from '@cloudscape-design/components/alert';
import { parseClusterKey } from '@podpass/inventory';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import type { Failure } from '../../api/failure.ts';
import { useClustersInStep } from '../../api/lifecycle.ts';
import { useSession } from '../../api/session.ts';
import { paths } from '../../app/paths.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { LifecycleNotice } from './lifecycle-notice.tsx';
import { lastLifecycle } from './lifecycle-words.ts';

interface AbsentClusterProps {
  cluster: string;
  /** That EKS does not have it. */
  failure: Failure;
  onRetry: () => void;
  retrying: boolean;
}

/**
 * What there is of a cluster that EKS does not have: one that is about to be made, whose making failed, that was deleted
 * or has only a configuration. Of none of these, that there is none.
 */
export function AbsentCluster({ cluster, failure, onRetry, retrying }: AbsentClusterProps) {
  const operations = useQuery({
    ...api.operations.list.queryOptions({ input: { cluster, limit: 50 } }),
    staleTime: 0,
  });
  const { homeRegion } = useSession().console;
  const named = parseClusterKey(cluster, homeRegion);
  const configs = useQuery({
    ...api.configs.list.queryOptions({ input: { ...named, limit: 1 } }),
    enabled: named !== undefined,
    staleTime: 0,
  });
  const operation = operations.data && lastLifecycle(operations.data.items);
  useClustersInStep(operations.data && [{ key: cluster, operation }], () => void operations.refetch(), cluster);
  if (operations.isPending || configs.isLoading) return <Spinner size="large" />;
  const config = configs.data?.items[0];
  if (operation !== undefined) {
    return (
      <LifecycleNotice operation={operation} there={false}>
        {config && <Button href={paths.configuration(cluster)}>Open the configuration</Button>}
      </LifecycleNotice>
    );
  }
  if (config === undefined) return <FailureAlert failure={failure} onRetry={onRetry} retrying={retrying} />;
  return (
    <Alert
      type="info"
      header={config.state === 'draft' ? 'Draft' : 'Not provisioned'}
      action={
        <SpaceBetween direction="horizontal" size="xs">
          <Button href={paths.configuration(cluster)}>Open the configuration</Button>
          <Button href={paths.createCluster(config.id)}>Go on creating it</Button>
        </SpaceBetween>
      }
    >
      EKS has no cluster of this name in this region. There is a configuration of it here, which has not been
      provisioned.
    </Alert>
  );
}
