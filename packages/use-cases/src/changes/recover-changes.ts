import type { Environment } from '../environment.ts';
import { auditUnfinished } from './running/end-unfinished.ts';

/**
 * Ends the changes whose runner has died as interrupted, with what they had done in the audit log; running one again is
 * safe. Gives their ids.
 */
export async function recoverChanges(env: Environment): Promise<string[]> {
  const ids = await env.changes.interruptRunning();
  for (const id of ids) {
    const change = await env.changes.get(id);
    // What they acted as is not kept with the change.
    if (change) await auditUnfinished(env, { name: change.requestedBy, role: 'unknown' }, change, 'interrupted');
  }
  return ids;
}
