import Box from '@cloudscape-design/components/box';
import Spinner from '@cloudscape-design/components/spinner';
import type { ClusterConfig } from '@podpass/inventory';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';
import { api } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import { paths } from '../../app/paths.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { CreateCluster } from './create-cluster.tsx';

interface Session {
  begunWith: string | undefined;
  /** The id of the address when it was last looked at. */
  seen: string | undefined;
  /** The id that this form was given; the address follows a moment later. */
  created: string | undefined;
}

/** The form for a new cluster: an empty address begins a configuration, one with an id goes on with it. */
export function Component() {
  const { configId } = useParams();
  const { search } = useLocation();
  const navigate = useNavigate();
  // A form that has just been given its id is the same form; any other change of the address is another one.
  const [session, setSession] = useState<Session>({ begunWith: configId, seen: configId, created: undefined });
  if (configId !== session.seen) {
    const same = configId !== undefined && configId === session.created;
    setSession({ ...session, begunWith: same ? session.begunWith : configId, seen: configId });
  }
  const onCreated = useCallback(
    (id: string) => {
      setSession((before) => ({ ...before, created: id }));
      void navigate(`${paths.createCluster(id)}${search}`, { replace: true });
    },
    [navigate, search],
  );
  if (session.begunWith === undefined) return <CreateCluster key="new" config={undefined} onCreated={onCreated} />;
  return <Continued key={session.begunWith} id={session.begunWith} />;
}

/** A configuration is read once: from then on this page is where it changes. */
function Continued({ id }: { id: string }) {
  const [config, setConfig] = useState<ClusterConfig>();
  const { data, error, isFetching, refetch } = useQuery(
    api.configs.get.queryOptions({ input: { id }, enabled: config === undefined, staleTime: 0, gcTime: 0 }),
  );
  if (config === undefined && data !== undefined && !isFetching) setConfig(data);
  if (config !== undefined) return <CreateCluster config={config} onCreated={nothing} />;
  if (error) return <FailureAlert failure={toFailure(error)} onRetry={() => void refetch()} retrying={isFetching} />;
  return (
    <Box padding="l">
      <Spinner /> Loading the configuration
    </Box>
  );
}

function nothing(): void {
  // It has its id already.
}
