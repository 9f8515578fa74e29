import { createHash } from 'node:crypto';
import { blockingFindings, type Operation, type ChangeRequest, PodpassError } from '@podpass/inventory';
import type { Actor, Environment } from '../environment.ts';
import { planChange } from './plan-change.ts';

/**
 * Plans a change with the world as it is now and hands it to the engine, which runs it. A repeated `requestKey`
 * gives the change of the first request and starts nothing. Rejects with `plan-blocked`, and with `invalid-input` if
 * the key was used for another request.
 */
export async function startChange(
  env: Environment,
  actor: Actor,
  clusterKey: string,
  request: ChangeRequest,
  requestKey?: string,
): Promise<Operation> {
  const key = requestKey === undefined ? undefined : { key: requestKey, digest: digestOf({ clusterKey, request }) };
  // Before planning: what the first request has changed must not block its repetition.
  const earlier = key && (await env.operations.findByKey(key));
  if (earlier) return earlier;
  const plan = await planChange(env, clusterKey, request);
  const findings = blockingFindings(plan);
  if (findings.length > 0) throw new PodpassError('plan-blocked', { findings });
  const cluster = await env.eks.describeCluster(clusterKey);
  const operation: Operation = {
    id: env.newId(),
    // A cluster of the home region may also be named with its region; lists know it by one key.
    clusterKey: cluster.ref.key,
    state: 'waiting',
    plan,
    requestedBy: actor.name,
    startedAt: env.now().toISOString(),
    attempt: 1,
  };
  return await env.engine.start(operation, actor, key);
}

function digestOf(asked: unknown): string {
  return createHash('sha256').update(JSON.stringify(asked)).digest('hex');
}
