import type { PlanStep } from '@podpass/inventory';

/** `unknown`: a goal whose last answer was lost, so that it may or may not have been reached. */
export interface FinishedStep {
  state: 'done' | 'already-so' | 'failed' | 'skipped' | 'unknown' | 'undone';
  /** It failed in a way that leaves open whether its effect happened. */
  mayHaveHappened?: boolean;
}
export type FinishedSteps = Map<string, FinishedStep>;

/**
 * Which steps to take back, last first: those that only prepared something, where nothing that needed them succeeded;
 * and those that failed without saying whether their effect happened. Goals stay, and so does all that they stand on.
 */
export function stepsToUndo(steps: PlanStep[], finished: FinishedSteps): PlanStep[] {
  const undone = new Set<string>();
  const toUndo: PlanStep[] = [];
  for (const step of steps.toReversed()) {
    const own = finished.get(step.id);
    const happened = own?.state === 'done' || (own?.state === 'failed' && own.mayHaveHappened === true);
    if (step.goal || !happened) continue;
    const needing = steps.filter((other) => other.dependsOn.includes(step.id));
    const wanted = needing.some((other) => isStanding(other, finished, undone));
    if (wanted || (needing.length === 0 && own.state === 'done')) continue;
    undone.add(step.id);
    toUndo.push(step);
  }
  return toUndo;
}

function isStanding(step: PlanStep, finished: FinishedSteps, undone: ReadonlySet<string>): boolean {
  const state = finished.get(step.id)?.state;
  return !undone.has(step.id) && (state === 'done' || state === 'already-so' || state === 'unknown');
}
