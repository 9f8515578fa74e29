import type { Plan } from '@podpass/inventory';
import type { StepEnvironment } from '../environment.ts';

/** Makes the readers forget what an operation has made untrue, and ask again for what people look at next. */
export async function refreshReaders(env: StepEnvironment, plan: Plan): Promise<void> {
  env.observed.forget({ ref: plan.cluster });
  const touched = new Set<string>();
  for (const { action } of plan.steps) {
    if (action.kind === 'update-association' || action.kind === 'tag-association') touched.add(action.associationId);
    if (action.kind === 'delete-association') env.associations.forget(plan.cluster, action.associationId);
  }
  const created = plan.steps.some(({ action }) => action.kind === 'create-association');
  if (created) env.associations.forget(plan.cluster);
  // Only a convenience for the next reader: if it fails, that reader asks by itself.
  await Promise.allSettled([...touched].map((id) => env.associations.refresh(plan.cluster, id)));
}
