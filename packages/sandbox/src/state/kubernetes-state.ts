/** The stored objects of one cluster's Kubernetes API, as the API would return them. */
export interface KubernetesState {
  /** Last resource version handed out; every write takes the next. */
  resourceVersion: number;
  /** By collection, for example `v1/pods` or `apps/v1/deployments`, then by `namespace/name` (or `name`). */
  objects: Record<string, Record<string, KubernetesObject>>;
  /** When a pod takes its next step (starts, completes, is gone), by uid, in epoch milliseconds. */
  podDueAt?: Record<string, number>;
}

export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMetadata;
  [field: string]: unknown;
}

export interface ObjectMetadata {
  name: string;
  namespace?: string;
  uid: string;
  resourceVersion: string;
  generation?: number;
  creationTimestamp: string;
  deletionTimestamp?: string;
  deletionGracePeriodSeconds?: number;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  ownerReferences?: OwnerReference[];
  finalizers?: string[];
  managedFields?: unknown[];
  generateName?: string;
}

export interface OwnerReference {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
  blockOwnerDeletion?: boolean;
}
