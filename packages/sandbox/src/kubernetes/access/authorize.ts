import type { ClusterRuntime } from '../cluster-runtime.ts';
import { CLUSTER_ROLE_BINDINGS, CLUSTER_ROLES, ROLE_BINDINGS, ROLES } from '../objects/collections.ts';
import type { PolicyRule, RoleBinding } from '../objects/kinds.ts';
import { ACCESS_POLICIES, AUTHENTICATED_RULES, PUBLIC_RULES } from './policies.ts';
import type { KubernetesUser } from './user.ts';

/** One thing that a user wants to do. */
export type Attempt =
  | { verb: string; group: string; resource: string; subresource?: string; namespace?: string; name?: string }
  | { verb: string; path: string };

/** Rules that hold everywhere, or in the namespaces named. */
interface Grant {
  rules: readonly PolicyRule[];
  namespaces?: readonly string[];
  reason: string;
}

/** Whether a user may do something: by access policies, then by RBAC. */
export function isAllowed(
  cluster: ClusterRuntime,
  user: KubernetesUser,
  attempt: Attempt,
): { allowed: boolean; reason: string } {
  if (user.groups.includes('system:masters')) return { allowed: true, reason: '' };
  for (const grant of grantsOf(cluster, user)) {
    if ('path' in attempt ? pathAllowed(grant, attempt) : resourceAllowed(grant, attempt)) {
      return { allowed: true, reason: grant.reason };
    }
  }
  return { allowed: false, reason: '' };
}

/** The rules that hold for a user in a namespace. */
export function rulesFor(cluster: ClusterRuntime, user: KubernetesUser, namespace: string): PolicyRule[] {
  if (user.groups.includes('system:masters')) return [...(ACCESS_POLICIES['AmazonEKSClusterAdminPolicy'] ?? [])];
  return grantsOf(cluster, user)
    .filter((grant) => inScope(grant.namespaces, namespace))
    .flatMap((grant) => [...grant.rules]);
}

function grantsOf(cluster: ClusterRuntime, user: KubernetesUser): Grant[] {
  const grants: Grant[] = [{ rules: PUBLIC_RULES, reason: '' }];
  if (user.groups.includes('system:authenticated')) grants.push({ rules: AUTHENTICATED_RULES, reason: '' });
  return [...grants, ...entryGrants(cluster, user), ...rbacGrants(cluster, user)];
}

function entryGrants(cluster: ClusterRuntime, user: KubernetesUser): Grant[] {
  const eks = cluster.eks();
  if (user.principalArn === undefined || eks === undefined || eks.authenticationMode === 'CONFIG_MAP') return [];
  const entry = Object.values(eks.accessEntries).find((one) => one.principalArn === user.principalArn);
  return (entry?.policies ?? []).map((policy) => {
    const name = policy.policyArn.split('/').at(-1) ?? '';
    return {
      rules: Object.hasOwn(ACCESS_POLICIES, name) ? (ACCESS_POLICIES[name] ?? []) : [],
      ...(policy.scope.type === 'namespace' ? { namespaces: policy.scope.namespaces } : {}),
      reason: `EKS Access Policy: allowed by ClusterRoleBinding "${user.principalArn}+${name}" of ClusterRole "${name}" to User "${user.name}"`,
    };
  });
}

function rbacGrants(cluster: ClusterRuntime, user: KubernetesUser): Grant[] {
  const everywhere = cluster.store
    .list(CLUSTER_ROLE_BINDINGS)
    .filter((binding) => binds(binding, user))
    .map((binding) => ({
      rules: cluster.store.get(CLUSTER_ROLES, binding.roleRef.name)?.rules ?? [],
      reason: `RBAC: allowed by ClusterRoleBinding "${binding.metadata.name}" of ClusterRole "${binding.roleRef.name}"`,
    }));
  const local = cluster.store
    .list(ROLE_BINDINGS)
    .filter((binding) => binds(binding, user))
    .map((binding) => {
      const namespace = binding.metadata.namespace ?? '';
      const role =
        binding.roleRef.kind === 'ClusterRole'
          ? cluster.store.get(CLUSTER_ROLES, binding.roleRef.name)
          : cluster.store.find(ROLES, namespace, binding.roleRef.name);
      return {
        rules: role?.rules ?? [],
        namespaces: [namespace],
        reason: `RBAC: allowed by RoleBinding "${binding.metadata.name}/${namespace}" of ${binding.roleRef.kind} "${binding.roleRef.name}"`,
      };
    });
  return [...everywhere, ...local];
}

function binds(binding: RoleBinding, user: KubernetesUser): boolean {
  return (binding.subjects ?? []).some((subject) => {
    if (subject.kind === 'User') return subject.name === user.name;
    if (subject.kind === 'Group') return user.groups.includes(subject.name);
    const namespace = subject.namespace ?? binding.metadata.namespace ?? '';
    return user.name === `system:serviceaccount:${namespace}:${subject.name}`;
  });
}

function resourceAllowed(grant: Grant, attempt: Exclude<Attempt, { path: string }>): boolean {
  if (grant.namespaces !== undefined) {
    // A namespace may be read by who has rights in it; everything else without a namespace is out of scope.
    const namespace = attempt.resource === 'namespaces' ? (attempt.name ?? '') : (attempt.namespace ?? '');
    if (namespace === '' || !inScope(grant.namespaces, namespace)) return false;
  }
  const resource = attempt.subresource === undefined ? attempt.resource : `${attempt.resource}/${attempt.subresource}`;
  return grant.rules.some(
    (rule) =>
      has(rule.verbs, attempt.verb) &&
      has(rule.apiGroups, attempt.group) &&
      (has(rule.resources, resource) || rule.resources?.includes(`*/${attempt.subresource}`) === true) &&
      (rule.resourceNames === undefined ||
        rule.resourceNames.length === 0 ||
        rule.resourceNames.includes(attempt.name ?? '')),
  );
}

function pathAllowed(grant: Grant, attempt: { verb: string; path: string }): boolean {
  if (grant.namespaces !== undefined) return false;
  return grant.rules.some(
    (rule) =>
      has(rule.verbs, attempt.verb) &&
      (rule.nonResourceURLs ?? []).some((pattern) =>
        pattern.endsWith('*') ? attempt.path.startsWith(pattern.slice(0, -1)) : pattern === attempt.path,
      ),
  );
}

function inScope(namespaces: readonly string[] | undefined, namespace: string): boolean {
  if (namespaces === undefined) return true;
  return namespaces.some((one) => (one.endsWith('*') ? namespace.startsWith(one.slice(0, -1)) : one === namespace));
}

function has(list: readonly string[] | undefined, value: string): boolean {
  return list !== undefined && (list.includes('*') || list.includes(value));
}
