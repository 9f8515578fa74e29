import Button from '@cloudscape-design/components/button';
import type { OperationSummary } from '@podpass/inventory';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { useDenial } from '../../api/session.ts';
import { openDialog } from '../../app/dialogs.ts';
import { type OperationProgress, operationProgress } from '../../change-flow/operation-progress-state.ts';
import { disabledFor } from '../../ui/disabled-for.ts';
import { isOnItsWay } from '../../ui/lifecycle.ts';

/** How far the operation is and at which step, or where it failed and how to go on. */
export function LifecycleDetail({ operation }: { operation: OperationSummary }) {
  const { id, clusterKey: cluster, attempt, state } = operation;
  const moving = isOnItsWay(operation);
  const denied = useDenial('operations:control');
  // Not a stream: one for each row would use up the browser's connections.
  const { data } = useQuery({
    ...api.operations.get.queryOptions({ input: { id } }),
    staleTime: 0,
    refetchInterval: moving ? 2_000 : false,
  });
  const seen = data && operationProgress(data.operation, data.events);
  // Of the attempt and the state that the row speaks of.
  const progress = seen && seen.attempt >= attempt && (moving || seen.state === state) ? seen : undefined;
  if (moving)
    return <span>{progress ? `${Math.round(progress.fraction * 100)} % · ${current(progress)}` : '\u00a0'}</span>;
  const where = (progress && failedStep(progress)) ?? operation.error?.what ?? 'Not complete';
  return (
    <>
      <span title={where}>{where}</span>
      <Button
        variant="inline-link"
        ariaLabel={`Retry: ${operation.title}`}
        onClick={() => openDialog({ kind: 'retry-operation', cluster, operationId: id })}
        {...disabledFor(denied)}
      >
        Retry
      </Button>
    </>
  );
}

/** What it is at: of several steps, the one that began first. */
function current({ steps, state }: OperationProgress): string {
  const open = steps.filter((step) => step.state === 'running' || step.state === 'undoing');
  const first = open.toSorted((a, b) => (a.startedAt ?? '').localeCompare(b.startedAt ?? ''))[0];
  return first?.step.title ?? (state === 'waiting' ? 'Another operation goes first' : 'Between two steps');
}

function failedStep({ steps }: OperationProgress): string | undefined {
  const failed = steps.find(({ state }) => state === 'failed' || state === 'undo-failed');
  return failed && `At: ${failed.step.title}`;
}
