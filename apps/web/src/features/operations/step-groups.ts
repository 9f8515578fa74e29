import type { StepState } from '@podpass/inventory';
import type { StepProgress } from '../../change-flow/operation-progress-state.ts';

export interface StepGroup {
  /** Undefined for steps without a heading. */
  name: string | undefined;
  steps: StepProgress[];
  /** How many of them have come to an end, and not to a bad one. */
  ended: number;
}

const open: readonly StepState[] = ['waiting', 'running', 'undoing', 'failed', 'undo-failed'];

/** Steps under their headings, in the order in which these come first. */
export function groupsOf(steps: readonly StepProgress[]): StepGroup[] {
  const groups = new Map<string | undefined, StepGroup>();
  for (const each of steps) {
    const name = each.step.group;
    const group = groups.get(name) ?? { name, steps: [], ended: 0 };
    groups.set(name, group);
    group.steps.push(each);
    if (!open.includes(each.state)) group.ended += 1;
  }
  return [...groups.values()];
}
