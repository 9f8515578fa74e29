import type { KubernetesObject } from '../../state/kubernetes-state.ts';
import type * as kinds from './kinds.ts';

/** The name of a collection in the state, with the type of what is in it. */
export interface Collection<T extends KubernetesObject = KubernetesObject> {
  readonly id: string;
  /** Never there: carries the type only. */
  readonly content?: T;
}

export const NAMESPACES: Collection<kinds.Namespace> = { id: 'v1/namespaces' };
export const SERVICE_ACCOUNTS: Collection<kinds.ServiceAccount> = { id: 'v1/serviceaccounts' };
export const PODS: Collection<kinds.Pod> = { id: 'v1/pods' };
export const NODES: Collection<kinds.Node> = { id: 'v1/nodes' };
export const EVENTS: Collection<kinds.KubernetesEvent> = { id: 'v1/events' };
export const CONFIG_MAPS: Collection<kinds.ConfigMap> = { id: 'v1/configmaps' };
export const DEPLOYMENTS: Collection<kinds.Deployment> = { id: 'apps/v1/deployments' };
export const REPLICA_SETS: Collection<kinds.ReplicaSet> = { id: 'apps/v1/replicasets' };
export const STATEFUL_SETS: Collection<kinds.StatefulSet> = { id: 'apps/v1/statefulsets' };
export const DAEMON_SETS: Collection<kinds.DaemonSet> = { id: 'apps/v1/daemonsets' };
export const CONTROLLER_REVISIONS: Collection = { id: 'apps/v1/controllerrevisions' };
export const JOBS: Collection<kinds.Job> = { id: 'batch/v1/jobs' };
export const CRON_JOBS: Collection<kinds.CronJob> = { id: 'batch/v1/cronjobs' };
export const POD_DISRUPTION_BUDGETS: Collection<kinds.PodDisruptionBudget> = { id: 'policy/v1/poddisruptionbudgets' };
export const ROLES: Collection<kinds.Role> = { id: 'rbac.authorization.k8s.io/v1/roles' };
export const CLUSTER_ROLES: Collection<kinds.Role> = { id: 'rbac.authorization.k8s.io/v1/clusterroles' };
export const ROLE_BINDINGS: Collection<kinds.RoleBinding> = { id: 'rbac.authorization.k8s.io/v1/rolebindings' };
export const CLUSTER_ROLE_BINDINGS: Collection<kinds.RoleBinding> = {
  id: 'rbac.authorization.k8s.io/v1/clusterrolebindings',
};

/** The key of an object in its collection: `namespace/name`, or `name` for cluster-wide ones. */
export function objectKey(namespace: string | undefined, name: string): string {
  return namespace === undefined || namespace === '' ? name : `${namespace}/${name}`;
}

export function keyOf(object: KubernetesObject): string {
  return objectKey(object.metadata.namespace, object.metadata.name);
}
