import { blockingFindings, type Change, type ChangeRequest, type Cluster, PodpassError } from '@podpass/inventory';
import type { Actor, Environment } from '../environment.ts';
import { planChange } from './plan-change.ts';
import { errorReport } from './running/error-report.ts';
import { runChange } from './running/run-change.ts';

/**
 * Plans a change with the world as it is now and sets it going; it runs on after this resolves. A repeated `requestKey`
 * gives the change of the first request and starts nothing. Rejects with `plan-blocked`.
 */
export async function startChange(
  env: Environment,
  actor: Actor,
  clusterKey: string,
  request: ChangeRequest,
  requestKey?: string,
): Promise<Change> {
  const plan = await planChange(env, clusterKey, request);
  const findings = blockingFindings(plan);
  if (findings.length > 0) throw new PodpassError('plan-blocked', { findings });
  const { change, created } = await env.changes.create(
    {
      id: env.newId(),
      clusterKey,
      state: 'running',
      plan,
      requestedBy: actor.name,
      startedAt: env.now().toISOString(),
    },
    requestKey,
  );
  if (created) {
    const cluster = await env.eks.describeCluster(clusterKey);
    env.background(runOrSaySo(env, actor, change, cluster));
  }
  return change;
}

/** A defect of ours must not leave a change that seems to run for ever. */
async function runOrSaySo(env: Environment, actor: Actor, change: Change, cluster: Cluster): Promise<void> {
  try {
    await runChange(env, actor, change, cluster);
  } catch (defect) {
    const error = errorReport(defect, change.id);
    await env.changes.appendEvent(change.id, {
      at: env.now().toISOString(),
      changeState: 'stuck',
      message: error.what,
      error,
    });
    throw defect;
  }
}
