import type { OperationState, Plan } from '@podpass/inventory';
import type { AttemptMode } from '@podpass/store';
import type { Journal } from './journal.ts';

/** How an attempt has ended. */
export function verdictOf(about: {
  plan: Plan;
  journal: Journal;
  mode: AttemptMode;
  cancelled: boolean;
}): OperationState {
  const { plan, journal, mode, cancelled } = about;
  const states = plan.steps.map((step) => journal.finished.get(step.id)?.state);
  if (mode === 'undo')
    return journal.undoFailed ? 'stuck' : cancelled && states.includes('done') ? 'cancelled' : 'undone';
  const complete = states.every((state) => state === 'done' || state === 'already-so');
  if (complete) return 'done';
  if (cancelled) return 'cancelled';
  if (plan.onFailure === 'stop') return 'failed';
  if (journal.undoFailed || states.includes('unknown')) return 'stuck';
  const reached = plan.steps.some(
    (step, index) => step.goal && (states[index] === 'done' || states[index] === 'already-so'),
  );
  return reached ? 'partial' : 'undone';
}

export const endInWords: Record<OperationState, string> = {
  waiting: 'Waiting',
  running: 'Running',
  cancelling: 'Cancelling',
  cancelled: 'Cancelled: what was done stays',
  done: 'Done',
  partial: 'Partly done: what failed was taken back, the rest is in place',
  failed: 'Failed: what was done stays, and it can be retried',
  undoing: 'Undoing',
  undone: 'Taken back: what had been made is gone',
  stuck: 'Failed, and not everything could be taken back: look at the steps',
  interrupted: 'Interrupted',
};
