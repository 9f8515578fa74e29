import type { ClusterRuntime } from '../cluster-runtime.ts';
import {
  CLUSTER_ROLE_BINDINGS,
  CLUSTER_ROLES,
  CONFIG_MAPS,
  keyOf,
  NAMESPACES,
  SERVICE_ACCOUNTS,
} from '../objects/collections.ts';
import type { Namespace } from '../objects/kinds.ts';
import { CLUSTER_ROLES_OF_KUBERNETES } from '../access/policies.ts';
import { RESOURCES } from '../resources/registry.ts';
import { createManifest, type Manifest } from '../store/create-object.ts';
import { deleteObject } from '../store/delete-object.ts';

const EVERY_CLUSTER_HAS = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];
const RBAC = 'rbac.authorization.k8s.io/v1';

/** Puts in what a new cluster has before anybody writes to it. */
export function ensureFoundations(cluster: ClusterRuntime): void {
  const { store } = cluster;
  for (const name of EVERY_CLUSTER_HAS) ensureNamespace(cluster, name);
  for (const [name, rules] of Object.entries(CLUSTER_ROLES_OF_KUBERNETES)) {
    const metadata = { name, labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults' } };
    if (store.get(CLUSTER_ROLES, name) === undefined)
      createManifest(cluster, { apiVersion: RBAC, kind: 'ClusterRole', metadata, rules });
  }
  if (store.get(CLUSTER_ROLE_BINDINGS, 'cluster-admin') === undefined) {
    createManifest(cluster, {
      apiVersion: RBAC,
      kind: 'ClusterRoleBinding',
      metadata: { name: 'cluster-admin', labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults' } },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [{ kind: 'Group', name: 'system:masters' }],
    });
  }
  const services = { id: 'v1/services' };
  if (store.find(services, 'default', 'kubernetes') === undefined) {
    createManifest(cluster, {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        name: 'kubernetes',
        namespace: 'default',
        labels: { component: 'apiserver', provider: 'kubernetes' },
      },
      spec: { clusterIP: '10.100.0.1', ports: [{ name: 'https', port: 443, targetPort: 443 }] },
    });
  }
}

/** Makes a namespace that is missing: EKS brings the namespaces of its add-ons along. */
export function ensureNamespace(cluster: ClusterRuntime, name: string): void {
  if (cluster.store.get(NAMESPACES, name) === undefined)
    createManifest(cluster, { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
}

/** Gives a namespace its default service account and the cluster's certificate; empties one that is to go. */
export function reconcileNamespace(cluster: ClusterRuntime, namespace: Namespace): void {
  const { name, deletionTimestamp } = namespace.metadata;
  if (deletionTimestamp !== undefined) {
    emptyNamespace(cluster, namespace);
    return;
  }
  ensure(
    cluster,
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace: name } },
    SERVICE_ACCOUNTS.id,
  );
  const data = { 'ca.crt': cluster.eks()?.certificateAuthority.certificatePem ?? '' };
  const map = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'kube-root-ca.crt', namespace: name }, data };
  ensure(cluster, map, CONFIG_MAPS.id);
}

function ensure(cluster: ClusterRuntime, manifest: Manifest, collection: string): void {
  const { namespace, name = '' } = manifest.metadata ?? {};
  if (cluster.store.find({ id: collection }, namespace, name) === undefined) createManifest(cluster, manifest);
}

function emptyNamespace(cluster: ClusterRuntime, namespace: Namespace): void {
  let left = 0;
  for (const type of RESOURCES.filter((one) => one.namespaced)) {
    for (const object of cluster.store.list(type.collection, namespace.metadata.name)) {
      if (object.metadata.deletionTimestamp === undefined) deleteObject(cluster, type, object);
      if (cluster.store.get(type.collection, keyOf(object)) !== undefined) left += 1;
    }
  }
  const finalizers = (namespace.metadata.finalizers ?? []).length;
  if (left === 0 && finalizers === 0) cluster.store.remove(NAMESPACES, namespace.metadata.name);
}
