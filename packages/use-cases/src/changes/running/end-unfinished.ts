import { type Change, type ChangeEvent, errorWords, hasCode } from '@podpass/inventory';
import type { Actor, Environment } from '../../environment.ts';
import { auditChange } from './audit-change.ts';
import { errorReport } from './error-report.ts';
import type { FinishedSteps } from './steps-to-undo.ts';

const pauseMs = { first: 250, longest: 5_000 };

/**
 * Ends a change that could not be run to its end, in its history and in the audit log: `interrupted` if the database
 * went away, `stuck` after a defect. Without the database it waits: a change that was recorded has to end.
 */
export async function endUnfinished(env: Environment, actor: Actor, change: Change, failure: unknown): Promise<void> {
  const interrupted = hasCode(failure, 'store-unavailable', 'change-interrupted');
  const state = interrupted ? 'interrupted' : 'stuck';
  const error = interrupted
    ? { code: 'change-interrupted', ...errorWords('change-interrupted', { id: change.id }) }
    : errorReport(failure, change.id);
  let audited = false;
  for (let pause = pauseMs.first; ; pause = Math.min(pause * 2, pauseMs.longest)) {
    try {
      const present = await env.changes.get(change.id);
      // Whoever ended it before us has said so.
      if (present?.state !== 'running') return;
      if (!audited) await auditUnfinished(env, actor, change, state);
      audited = true;
      await env.changes.appendEvent(change.id, {
        at: env.now().toISOString(),
        changeState: state,
        message: error.what,
        error,
      });
      return;
    } catch (problem) {
      if (!hasCode(problem, 'store-unavailable')) throw problem;
      await env.sleep(pause);
    }
  }
}

/** Writes into the audit log what a change is known to have done, from its history. */
export async function auditUnfinished(
  env: Environment,
  actor: Actor,
  change: Change,
  state: 'interrupted' | 'stuck',
): Promise<void> {
  await auditChange(env, actor, change, finishedIn(await env.changes.events(change.id, 0)), state);
}

function finishedIn(events: ChangeEvent[]): FinishedSteps {
  const finished: FinishedSteps = new Map();
  for (const { stepId, stepState } of events) {
    if (stepId === undefined) continue;
    if (stepState === 'done' || stepState === 'already-so') finished.set(stepId, { state: stepState });
    if (stepState === 'undone') finished.delete(stepId);
  }
  return finished;
}
