import type {
  AgentDaemonSet,
  ClusterNode,
  Pod,
  ServiceAccount,
  Workload,
  WorkloadRef,
} from '../observed/kubernetes.ts';
import type { Cluster } from '../observed/cluster.ts';
import type { CallOptions } from './eks-port.ts';

/** The kinds of objects that the console applies as a whole. */
export type AppliedKind =
  | 'ServiceAccount'
  | 'ConfigMap'
  | 'Service'
  | 'Deployment'
  | 'DaemonSet'
  | 'CronJob'
  | 'ClusterRole'
  | 'ClusterRoleBinding';

/** An object as it is to be: what `kubectl apply` takes. Without a namespace it is the whole cluster's. */
export interface KubernetesManifest {
  apiVersion: string;
  kind: AppliedKind;
  metadata: {
    name: string;
    namespace?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
  [member: string]: unknown;
}

export interface KubernetesObjectRef {
  kind: AppliedKind;
  metadata: { name: string; namespace?: string };
}

export interface OutlivingObject {
  kind: 'Service' | 'PersistentVolumeClaim';
  namespace: string;
  name: string;
}

/** An object of a namespace, as little as is needed to name it. */
export interface NamespacedObject {
  kind: string;
  name: string;
  /** It is being deleted, or goes with an object that owns it. */
  passing: boolean;
}

export interface NamespaceContents {
  objects: NamespacedObject[];
  /** Resources, and versions of API groups, that could not be looked at: `secrets`, `widgets.example.com`. */
  unseen: { resource: string; why: string }[];
}

export interface KubernetesMarks {
  labels: Record<string, string>;
  annotations: Record<string, string>;
}

/**
 * The Kubernetes API of one cluster. Rejects with PodpassErrors only: `kubernetes-unreachable`,
 * `kubernetes-unauthorized`, `kubernetes-forbidden`, and what changes something `kubernetes-not-admitted`; and those
 * named at the method.
 */
export interface KubernetesPort {
  listNamespaces(options?: CallOptions): Promise<string[]>;
  listServiceAccounts(options?: CallOptions): Promise<ServiceAccount[]>;
  listPods(options?: CallOptions): Promise<Pod[]>;
  listWorkloads(options?: CallOptions): Promise<Workload[]>;
  listNodes(options?: CallOptions): Promise<ClusterNode[]>;
  /** Null if the cluster has no DaemonSet of the agent. */
  agentDaemonSet(options?: CallOptions): Promise<AgentDaemonSet | null>;

  /** Everything of which a part in AWS outlives the cluster: Services of the type LoadBalancer, and claims of volumes. */
  listOutliving(options?: CallOptions): Promise<OutlivingObject[]>;

  /**
   * The first few objects of every resource there is, without what Kubernetes itself puts into each namespace, events,
   * and the endpoints of Services. Rejects only if the cluster cannot be asked at all.
   */
  listNamespaceContents(namespace: string, options?: CallOptions): Promise<NamespaceContents>;

  /** Undefined if there is none. */
  getNamespace(name: string, options?: CallOptions): Promise<KubernetesMarks | undefined>;
  /** Undefined if there is none. */
  getServiceAccount(namespace: string, name: string, options?: CallOptions): Promise<ServiceAccount | undefined>;
  /** Rejects with `kubernetes-exists`, `kubernetes-invalid`. */
  createNamespace(name: string, labels: Record<string, string>, options?: CallOptions): Promise<void>;
  createServiceAccount(
    namespace: string,
    name: string,
    labels: Record<string, string>,
    options?: CallOptions,
  ): Promise<void>;
  /** Sets these annotations and leaves all others. Rejects with `kubernetes-not-found`. */
  annotateServiceAccount(
    namespace: string,
    name: string,
    annotations: Record<string, string>,
    options?: CallOptions,
  ): Promise<void>;
  /** Resolve if it is already gone. */
  deleteNamespace(name: string, options?: CallOptions): Promise<void>;
  deleteServiceAccount(namespace: string, name: string, options?: CallOptions): Promise<void>;

  /**
   * Server-side apply as the field manager `podpass`, without force. Rejects with `kubernetes-conflict` where another
   * manager has set a field to another value, and with `kubernetes-invalid`.
   */
  applyObject(manifest: KubernetesManifest, options?: CallOptions): Promise<void>;
  /** Labels and annotations of an object; undefined if there is none. */
  getObject(ref: KubernetesObjectRef, options?: CallOptions): Promise<KubernetesMarks | undefined>;
  /** Resolves if it is already gone. */
  deleteObject(ref: KubernetesObjectRef, options?: CallOptions): Promise<void>;

  /** Undefined if there is none. */
  getWorkload(ref: WorkloadRef, options?: CallOptions): Promise<Workload | undefined>;
  /** Makes the workload replace its pods, as `kubectl rollout restart` does. `at` is RFC 3339. Rejects with `kubernetes-not-found`. */
  restartWorkload(ref: WorkloadRef, at: string, options?: CallOptions): Promise<void>;
}

/** Gives the port of a cluster. Rejects with `kubernetes-unreachable` if the cluster has no endpoint yet. */
export type KubernetesPorts = (cluster: Cluster) => KubernetesPort;
