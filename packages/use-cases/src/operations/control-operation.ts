import type { Operation } from '@podpass/inventory';
import type { Actor, Environment } from '../environment.ts';
import { mustBeLatest } from './must-be-latest.ts';

export type OperationControl = 'cancel' | 'retry' | 'undo';

/**
 * Cancels, retries or undoes an operation, with an entry in the audit log. Rejects with `operation-not-found`, and with
 * `operation-over`, `operation-not-retryable`, `operation-not-undoable` or `operation-superseded` if its state, or a later
 * operation, does not allow it.
 */
export async function controlOperation(
  env: Environment,
  actor: Actor,
  id: string,
  control: OperationControl,
): Promise<Operation> {
  const before = control === 'cancel' ? undefined : await env.operations.get(id);
  if (before !== undefined) await mustBeLatest(env, before);
  const operation = await env.engine[control](id, actor);
  await env.audit.append({
    at: env.now().toISOString(),
    actor: actor.name,
    role: actor.role,
    action: `${control}-operation`,
    clusterKey: operation.clusterKey,
    target: operation.plan.title,
    outcome: operation.state,
    operationId: operation.id,
    awsRequestIds: [],
  });
  return operation;
}
