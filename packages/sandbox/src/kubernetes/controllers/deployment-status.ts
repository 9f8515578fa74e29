import type { Deployment, ReplicaSet } from '../objects/kinds.ts';
import { resolveCount, withCondition } from './status.ts';

/** The status of a deployment from its replica sets: what `kubectl rollout status` and `kubectl wait` read. */
export function deploymentStatus(
  deployment: Deployment,
  newest: ReplicaSet | undefined,
  sets: readonly ReplicaSet[],
  at: string,
): NonNullable<Deployment['status']> {
  const total = (member: 'replicas' | 'readyReplicas' | 'availableReplicas'): number =>
    sets.reduce((sum, set) => sum + (set.status?.[member] ?? 0), 0);
  const wanted = deployment.spec.replicas ?? 1;
  const [replicas, ready, available] = [total('replicas'), total('readyReplicas'), total('availableReplicas')];
  const updated = newest?.status?.replicas ?? 0;
  const complete = updated === wanted && replicas === wanted && available === wanted;
  const maxUnavailable =
    deployment.spec.strategy?.type === 'Recreate'
      ? 0
      : resolveCount(deployment.spec.strategy?.rollingUpdate?.maxUnavailable ?? '25%', wanted, 'down');
  const enough = available >= wanted - maxUnavailable;
  let conditions = withCondition(deployment.status?.conditions, at, {
    type: 'Available',
    status: enough ? 'True' : 'False',
    reason: enough ? 'MinimumReplicasAvailable' : 'MinimumReplicasUnavailable',
    message: enough ? 'Deployment has minimum availability.' : 'Deployment does not have minimum availability.',
  });
  conditions = withCondition(conditions, at, progress(deployment, newest, complete));
  const failure = newest?.status?.conditions?.find((one) => one.type === 'ReplicaFailure');
  conditions = withCondition(conditions, at, {
    type: 'ReplicaFailure',
    status: failure?.status,
    reason: failure?.reason ?? '',
    message: failure?.message ?? '',
  });
  const unavailable = Math.max(0, wanted - available, replicas - available);
  return {
    observedGeneration: deployment.metadata.generation ?? 1,
    ...(replicas > 0 && { replicas }),
    ...(updated > 0 && { updatedReplicas: updated }),
    ...(ready > 0 && { readyReplicas: ready }),
    ...(available > 0 && { availableReplicas: available }),
    ...(unavailable > 0 && { unavailableReplicas: unavailable }),
    conditions,
  };
}

function progress(
  deployment: Deployment,
  newest: ReplicaSet | undefined,
  complete: boolean,
): Parameters<typeof withCondition>[2] {
  if (deployment.spec.paused === true) {
    return { type: 'Progressing', status: 'Unknown', reason: 'DeploymentPaused', message: 'Deployment is paused' };
  }
  const name = newest?.metadata.name ?? '';
  return complete
    ? {
        type: 'Progressing',
        status: 'True',
        reason: 'NewReplicaSetAvailable',
        message: `ReplicaSet "${name}" has successfully progressed.`,
      }
    : {
        type: 'Progressing',
        status: 'True',
        reason: 'ReplicaSetUpdated',
        message: `ReplicaSet "${name}" is progressing.`,
      };
}
