import type { KubernetesObject } from '../../state/kubernetes-state.ts';
import { conflict, forbidden } from '../api/api-error.ts';
import type { ClusterRuntime } from '../cluster-runtime.ts';
import { keyOf } from '../objects/collections.ts';
import type { Pod } from '../objects/kinds.ts';
import { resourceOfCollection } from '../resources/registry.ts';
import type { ResourceType } from '../resources/resource-type.ts';

/** The API server's NamespaceLifecycle admission keeps these. */
const IMMORTAL_NAMESPACES = new Set(['default', 'kube-public', 'kube-system']);

export interface DeleteOptions {
  gracePeriodSeconds?: number;
  propagationPolicy?: 'Orphan' | 'Background' | 'Foreground';
  preconditions?: { uid?: string; resourceVersion?: string };
  dryRun?: boolean;
}

/**
 * Deletes an object: at once, or by marking it when something has to happen first (a pod's grace period, a namespace's
 * content, finalizers).
 *
 * @returns the object as it was last
 * @throws ApiError Conflict when a precondition does not hold, Forbidden for a namespace that every cluster needs
 */
export function deleteObject(
  cluster: ClusterRuntime,
  type: ResourceType,
  object: KubernetesObject,
  options: DeleteOptions = {},
): { object: KubernetesObject; gone: boolean } {
  if (type.kind === 'Namespace' && IMMORTAL_NAMESPACES.has(object.metadata.name)) {
    throw forbidden(type, object.metadata.name, 'this namespace may not be deleted');
  }
  const { uid, resourceVersion } = options.preconditions ?? {};
  if (uid !== undefined && uid !== object.metadata.uid) {
    throw conflict(
      type,
      object.metadata.name,
      `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${object.metadata.uid}`,
    );
  }
  if (resourceVersion !== undefined && resourceVersion !== object.metadata.resourceVersion) {
    throw conflict(
      type,
      object.metadata.name,
      `Precondition failed: ResourceVersion in precondition: ${resourceVersion}, ResourceVersion in object meta: ${object.metadata.resourceVersion}`,
    );
  }
  if (options.dryRun === true) return { object, gone: true };
  if (type.kind === 'Pod') return deletePod(cluster, type, object as Pod, options.gracePeriodSeconds);
  const waits = type.kind === 'Namespace' || (object.metadata.finalizers ?? []).length > 0;
  if (waits) return { object: mark(cluster, type, object, 0), gone: false };
  if (options.propagationPolicy === 'Orphan') orphan(cluster, object.metadata.uid);
  if (options.propagationPolicy === 'Foreground') deleteDependents(cluster, object.metadata.uid, options);
  return { object: cluster.store.remove(type.collection, keyOf(object)) ?? object, gone: true };
}

/** Running pods get their grace period, though no longer than a pod's step takes here; others go at once. */
function deletePod(
  cluster: ClusterRuntime,
  type: ResourceType,
  pod: Pod,
  gracePeriodSeconds: number | undefined,
): { object: KubernetesObject; gone: boolean } {
  const grace = gracePeriodSeconds ?? pod.spec.terminationGracePeriodSeconds ?? 30;
  const step = Math.min(grace * 1000, cluster.world.state.settings.transitions.pod);
  const finished = pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';
  const finalizers = pod.metadata.finalizers ?? [];
  if (finalizers.length === 0 && (step <= 0 || pod.spec.nodeName === undefined || finished)) {
    return { object: cluster.store.remove(type.collection, keyOf(pod)) ?? pod, gone: true };
  }
  if (pod.metadata.deletionTimestamp !== undefined) return { object: pod, gone: false };
  const marked = mark(cluster, type, pod, grace);
  cluster.podDueAt()[pod.metadata.uid] = cluster.world.now() + step;
  return { object: marked, gone: false };
}

function mark(cluster: ClusterRuntime, type: ResourceType, object: KubernetesObject, grace: number): KubernetesObject {
  if (object.metadata.deletionTimestamp !== undefined) return object;
  const metadata = { ...object.metadata, deletionTimestamp: cluster.timestamp(), deletionGracePeriodSeconds: grace };
  const terminating = type.kind === 'Namespace' ? { status: { phase: 'Terminating' } } : {};
  return cluster.store.put(type.collection, { ...object, ...terminating, metadata });
}

function orphan(cluster: ClusterRuntime, uid: string): void {
  for (const [collection, key] of cluster.store.index.ownedBy(uid)) {
    const child = cluster.store.get({ id: collection }, key);
    if (child === undefined) continue;
    const ownerReferences = (child.metadata.ownerReferences ?? []).filter((owner) => owner.uid !== uid);
    cluster.store.put({ id: collection }, { ...child, metadata: { ...child.metadata, ownerReferences } });
  }
}

/** Deletes what an object owns, and what that owns. */
export function deleteDependents(cluster: ClusterRuntime, uid: string, options: DeleteOptions = {}): void {
  for (const [collection, key] of cluster.store.index.ownedBy(uid)) {
    const child = cluster.store.get({ id: collection }, key);
    if (child === undefined || child.metadata.deletionTimestamp !== undefined) continue;
    deleteObject(cluster, resourceOfCollection(collection), child, {
      ...(options.gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds: options.gracePeriodSeconds }),
      propagationPolicy: options.propagationPolicy === 'Foreground' ? 'Foreground' : 'Background',
    });
  }
}
