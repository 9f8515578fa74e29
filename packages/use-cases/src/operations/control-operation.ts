import { nameToUndo, type Operation, PodpassError } from '@podpass/inventory';
import type { Actor, Environment } from '../environment.ts';
import { mustBeLatest } from './must-be-latest.ts';

export type OperationControl = 'cancel' | 'retry' | 'undo';

/**
 * Cancels, retries or undoes an operation, with an entry in the audit log. Rejects with `operation-not-found`; with
 * `operation-over`, `operation-not-retryable`, `operation-not-undoable` or `operation-superseded` if its state, or a later
 * operation, does not allow it; and with `undo-not-confirmed` where undoing takes a cluster back whose name was not given.
 */
export async function controlOperation(
  env: Environment,
  actor: Actor,
  id: string,
  control: OperationControl,
  confirm?: string,
): Promise<Operation> {
  if (control !== 'cancel') {
    const before = await env.operations.get(id);
    if (before !== undefined) await mustBeLatest(env, before);
    if (before !== undefined && control === 'undo') mustBeConfirmed(before, confirm);
  }
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

function mustBeConfirmed({ plan }: Operation, confirm: string | undefined): void {
  const name = nameToUndo(plan);
  if (name !== undefined && name !== confirm) throw new PodpassError('undo-not-confirmed', { cluster: name });
}
