import type { KubernetesObject, OwnerReference } from '../../state/kubernetes-state.ts';
import { ApiError } from '../api/api-error.ts';
import type { ClusterRuntime } from '../cluster-runtime.ts';
import { PODS, keyOf } from '../objects/collections.ts';
import { cloneJson } from '../objects/json.ts';
import type { Pod, PodSpec, PodTemplate } from '../objects/kinds.ts';
import { resourceOfCollection } from '../resources/registry.ts';
import { createObject, type Manifest } from '../store/create-object.ts';
import { deleteObject } from '../store/delete-object.ts';
import { recordEvent } from './events.ts';
import { isReady } from './pod-status.ts';

const POD_TYPE = resourceOfCollection(PODS.id);

export interface NewPod {
  /** A fixed name, or the beginning of a generated one. */
  name?: string;
  generateName?: string;
  labels?: Record<string, string>;
  adjust?: (spec: PodSpec) => void;
}

/**
 * Creates a pod from its owner's template.
 *
 * @returns why it could not be created, or undefined
 */
export function createChildPod(
  cluster: ClusterRuntime,
  owner: KubernetesObject,
  template: PodTemplate,
  pod: NewPod,
  component: string,
): string | undefined {
  const copy = cloneJson(template);
  pod.adjust?.(copy.spec);
  const manifest: Manifest = {
    metadata: {
      ...(pod.name === undefined
        ? { generateName: pod.generateName ?? `${owner.metadata.name}-` }
        : { name: pod.name }),
      labels: { ...copy.metadata?.labels, ...pod.labels },
      ...(copy.metadata?.annotations === undefined ? {} : { annotations: copy.metadata.annotations }),
      ownerReferences: [ownerReference(owner)],
    },
    spec: copy.spec,
  };
  try {
    const created = createObject(cluster, POD_TYPE, manifest, { namespace: owner.metadata.namespace });
    recordEvent(cluster, owner, 'Normal', 'SuccessfulCreate', `Created pod: ${created.metadata.name}`, component);
    return undefined;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    recordEvent(cluster, owner, 'Warning', 'FailedCreate', `Error creating: ${error.message}`, component);
    return error.message;
  }
}

export function deleteChildPod(cluster: ClusterRuntime, owner: KubernetesObject, pod: Pod, component: string): void {
  deleteObject(cluster, POD_TYPE, pod);
  recordEvent(cluster, owner, 'Normal', 'SuccessfulDelete', `Deleted pod: ${pod.metadata.name}`, component);
}

/** The pods that an object controls. */
export function podsOf(cluster: ClusterRuntime, owner: KubernetesObject): Pod[] {
  return cluster.store.childrenOf(owner.metadata.uid, PODS);
}

export function ownerReference(owner: KubernetesObject): OwnerReference {
  const { apiVersion, kind, metadata } = owner;
  return { apiVersion, kind, name: metadata.name, uid: metadata.uid, controller: true, blockOwnerDeletion: true };
}

/** Which pods go first when there are too many: unscheduled, then not ready, then the youngest. */
export function byDispensability(left: Pod, right: Pod): number {
  const rank = (pod: Pod): number => (pod.spec.nodeName === undefined ? 0 : isReady(pod) ? 2 : 1);
  if (rank(left) !== rank(right)) return rank(left) - rank(right);
  const [older, younger] = [left.metadata.creationTimestamp, right.metadata.creationTimestamp];
  if (older !== younger) return older < younger ? 1 : -1;
  return keyOf(left) < keyOf(right) ? -1 : 1;
}
