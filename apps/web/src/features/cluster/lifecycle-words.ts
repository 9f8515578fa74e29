import type { OperationSummary } from '@podpass/inventory';
import type { OperationProgress } from '../../change-flow/operation-progress-state.ts';
import { isLifecycle, isOnItsWay, lifecycleLooks } from '../../ui/lifecycle.ts';

export interface LifecycleWords {
  type: 'info' | 'success' | 'warning' | 'error';
  header: string;
  text: string;
  /** When it ended, where that is what counts. */
  at?: string;
}

/** What the page of a cluster says of the operation that makes it or takes it away. */
export function lifecycleNotice(
  operation: OperationSummary,
  progress: OperationProgress | undefined,
  there: boolean,
): LifecycleWords {
  const state = progress?.state ?? operation.state;
  const now = { kind: operation.kind, state };
  const { words } = lifecycleLooks(now);
  if (isOnItsWay(now)) {
    return { type: 'info', header: words, text: `${farInWords(progress)}${there ? '' : whyNotThere(operation)}` };
  }
  const end = operation.endedAt === undefined ? {} : { at: operation.endedAt };
  if (state === 'done' || state === 'undone' || state === 'cancelled') {
    const text = `${there ? '' : 'EKS has no cluster of this name in this region. '}${endings[operation.kind]?.[state] ?? words}`;
    return { type: state === 'cancelled' ? 'warning' : 'info', header: words, text, ...end };
  }
  const error = progress?.error ?? operation.error;
  const failed = progress?.steps.find((step) => step.state === 'failed' || step.state === 'undo-failed');
  const step = failed ? `At the step “${failed.step.title}”. ` : '';
  const absent = there ? '' : ' EKS has no cluster of this name in this region.';
  return {
    type: state === 'interrupted' ? 'warning' : 'error',
    header: words,
    text: `${step}${error ? `${error.what} ${error.remedy}` : 'Its page says at which step, and how to go on.'}${absent}`,
  };
}

/** The operation that counts for a cluster that EKS does not have: on its way, or the last that ended. */
export function lastLifecycle(operations: readonly OperationSummary[]): OperationSummary | undefined {
  const own = operations.filter(isLifecycle);
  const moving = own.filter(isOnItsWay);
  return (
    moving.find(({ state }) => state !== 'waiting') ??
    moving[0] ??
    own.toSorted((a, b) => (b.endedAt ?? '').localeCompare(a.endedAt ?? ''))[0]
  );
}

function farInWords(progress: OperationProgress | undefined): string {
  if (progress === undefined || progress.state === 'waiting') return '';
  const { done, total, steps } = progress;
  const at = steps.find(({ state }) => state === 'running' || state === 'undoing');
  return `${done} of ${total} steps${at ? `; now: ${at.step.title}` : ''}. `;
}

function whyNotThere({ kind }: OperationSummary): string {
  return kind === 'delete-cluster'
    ? 'EKS does not have the cluster any more; what was made for it is being taken away.'
    : 'EKS does not have the cluster yet, or no longer: its network and roles come first, and go last.';
}

const endings: Record<string, Partial<Record<OperationSummary['state'], string>>> = {
  provision: {
    done: 'It was provisioned here and has been deleted with another tool since. Provisioned',
    undone: 'What its provisioning had made was taken back',
    cancelled: 'What had been made by then is still there: go on with it, or undo it. Cancelled',
  },
  'delete-cluster': {
    done: 'It was deleted',
    undone: 'Its deletion was undone',
    cancelled: 'What had not been deleted by then is still there: go on with it. Cancelled',
  },
};
