import { condition, kind, labelSelector } from './meta.ts';
import { any, boolean, integer, intOrString, keyed, list, map, object, string, time } from './schema.ts';

const NETWORKING = 'io.k8s.api.networking.v1';
const RBAC = 'io.k8s.api.rbac.v1';
const AUTHENTICATION = 'io.k8s.api.authentication.v1';
const AUTHORIZATION = 'io.k8s.api.authorization.v1';

export const networkPolicy = kind(`${NETWORKING}.NetworkPolicy`, {
  spec: object(`${NETWORKING}.NetworkPolicySpec`, {
    podSelector: labelSelector,
    policyTypes: list(string),
    ingress: list(any),
    egress: list(any),
  }),
});

export const ingress = kind(`${NETWORKING}.Ingress`, {
  spec: object(`${NETWORKING}.IngressSpec`, {
    ingressClassName: string,
    defaultBackend: any,
    rules: list(any),
    tls: list(any),
  }),
  status: object(`${NETWORKING}.IngressStatus`, { loadBalancer: any }),
});

export const podDisruptionBudget = kind('io.k8s.api.policy.v1.PodDisruptionBudget', {
  spec: object('io.k8s.api.policy.v1.PodDisruptionBudgetSpec', {
    minAvailable: intOrString,
    maxUnavailable: intOrString,
    selector: labelSelector,
    unhealthyPodEvictionPolicy: string,
  }),
  status: object('io.k8s.api.policy.v1.PodDisruptionBudgetStatus', {
    currentHealthy: integer,
    desiredHealthy: integer,
    disruptionsAllowed: integer,
    expectedPods: integer,
    observedGeneration: integer,
    disruptedPods: map(time),
    conditions: keyed(condition, 'type'),
  }),
});

export const eviction = kind('io.k8s.api.policy.v1.Eviction', { deleteOptions: any });

const rules = list(
  object(
    `${RBAC}.PolicyRule`,
    {
      verbs: list(string),
      apiGroups: list(string),
      resources: list(string),
      resourceNames: list(string),
      nonResourceURLs: list(string),
    },
    ['verbs'],
  ),
);
const binding = {
  subjects: list(
    object(`${RBAC}.Subject`, { kind: string, name: string, namespace: string, apiGroup: string }, ['kind', 'name']),
  ),
  roleRef: object(`${RBAC}.RoleRef`, { apiGroup: string, kind: string, name: string }, ['kind', 'name']),
};

export const role = kind(`${RBAC}.Role`, { rules });
export const clusterRole = kind(`${RBAC}.ClusterRole`, { rules, aggregationRule: any });
export const roleBinding = kind(`${RBAC}.RoleBinding`, binding, ['roleRef']);
export const clusterRoleBinding = kind(`${RBAC}.ClusterRoleBinding`, binding, ['roleRef']);

export const tokenRequest = kind(`${AUTHENTICATION}.TokenRequest`, {
  spec: object(`${AUTHENTICATION}.TokenRequestSpec`, {
    audiences: list(string),
    expirationSeconds: integer,
    boundObjectRef: object(`${AUTHENTICATION}.BoundObjectReference`, {
      apiVersion: string,
      kind: string,
      name: string,
      uid: string,
    }),
  }),
  status: any,
});

export const tokenReview = kind(`${AUTHENTICATION}.TokenReview`, {
  spec: object(`${AUTHENTICATION}.TokenReviewSpec`, { token: string, audiences: list(string) }),
  status: any,
});

export const selfSubjectReview = kind(`${AUTHENTICATION}.SelfSubjectReview`, { status: any });

const access = {
  resourceAttributes: object(`${AUTHORIZATION}.ResourceAttributes`, {
    namespace: string,
    verb: string,
    group: string,
    version: string,
    resource: string,
    subresource: string,
    name: string,
    fieldSelector: any,
    labelSelector: any,
  }),
  nonResourceAttributes: object(`${AUTHORIZATION}.NonResourceAttributes`, { path: string, verb: string }),
};

export const selfSubjectAccessReview = kind(`${AUTHORIZATION}.SelfSubjectAccessReview`, {
  spec: object(`${AUTHORIZATION}.SelfSubjectAccessReviewSpec`, access),
  status: any,
});
export const subjectAccessReview = kind(`${AUTHORIZATION}.SubjectAccessReview`, {
  spec: object(`${AUTHORIZATION}.SubjectAccessReviewSpec`, {
    ...access,
    user: string,
    groups: list(string),
    extra: map(list(string)),
    uid: string,
  }),
  status: any,
});
export const selfSubjectRulesReview = kind(`${AUTHORIZATION}.SelfSubjectRulesReview`, {
  spec: object(`${AUTHORIZATION}.SelfSubjectRulesReviewSpec`, { namespace: string }),
  status: any,
});

export const scale = kind('io.k8s.api.autoscaling.v1.Scale', {
  spec: object('io.k8s.api.autoscaling.v1.ScaleSpec', { replicas: integer }),
  status: object('io.k8s.api.autoscaling.v1.ScaleStatus', { replicas: integer, selector: string }),
});

export const deleteOptions = kind('io.k8s.apimachinery.pkg.apis.meta.v1.DeleteOptions', {
  gracePeriodSeconds: integer,
  orphanDependents: boolean,
  propagationPolicy: string,
  dryRun: list(string),
  preconditions: object('io.k8s.apimachinery.pkg.apis.meta.v1.Preconditions', { uid: string, resourceVersion: string }),
});
