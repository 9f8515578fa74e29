import type { Environment } from '../environment.ts';

/** Ends the changes whose runner has died as interrupted; running one again is safe. Gives their ids. */
export async function recoverChanges(env: Environment): Promise<string[]> {
  return await env.changes.interruptRunning();
}
