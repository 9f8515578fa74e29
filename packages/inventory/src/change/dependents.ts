import type { PlanStep } from './plan.ts';

/** `ids`, and every step that needs one of them, directly or through others: without those nothing of it is as it was. */
export function withDependents(steps: readonly PlanStep[], ids: Iterable<string>): Set<string> {
  const found = new Set(ids);
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const { id, dependsOn } of steps) if (dependsOn.some((needed) => found.has(needed))) found.add(id);
  }
  return found;
}
