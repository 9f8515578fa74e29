import type { Operation, OperationEvent, ChangeRequestInput } from '@podpass/inventory';
import { ChangeRequest, isOperationOver } from '@podpass/inventory';
import { type Environment, getOperation, startChange, watchOperation } from '../../src/index.ts';

export const tester = { name: 'ann', role: 'admin' };

/** Starts an operation and waits for its end. */
export async function runToEnd(
  env: Environment,
  cluster: string,
  request: ChangeRequestInput,
  key?: string,
): Promise<{ operation: Operation; events: OperationEvent[] }> {
  const started = await startChange(env, tester, cluster, ChangeRequest.parse(request), key);
  return await over(env, started.id);
}

/** Waits for the end of an attempt: the first one told after the event of the number `after`. */
export async function over(env: Environment, id: string, after = 0) {
  for await (const event of watchOperation(env, id, after))
    if (event.operationState !== undefined && isOperationOver(event.operationState)) break;
  return await getOperation(env, id);
}
