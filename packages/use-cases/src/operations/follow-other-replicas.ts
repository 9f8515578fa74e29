import type { StepEnvironment } from '../environment.ts';

/**
 * Lets this replica's readers forget what the operations of other replicas have made untrue: whoever saves on one
 * replica may be served by another the next moment. Gives how to stop.
 */
export function followOtherReplicas(env: StepEnvironment, onProblem: (error: unknown) => void): () => void {
  return env.operations.subscribeToEndsElsewhere((id) => {
    forgetWhatItTouched(env, id).catch(onProblem);
  });
}

async function forgetWhatItTouched(env: StepEnvironment, id: string): Promise<void> {
  const operation = await env.operations.get(id);
  if (operation === undefined) return;
  const { cluster } = operation.plan;
  env.observed.forget({ ref: cluster });
  env.associations.forget(cluster);
  env.roles.forget();
}
