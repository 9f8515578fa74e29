import { createHash } from 'node:crypto';
import { blockingFindings, type Change, type ChangeRequest, type Cluster, PodpassError } from '@podpass/inventory';
import type { Actor, Environment } from '../environment.ts';
import { planChange } from './plan-change.ts';
import { endUnfinished } from './running/end-unfinished.ts';
import { runChange } from './running/run-change.ts';

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
): Promise<Change> {
  const key = requestKey === undefined ? undefined : { key: requestKey, digest: digestOf({ clusterKey, request }) };
  // Before planning: what the first request has changed must not block its repetition.
  const earlier = key && (await env.changes.findByKey(key));
  if (earlier) return earlier;
  const plan = await planChange(env, clusterKey, request);
  const findings = blockingFindings(plan);
  if (findings.length > 0) throw new PodpassError('plan-blocked', { findings });
  // Before the change is recorded: nothing may come between that and running it.
  const cluster = await env.eks.describeCluster(clusterKey);
  const { change, created } = await env.changes.create(
    {
      id: env.newId(),
      // A cluster of the home region may also be named with its region; lists know it by one key.
      clusterKey: cluster.ref.key,
      state: 'running',
      plan,
      requestedBy: actor.name,
      startedAt: env.now().toISOString(),
    },
    key,
  );
  if (created) env.background(runOrSaySo(env, actor, change, cluster));
  return change;
}

function digestOf(asked: unknown): string {
  return createHash('sha256').update(JSON.stringify(asked)).digest('hex');
}

/** Neither a defect of ours nor a lost database must leave a change that seems to run for ever. */
async function runOrSaySo(env: Environment, actor: Actor, change: Change, cluster: Cluster): Promise<void> {
  try {
    await runChange(env, actor, change, cluster);
  } catch (failure) {
    await endUnfinished(env, actor, change, failure);
    throw failure;
  }
}
