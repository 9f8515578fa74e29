/** One request to the Kubernetes API in its own words, so that a refusal can be told in them. */
export interface KubernetesCall {
  verb: 'get' | 'list' | 'create' | 'patch' | 'delete';
  /** Plural, as permissions name it: `serviceaccounts`. */
  resource: string;
  /** `namespace/name` or `name`; empty for lists. */
  name: string;
  path: string;
  query?: Record<string, string>;
  accept?: string;
  contentType?: string;
  body?: unknown;
}

/** An API group's collection, cluster-wide or of one namespace. */
export interface Collection {
  /** `api/v1`, `apis/apps/v1` … */
  group: string;
  resource: string;
}

export const collections = {
  namespaces: { group: 'api/v1', resource: 'namespaces' },
  serviceAccounts: { group: 'api/v1', resource: 'serviceaccounts' },
  pods: { group: 'api/v1', resource: 'pods' },
  nodes: { group: 'api/v1', resource: 'nodes' },
  deployments: { group: 'apis/apps/v1', resource: 'deployments' },
  replicaSets: { group: 'apis/apps/v1', resource: 'replicasets' },
  statefulSets: { group: 'apis/apps/v1', resource: 'statefulsets' },
  daemonSets: { group: 'apis/apps/v1', resource: 'daemonsets' },
  jobs: { group: 'apis/batch/v1', resource: 'jobs' },
  cronJobs: { group: 'apis/batch/v1', resource: 'cronjobs' },
  configMaps: { group: 'api/v1', resource: 'configmaps' },
  volumeClaims: { group: 'api/v1', resource: 'persistentvolumeclaims' },
  services: { group: 'api/v1', resource: 'services' },
  clusterRoles: { group: 'apis/rbac.authorization.k8s.io/v1', resource: 'clusterroles' },
  clusterRoleBindings: { group: 'apis/rbac.authorization.k8s.io/v1', resource: 'clusterrolebindings' },
} as const satisfies Record<string, Collection>;

/** The path of a collection or of one object in it. Names are encoded: they come from people. */
export function pathOf({ group, resource }: Collection, namespace?: string, name?: string): string {
  const within = namespace === undefined ? '' : `/namespaces/${encodeURIComponent(namespace)}`;
  const one = name === undefined ? '' : `/${encodeURIComponent(name)}`;
  return `/${group}${within}/${resource}${one}`;
}
