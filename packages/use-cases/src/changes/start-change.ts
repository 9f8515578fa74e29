import { createHash } from 'node:crypto';
import { blockingFindings, type Operation, type ChangeRequest, type Cluster, PodpassError } from '@podpass/inventory';
import type { Actor, Environment } from '../environment.ts';
import { planChange } from './plan-change.ts';
import { endUnfinished } from '../operations/running/end-unfinished.ts';
import { runOperation } from '../operations/running/run-operation.ts';

/**
 * Plans a change with the world as it is now and sets it going; it runs on after this resolves. A repeated `requestKey`
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
  // Before the change is recorded: nothing may come between that and running it.
  const cluster = await env.eks.describeCluster(clusterKey);
  const { operation, created } = await env.operations.create(
    {
      id: env.newId(),
      // A cluster of the home region may also be named with its region; lists know it by one key.
      clusterKey: cluster.ref.key,
      state: 'running',
      plan,
      requestedBy: actor.name,
      startedAt: env.now().toISOString(),
      attempt: 1,
    },
    key,
  );
  if (created) env.background(runOrSaySo(env, actor, operation, cluster));
  return operation;
}

function digestOf(asked: unknown): string {
  return createHash('sha256').update(JSON.stringify(asked)).digest('hex');
}

/** Neither a defect of ours nor a lost database must leave a change that seems to run for ever. */
async function runOrSaySo(env: Environment, actor: Actor, operation: Operation, cluster: Cluster): Promise<void> {
  try {
    await runOperation(env, actor, operation, cluster);
  } catch (failure) {
    await endUnfinished(env, actor, operation, failure);
    throw failure;
  }
}
