import { type Permission, permissionsToControl } from '@podpass/contract';
import { nameToUndo, type OperationState, type PlanStep, withDependents } from '@podpass/inventory';
import type { OperationProgress } from '../../change-flow/operation-progress-state.ts';

export type Control = 'cancel' | 'retry' | 'undo';

/** Something that can be done with an operation in the state in which it is, and what would come of it. */
export interface Offer {
  control: Control;
  /** On the button, and the one that confirms. */
  verb: string;
  effect: string;
  /** Steps that it is about, in words and in their order. */
  steps: string[];
  /** Why it cannot be done after all. */
  reason?: string;
  needs: Permission[];
  /** The name that has to be typed first. */
  typed?: string | undefined;
}

// The same tables as the engine's, which refuses all other states.
const cancellable: readonly OperationState[] = ['waiting', 'running', 'undoing'];
const retryable: readonly OperationState[] = ['failed', 'partial', 'undone', 'stuck', 'interrupted', 'cancelled'];
const undoable: readonly OperationState[] = ['done', 'failed', 'partial', 'stuck', 'interrupted', 'cancelled'];

/** What can be done with an operation now, each with what will happen. */
export function offersOf(progress: OperationProgress): Offer[] {
  const { state } = progress;
  const { plan } = progress.operation;
  const offers = [
    ...(cancellable.includes(state) ? [cancelOffer(progress)] : []),
    ...(retryable.includes(state) ? [retryOffer(progress)] : []),
    ...(undoable.includes(state) ? [{ ...undoOffer(progress), typed: nameToUndo(plan) }] : []),
  ];
  return offers.map((offer) => ({ ...offer, needs: permissionsToControl(offer.control, plan) }));
}

type Effect = Omit<Offer, 'needs' | 'typed'>;

function cancelOffer({ state, steps }: OperationProgress): Effect {
  const verb = 'Cancel operation';
  if (state === 'waiting') return { control: 'cancel', verb, effect: 'It does not begin.', steps: [] };
  const moving = steps.filter((each) => each.state === 'running' || each.state === 'undoing');
  return {
    control: 'cancel',
    verb,
    effect:
      state === 'undoing'
        ? 'No further step is taken back. What is still there stays, and can be undone later. On its way to its end:'
        : 'No further step begins, and what was done stays: it can be retried or undone later. On its way to its end:',
    steps: moving.map(({ step }) => step.title),
  };
}

function retryOffer({ steps }: OperationProgress): Effect {
  const undone = steps.flatMap(({ step, state }) => (state === 'done' || state === 'already-so' ? [] : step.id));
  const plan = steps.map(({ step }) => step);
  const again = withDependents(plan, undone);
  const open = steps.filter(({ step }) => again.has(step.id));
  const kept = steps.length - open.length;
  const first = kept === 0 ? 'Nothing of it is done yet.' : `${counted(kept)} done and ${are(kept)} not done again.`;
  return { control: 'retry', verb: 'Retry', effect: `${first} To be done:`, steps: open.map(({ step }) => step.title) };
}

function undoOffer({ steps }: OperationProgress): Effect {
  const made = steps.filter(({ state, startedAt }) => state === 'done' || (state === 'failed' && startedAt));
  const gone = made.filter(({ step }) => step.undo !== undefined).toReversed();
  const kept = made.filter(({ step, state }) => step.undo === undefined && state === 'done').length;
  const stays = kept === 0 ? '' : ` ${counted(kept)} of a kind that cannot be taken back and ${are(kept)} left as now.`;
  return {
    control: 'undo',
    verb: 'Undo',
    effect: `What it has done is taken back, last first.${stays}`,
    steps: gone.map(({ step }) => undoInWords(step)),
    ...(gone.length === 0 ? { reason: 'It has done nothing that could be taken back' } : {}),
  };
}

function undoInWords({ undo, title }: PlanStep): string {
  return undo ?? title;
}

function counted(count: number): string {
  return count === 1 ? '1 step is' : `${count} steps are`;
}

function are(count: number): string {
  return count === 1 ? 'is' : 'are';
}
