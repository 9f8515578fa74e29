import type { ClusterRuntime } from '../cluster-runtime.ts';
import { REPLICA_SETS } from '../objects/collections.ts';
import type { ReplicaSet } from '../objects/kinds.ts';
import { byDispensability, createChildPod, deleteChildPod, podsOf } from './child-pods.ts';
import { isActive, isReady } from './pod-status.ts';
import { putStatus, withCondition } from './status.ts';

const COMPONENT = 'replicaset-controller';

/** Keeps as many pods as the replica set wants. */
export function reconcileReplicaSet(cluster: ClusterRuntime, replicaSet: ReplicaSet): void {
  if (replicaSet.metadata.deletionTimestamp !== undefined) return;
  const wanted = replicaSet.spec.replicas ?? 1;
  const active = podsOf(cluster, replicaSet).filter(isActive);
  let failure: string | undefined;
  for (let missing = wanted - active.length; missing > 0 && failure === undefined; missing -= 1) {
    failure = createChildPod(cluster, replicaSet, replicaSet.spec.template, {}, COMPONENT);
  }
  for (const pod of active.toSorted(byDispensability).slice(0, Math.max(0, active.length - wanted))) {
    deleteChildPod(cluster, replicaSet, pod, COMPONENT);
  }
  writeStatus(cluster, replicaSet, failure);
}

function writeStatus(cluster: ClusterRuntime, replicaSet: ReplicaSet, failure: string | undefined): void {
  const pods = podsOf(cluster, replicaSet).filter(isActive);
  const ready = pods.filter(isReady).length;
  const conditions = withCondition(replicaSet.status?.conditions, cluster.timestamp(), {
    type: 'ReplicaFailure',
    status: failure === undefined ? undefined : 'True',
    reason: 'FailedCreate',
    message: failure ?? '',
  });
  putStatus(cluster, REPLICA_SETS, replicaSet, {
    replicas: pods.length,
    ...(pods.length > 0 && { fullyLabeledReplicas: pods.length }),
    ...(ready > 0 && { readyReplicas: ready, availableReplicas: ready }),
    observedGeneration: replicaSet.metadata.generation ?? 1,
    ...(conditions.length > 0 && { conditions }),
  });
}
