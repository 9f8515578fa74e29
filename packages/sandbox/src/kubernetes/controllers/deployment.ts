import type { ClusterRuntime } from '../cluster-runtime.ts';
import { DEPLOYMENTS, keyOf, REPLICA_SETS } from '../objects/collections.ts';
import { safeHash } from '../objects/hash.ts';
import { cloneJson, sameJson } from '../objects/json.ts';
import type { Deployment, PodTemplate, ReplicaSet } from '../objects/kinds.ts';
import { resourceOfCollection } from '../resources/registry.ts';
import { createObject } from '../store/create-object.ts';
import { ownerReference, podsOf } from './child-pods.ts';
import { deploymentStatus } from './deployment-status.ts';
import { recordEvent } from './events.ts';
import { putStatus, resolveCount } from './status.ts';

const HASH_LABEL = 'pod-template-hash';
const REVISION = 'deployment.kubernetes.io/revision';
const COMPONENT = 'deployment-controller';
const REPLICA_SET_TYPE = resourceOfCollection(REPLICA_SETS.id);
const NOT_COPIED = new Set([REVISION, 'kubectl.kubernetes.io/last-applied-configuration']);

/** Moves a deployment one step on: its replica set, the sizes of new and old ones, its status. */
export function reconcileDeployment(cluster: ClusterRuntime, deployment: Deployment): void {
  if (deployment.metadata.deletionTimestamp !== undefined) return;
  const paused = deployment.spec.paused === true;
  let newest = newReplicaSet(cluster, deployment);
  if (newest === undefined && !paused) newest = createReplicaSet(cluster, deployment);
  else if (newest !== undefined && !paused) newest = withLatestRevision(cluster, deployment, newest);
  if (newest === undefined) scaleOnly(cluster, deployment);
  else if (deployment.spec.strategy?.type === 'Recreate') recreate(cluster, deployment, newest);
  else roll(cluster, deployment, newest);
  cleanUp(cluster, deployment);
  const sets = replicaSetsOf(cluster, deployment);
  putStatus(
    cluster,
    DEPLOYMENTS,
    deployment,
    deploymentStatus(deployment, newReplicaSet(cluster, deployment), sets, cluster.timestamp()),
  );
}

export function replicaSetsOf(cluster: ClusterRuntime, deployment: Deployment): ReplicaSet[] {
  return cluster.store.childrenOf(deployment.metadata.uid, REPLICA_SETS);
}

function newReplicaSet(cluster: ClusterRuntime, deployment: Deployment): ReplicaSet | undefined {
  return replicaSetsOf(cluster, deployment).find((set) =>
    sameJson(withoutHash(set.spec.template), deployment.spec.template),
  );
}

function withoutHash(template: PodTemplate): PodTemplate {
  const { [HASH_LABEL]: _, ...labels } = template.metadata?.labels ?? {};
  return { ...template, metadata: { ...template.metadata, labels } };
}

function createReplicaSet(cluster: ClusterRuntime, deployment: Deployment): ReplicaSet {
  const { spec, metadata } = deployment;
  // Another set may have the name already: its template was edited by hand.
  let hash = safeHash(spec.template);
  for (
    let attempt = 1;
    cluster.store.find(REPLICA_SETS, metadata.namespace, `${metadata.name}-${hash}`);
    attempt += 1
  ) {
    hash = safeHash([spec.template, attempt]);
  }
  const template = cloneJson(spec.template);
  template.metadata = { ...template.metadata, labels: { ...template.metadata?.labels, [HASH_LABEL]: hash } };
  const revision = String(lastRevision(replicaSetsOf(cluster, deployment)) + 1);
  const annotations = Object.entries(metadata.annotations ?? {}).filter(([key]) => !NOT_COPIED.has(key));
  const created = createObject(
    cluster,
    REPLICA_SET_TYPE,
    {
      metadata: {
        name: `${metadata.name}-${hash}`,
        labels: template.metadata.labels ?? {},
        annotations: { ...Object.fromEntries(annotations), [REVISION]: revision, ...desired(deployment) },
        ownerReferences: [ownerReference(deployment)],
      },
      spec: {
        replicas: 0,
        selector: { ...spec.selector, matchLabels: { ...spec.selector.matchLabels, [HASH_LABEL]: hash } },
        template,
      },
    },
    { namespace: metadata.namespace },
  ) as ReplicaSet;
  setRevision(cluster, deployment, revision);
  return created;
}

/** After a rollback an old set is the newest again and takes the next revision. */
function withLatestRevision(cluster: ClusterRuntime, deployment: Deployment, newest: ReplicaSet): ReplicaSet {
  const others = replicaSetsOf(cluster, deployment).filter((set) => set !== newest);
  const own = Number(newest.metadata.annotations?.[REVISION] ?? 0);
  const revision = own > lastRevision(others) ? own : lastRevision(others) + 1;
  setRevision(cluster, deployment, String(revision));
  const annotations = { ...newest.metadata.annotations, [REVISION]: String(revision), ...desired(deployment) };
  return cluster.store.put(REPLICA_SETS, { ...newest, metadata: { ...newest.metadata, annotations } });
}

function setRevision(cluster: ClusterRuntime, deployment: Deployment, revision: string): void {
  const current = cluster.store.get(DEPLOYMENTS, keyOf(deployment)) ?? deployment;
  const annotations = { ...current.metadata.annotations, [REVISION]: revision };
  cluster.store.put(DEPLOYMENTS, { ...current, metadata: { ...current.metadata, annotations } });
}

function lastRevision(sets: readonly ReplicaSet[]): number {
  return Math.max(0, ...sets.map((set) => Number(set.metadata.annotations?.[REVISION] ?? 0)));
}

function desired(deployment: Deployment): Record<string, string> {
  const { replicas, maxSurge } = limits(deployment);
  return {
    'deployment.kubernetes.io/desired-replicas': String(replicas),
    'deployment.kubernetes.io/max-replicas': String(replicas + maxSurge),
  };
}

function limits(deployment: Deployment): { replicas: number; maxSurge: number; maxUnavailable: number } {
  const replicas = deployment.spec.replicas ?? 1;
  if (deployment.spec.strategy?.type === 'Recreate') return { replicas, maxSurge: 0, maxUnavailable: replicas };
  const { maxSurge = '25%', maxUnavailable = '25%' } = deployment.spec.strategy?.rollingUpdate ?? {};
  const surge = resolveCount(maxSurge, replicas, 'up');
  const unavailable = Math.min(resolveCount(maxUnavailable, replicas, 'down'), replicas);
  // Percentages of few pods can both come to nothing; one pod must be able to move.
  return { replicas, maxSurge: surge, maxUnavailable: surge === 0 && unavailable === 0 ? 1 : unavailable };
}

/** A rolling update as the deployment controller does it: first up within the surge, then down within the minimum. */
function roll(cluster: ClusterRuntime, deployment: Deployment, newest: ReplicaSet): void {
  const { replicas, maxSurge, maxUnavailable } = limits(deployment);
  const old = replicaSetsOf(cluster, deployment).filter((set) => set.metadata.uid !== newest.metadata.uid);
  const size = (set: ReplicaSet): number => set.spec.replicas ?? 0;
  const available = (set: ReplicaSet): number => set.status?.availableReplicas ?? 0;
  const oldTotal = old.reduce((sum, set) => sum + size(set), 0);
  const room = replicas + maxSurge - oldTotal - size(newest);
  const wanted = size(newest) > replicas ? replicas : Math.min(replicas, size(newest) + Math.max(0, room));
  const current = scale(
    cluster,
    deployment,
    newest,
    deployment.spec.paused === true && oldTotal > 0 ? size(newest) : wanted,
  );
  if (deployment.spec.paused === true) return;
  const minAvailable = replicas - maxUnavailable;
  const newUnavailable = size(current) - available(current);
  let removable = oldTotal + size(current) - minAvailable - newUnavailable;
  let spare = [...old, current].reduce((sum, set) => sum + available(set), 0) - minAvailable;
  for (const set of old) {
    if (removable <= 0) break;
    // Pods that are not available cost nothing.
    const unhealthy = Math.min(removable, size(set) - available(set));
    const healthy = Math.max(0, Math.min(removable - unhealthy, spare, available(set)));
    if (unhealthy + healthy === 0) continue;
    scale(cluster, deployment, set, size(set) - unhealthy - healthy);
    removable -= unhealthy + healthy;
    spare -= healthy;
  }
}

function recreate(cluster: ClusterRuntime, deployment: Deployment, newest: ReplicaSet): void {
  const old = replicaSetsOf(cluster, deployment).filter((set) => set.metadata.uid !== newest.metadata.uid);
  for (const set of old) scale(cluster, deployment, set, 0);
  // Pods that are still ending count: the point of Recreate is that two versions never run at once.
  const remaining = old.some((set) => podsOf(cluster, set).length > 0);
  if (!remaining) scale(cluster, deployment, newest, deployment.spec.replicas ?? 1);
}

/** A paused deployment without a set for its template only follows its size. */
function scaleOnly(cluster: ClusterRuntime, deployment: Deployment): void {
  const active = replicaSetsOf(cluster, deployment).filter((set) => (set.spec.replicas ?? 0) > 0);
  const [only] = active;
  if (active.length === 1 && only !== undefined) scale(cluster, deployment, only, deployment.spec.replicas ?? 1);
}

function scale(cluster: ClusterRuntime, deployment: Deployment, set: ReplicaSet, replicas: number): ReplicaSet {
  const before = set.spec.replicas ?? 0;
  if (before === replicas) return set;
  const current = cluster.store.get(REPLICA_SETS, keyOf(set)) ?? set;
  const generation = (current.metadata.generation ?? 0) + 1;
  const scaled = cluster.store.put(REPLICA_SETS, {
    ...current,
    metadata: {
      ...current.metadata,
      generation,
      annotations: { ...current.metadata.annotations, ...desired(deployment) },
    },
    spec: { ...current.spec, replicas },
  });
  const direction = replicas > before ? 'up' : 'down';
  const message = `Scaled ${direction} replica set ${set.metadata.name} from ${before} to ${replicas}`;
  recordEvent(cluster, deployment, 'Normal', 'ScalingReplicaSet', message, COMPONENT);
  return scaled;
}

function cleanUp(cluster: ClusterRuntime, deployment: Deployment): void {
  const current = newReplicaSet(cluster, deployment);
  const idle = replicaSetsOf(cluster, deployment)
    .filter((set) => set !== current && (set.spec.replicas ?? 0) === 0 && (set.status?.replicas ?? 0) === 0)
    .toSorted((left, right) => lastRevision([left]) - lastRevision([right]));
  const surplus = idle.length - (deployment.spec.revisionHistoryLimit ?? 10);
  for (const set of idle.slice(0, Math.max(0, surplus))) cluster.store.remove(REPLICA_SETS, keyOf(set));
}
