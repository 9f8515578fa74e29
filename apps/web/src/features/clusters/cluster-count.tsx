import Spinner from '@cloudscape-design/components/spinner';
import Link from '@cloudscape-design/components/link';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import { paths } from '../../app/paths.ts';
import { AgentStatus } from '../../ui/agent-state.tsx';
import type { ClusterView } from './cluster-view.ts';

/** One number of one cluster. Asked for when its row is on the screen: it takes several calls to AWS and the cluster. */
export function ClusterCount({ row, of }: { row: ClusterView; of: 'agent' | 'associations' | 'irsaLinks' }) {
  const status = row.summary?.status;
  const known = status === 'ACTIVE' || status === 'UPDATING';
  const { data, error } = useQuery(
    api.clusters.counts.queryOptions({
      input: { cluster: row.key },
      enabled: known,
    }),
  );
  if (!known) return <>–</>;
  if (error) return <span title={`${toFailure(error).why} ${toFailure(error).remedy}`}>not known</span>;
  if (data === undefined) return <Spinner size="normal" />;
  if (of === 'agent') return <AgentStatus state={data.agent} />;
  const count = data[of];
  if (count === undefined) return <span title={data.problems.map(({ what }) => what).join(' ')}>not known</span>;
  return (
    <Link
      fontSize="inherit"
      href={of === 'associations' ? paths.associations(row.key) : paths.serviceAccounts(row.key)}
    >
      {count.toLocaleString('en')}
    </Link>
  );
}
