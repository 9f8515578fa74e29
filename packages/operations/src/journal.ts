import { type OperationEvent, type PlanStep, withDependents } from '@podpass/inventory';
import { isPassingCode } from './passing.ts';
import type { FinishedStep, FinishedSteps } from './steps-to-undo.ts';

/** What an operation's history says of its steps. */
export interface Journal {
  finished: FinishedSteps;
  /** Steps that were on their way when whoever did them was gone: nobody knows whether their effect happened. */
  begun: Set<string>;
  /** When each step was begun first in this attempt. ISO 8601. */
  begunAt: Map<string, string>;
  /** Steps that failed in an attempt before, and have neither succeeded nor been taken back since. */
  failed: Set<string>;
  /** Steps whose taking back began and did not end: nobody knows how much of them is left. */
  undoing: Set<string>;
  undoFailed: boolean;
}

/** Ids of steps that are done again when a failed one is. */
export type RedoneWith = (step: PlanStep) => string[];

/** Reads a history. A line that begins an attempt lets everything that is not done be done again. */
export function readJournal(
  steps: PlanStep[],
  events: readonly OperationEvent[],
  redoneWith: RedoneWith = () => [],
): Journal {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const redoneWithId = (id: string): string[] => {
    const step = byId.get(id);
    return step === undefined ? [] : redoneWith(step);
  };
  let journal = emptyJournal();
  for (const { at, attempt, stepId, stepState, error } of events) {
    if (attempt !== undefined) journal = nextAttempt(steps, journal, redoneWithId);
    const step = stepId === undefined ? undefined : byId.get(stepId);
    if (step === undefined || stepState === undefined) continue;
    const { finished, begun, failed, undoing } = journal;
    switch (stepState) {
      case 'running':
        begun.add(step.id);
        if (!journal.begunAt.has(step.id)) journal.begunAt.set(step.id, at);
        break;
      case 'done':
      case 'already-so':
      case 'skipped':
        begun.delete(step.id);
        if (stepState !== 'skipped') failed.delete(step.id);
        finished.set(step.id, { state: stepState });
        break;
      case 'failed':
        begun.delete(step.id);
        finished.set(step.id, failedStep(step, error?.code));
        break;
      case 'undoing':
        undoing.add(step.id);
        break;
      case 'undone':
        undoing.delete(step.id);
        begun.delete(step.id);
        failed.delete(step.id);
        finished.set(step.id, { state: 'undone' });
        break;
      case 'undo-failed':
        journal.undoFailed = true;
        break;
      case 'waiting':
        break;
    }
  }
  return journal;
}

function emptyJournal(): Journal {
  return {
    finished: new Map(),
    begun: new Set(),
    begunAt: new Map(),
    failed: new Set(),
    undoing: new Set(),
    undoFailed: false,
  };
}

/** After a passing failure nobody knows whether a goal was reached: then nothing that it needs may be taken back. */
export function failedStep(step: PlanStep, code: string | undefined): FinishedStep {
  const mayHaveHappened = isPassingCode(code);
  const unknown = step.goal && mayHaveHappened && step.dependsOn.length > 0;
  return { state: unknown ? 'unknown' : 'failed', mayHaveHappened };
}

function nextAttempt(steps: readonly PlanStep[], journal: Journal, redoneWith: (id: string) => string[]): Journal {
  const { finished, begun } = journal;
  const kept: FinishedSteps = new Map();
  const open = new Set(begun);
  const failed = new Set(journal.failed);
  for (const [id, step] of finished) {
    if (step.state === 'done' || step.state === 'already-so') kept.set(id, step);
    else if (step.mayHaveHappened === true) open.add(id);
  }
  for (const [id, { state }] of finished) {
    if (state !== 'failed' && state !== 'unknown') continue;
    failed.add(id);
    // They have had their effect: an undoing attempt takes it back too.
    for (const redone of redoneWith(id)) if (kept.delete(redone)) open.add(redone);
  }
  for (const id of journal.undoing) if (kept.delete(id)) open.add(id);
  // What has no undo of its own went with what it stood on: a policy with its role, what was waited for with what made it.
  const reopened = steps.flatMap(({ id }) => (kept.has(id) ? [] : id));
  for (const id of withDependents(steps, reopened)) kept.delete(id);
  return { ...emptyJournal(), finished: kept, begun: open, failed };
}
