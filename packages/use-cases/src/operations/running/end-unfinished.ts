import { type Operation, type OperationEvent, errorWords, hasCode } from '@podpass/inventory';
import type { Actor, Environment } from '../../environment.ts';
import { auditOperation } from './audit-operation.ts';
import { errorReport } from './error-report.ts';
import type { FinishedSteps } from './steps-to-undo.ts';

const pauseMs = { first: 250, longest: 5_000 };

/**
 * Ends an operation that could not be run to its end, in its history and in the audit log: `interrupted` if the database
 * went away, `stuck` after a defect. Without the database it waits: an operation that was recorded has to end.
 */
export async function endUnfinished(
  env: Environment,
  actor: Actor,
  operation: Operation,
  failure: unknown,
): Promise<void> {
  const interrupted = hasCode(failure, 'store-unavailable', 'operation-interrupted');
  const state = interrupted ? 'interrupted' : 'stuck';
  const error = interrupted
    ? { code: 'operation-interrupted', ...errorWords('operation-interrupted', { id: operation.id }) }
    : errorReport(failure, operation.id);
  let audited = false;
  for (let pause = pauseMs.first; ; pause = Math.min(pause * 2, pauseMs.longest)) {
    try {
      const present = await env.operations.get(operation.id);
      // Whoever ended it before us has said so.
      if (present?.state !== 'running') return;
      if (!audited) await auditUnfinished(env, actor, operation, state);
      audited = true;
      await env.operations.appendEvent(operation.id, {
        at: env.now().toISOString(),
        operationState: state,
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

/** Writes into the audit log what an operation is known to have done, from its history. */
export async function auditUnfinished(
  env: Environment,
  actor: Actor,
  operation: Operation,
  state: 'interrupted' | 'stuck',
): Promise<void> {
  await auditOperation(env, actor, operation, finishedIn(await env.operations.events(operation.id, 0)), state);
}

function finishedIn(events: OperationEvent[]): FinishedSteps {
  const finished: FinishedSteps = new Map();
  for (const { stepId, stepState } of events) {
    if (stepId === undefined) continue;
    if (stepState === 'done' || stepState === 'already-so') finished.set(stepId, { state: stepState });
    if (stepState === 'undone') finished.delete(stepId);
  }
  return finished;
}
