import type { Change, ChangeEvent, ChangeRequestInput } from '@podpass/inventory';
import { ChangeRequest } from '@podpass/inventory';
import { type Environment, getChange, startChange, watchChange } from '../../src/index.ts';

export const tester = { name: 'ann', role: 'admin' };

/** Starts a change and waits for its end. */
export async function runToEnd(
  env: Environment,
  cluster: string,
  request: ChangeRequestInput,
  key?: string,
): Promise<{ change: Change; events: ChangeEvent[] }> {
  const started = await startChange(env, tester, cluster, ChangeRequest.parse(request), key);
  for await (const event of watchChange(env, started.id, 0)) if (event.changeState !== undefined) break;
  return await getChange(env, started.id);
}
