import type { Environment } from '../environment.ts';
import { auditUnfinished } from './running/end-unfinished.ts';

/**
 * Ends the changes whose runner has died as interrupted, with what they had done in the audit log; running one again is
 * safe. Gives their ids.
 */
export async function recoverOperations(env: Environment): Promise<string[]> {
  const ids = await env.operations.interruptRunning();
  for (const id of ids) {
    const operation = await env.operations.get(id);
    // What they acted as is not kept with the operation.
    if (operation)
      await auditUnfinished(env, { name: operation.requestedBy, role: 'unknown' }, operation, 'interrupted');
  }
  return ids;
}
