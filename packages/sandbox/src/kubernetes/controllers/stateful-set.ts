import type { ClusterRuntime } from '../cluster-runtime.ts';
import { STATEFUL_SETS } from '../objects/collections.ts';
import type { Pod, StatefulSet } from '../objects/kinds.ts';
import { createChildPod, deleteChildPod, podsOf } from './child-pods.ts';
import { hasEnded, isHealthy } from './pod-status.ts';
import { currentRevision } from './revisions.ts';
import { putStatus } from './status.ts';

const COMPONENT = 'statefulset-controller';
const REVISION_LABEL = 'controller-revision-hash';

/** Keeps pods NAME-0 … NAME-n: made in order, taken away and replaced from the end. */
export function reconcileStatefulSet(cluster: ClusterRuntime, set: StatefulSet): void {
  if (set.metadata.deletionTimestamp !== undefined) return;
  const revision = currentRevision(cluster, set).name;
  const pods = byOrdinal(cluster, set);
  const wanted = set.spec.replicas ?? 1;
  const parallel = set.spec.podManagementPolicy === 'Parallel';
  for (const [ordinal, pod] of pods) {
    if (ordinal >= wanted && pod.metadata.deletionTimestamp === undefined) deleteChildPod(cluster, set, pod, COMPONENT);
    else if (hasEnded(pod)) deleteChildPod(cluster, set, pod, COMPONENT);
  }
  for (let ordinal = 0; ordinal < wanted; ordinal += 1) {
    const pod = pods.get(ordinal);
    const failure = pod === undefined ? createPod(cluster, set, ordinal, revision) : undefined;
    // In order: the next one only when this one is ready.
    if (failure !== undefined || (!parallel && (pod === undefined || !isHealthy(pod)))) break;
  }
  replaceOne(cluster, set, revision);
  writeStatus(cluster, set, revision);
}

function createPod(cluster: ClusterRuntime, set: StatefulSet, ordinal: number, revision: string): string | undefined {
  const name = `${set.metadata.name}-${ordinal}`;
  const labels = {
    'apps.kubernetes.io/pod-index': String(ordinal),
    [REVISION_LABEL]: revision,
    'statefulset.kubernetes.io/pod-name': name,
  };
  const adjust = (spec: Pod['spec']): void => {
    spec['hostname'] = name;
    if (set.spec.serviceName) spec['subdomain'] = set.spec.serviceName;
    for (const claim of set.spec.volumeClaimTemplates ?? []) {
      const claimName = `${claim.metadata.name}-${name}`;
      spec.volumes = [...(spec.volumes ?? []), { name: claim.metadata.name, persistentVolumeClaim: { claimName } }];
    }
  };
  return createChildPod(cluster, set, set.spec.template, { name, labels, adjust }, COMPONENT);
}

/** Replaces the last pod of an old revision, one at a time and only while all are healthy. */
function replaceOne(cluster: ClusterRuntime, set: StatefulSet, revision: string): void {
  if (set.spec.updateStrategy?.type === 'OnDelete') return;
  const partition = set.spec.updateStrategy?.rollingUpdate?.partition ?? 0;
  const wanted = set.spec.replicas ?? 1;
  const pods = byOrdinal(cluster, set);
  for (let ordinal = wanted - 1; ordinal >= partition; ordinal -= 1) {
    const pod = pods.get(ordinal);
    if (pod === undefined || pod.metadata.deletionTimestamp !== undefined) return;
    if (pod.metadata.labels?.[REVISION_LABEL] !== revision) {
      const lower = [...pods].every(([other, one]) => other >= ordinal || isHealthy(one));
      if (lower || !isHealthy(pod)) deleteChildPod(cluster, set, pod, COMPONENT);
      return;
    }
    if (!isHealthy(pod)) return;
  }
}

function writeStatus(cluster: ClusterRuntime, set: StatefulSet, revision: string): void {
  const pods = [...byOrdinal(cluster, set).values()];
  const ready = pods.filter(isHealthy).length;
  const updated = pods.filter((pod) => pod.metadata.labels?.[REVISION_LABEL] === revision).length;
  const wanted = set.spec.replicas ?? 1;
  const done = updated === wanted && pods.length === wanted && ready === wanted;
  const previous = set.status?.['currentRevision'];
  const current = done || typeof previous !== 'string' ? revision : previous;
  const currentReplicas = pods.filter((pod) => pod.metadata.labels?.[REVISION_LABEL] === current).length;
  putStatus(cluster, STATEFUL_SETS, set, {
    observedGeneration: set.metadata.generation ?? 1,
    replicas: pods.length,
    ...(ready > 0 && { readyReplicas: ready }),
    availableReplicas: ready,
    ...(currentReplicas > 0 && { currentReplicas }),
    ...(updated > 0 && { updatedReplicas: updated }),
    currentRevision: current,
    updateRevision: revision,
    collisionCount: 0,
  });
}

function byOrdinal(cluster: ClusterRuntime, set: StatefulSet): Map<number, Pod> {
  const pods = new Map<number, Pod>();
  for (const pod of podsOf(cluster, set)) {
    const ordinal = Number(pod.metadata.name.slice(set.metadata.name.length + 1));
    if (Number.isInteger(ordinal)) pods.set(ordinal, pod);
  }
  return pods;
}
