import Link from '@cloudscape-design/components/link';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { ConfigSummary } from '@podpass/inventory';
import { lazy, Suspense } from 'react';
import { paths } from '../../app/paths.ts';
import { EksStatus } from '../../ui/cluster-status.tsx';
import { lifecycleLooks } from '../../ui/lifecycle.ts';
import type { ClusterView } from './cluster-view.ts';

const LifecycleDetail = lazy(async () => ({ default: (await import('./lifecycle-detail.tsx')).LifecycleDetail }));

/** How a cluster stands: what is being done with it goes before what EKS says of it. */
export function StatusCell({ status, summary, operation, config }: ClusterView) {
  if (operation !== undefined) {
    return (
      <>
        <StatusIndicator type={lifecycleLooks(operation).type}>
          <Link href={paths.operation(operation.id)} fontSize="inherit">
            {status}
          </Link>
        </StatusIndicator>
        <div className="podpass-under">
          {/* A space keeps the row as high as it will be. */}
          <Suspense fallback={'\u00a0'}>
            <LifecycleDetail operation={operation} />
          </Suspense>
        </div>
      </>
    );
  }
  if (config !== undefined) return <ConfigStatus status={status} config={config} />;
  if (summary?.problem === undefined) return <EksStatus status={summary?.status ?? 'unknown'} />;
  return (
    <span title={`${summary.problem.why} ${summary.problem.remedy}`}>
      <StatusIndicator type="warning">{summary.problem.what}</StatusIndicator>
    </span>
  );
}

function ConfigStatus({ status, config: { problems } }: { status: string; config: ConfigSummary }) {
  if (problems.errors === 0) return <StatusIndicator type="pending">{status}</StatusIndicator>;
  const errors = problems.errors === 1 ? '1 error' : `${problems.errors} errors`;
  return <StatusIndicator type="pending">{`${status}, ${errors}`}</StatusIndicator>;
}
