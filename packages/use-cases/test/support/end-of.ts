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
  for await (const event of watchOperation(env, started.id, 0))
    if (event.operationState !== undefined && isOperationOver(event.operationState)) break;
  return await getOperation(env, started.id);
}
