import type { KubernetesObject } from '../../state/kubernetes-state.ts';
import * as core from '../schema/core.ts';
import * as policies from '../schema/policies.ts';
import * as workloads from '../schema/workloads.ts';
import { objectRules } from './object-rules.ts';
import { type ResourceType, resource } from './resource-type.ts';
import * as rules from './workload-rules.ts';

/** Reads a member by its path; what is absent is the empty string, as field selectors see it. */
function field(...path: string[]): (object: KubernetesObject) => string {
  return (object) => {
    let value: unknown = object;
    for (const key of path) value = (value as Record<string, unknown> | undefined)?.[key];
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
  };
}

const POD_FIELDS = {
  'spec.nodeName': field('spec', 'nodeName'),
  'spec.restartPolicy': field('spec', 'restartPolicy'),
  'spec.schedulerName': field('spec', 'schedulerName'),
  'spec.serviceAccountName': field('spec', 'serviceAccountName'),
  'status.phase': field('status', 'phase'),
  'status.podIP': field('status', 'podIP'),
};

const EVENT_FIELDS = {
  ...Object.fromEntries(
    ['kind', 'namespace', 'name', 'uid', 'apiVersion', 'resourceVersion', 'fieldPath'].map((name) => [
      `involvedObject.${name}`,
      field('involvedObject', name),
    ]),
  ),
  reason: field('reason'),
  reportingComponent: field('reportingComponent'),
  source: field('source', 'component'),
  type: field('type'),
};

const APPS = { categories: ['all'], hasStatus: true };
const RBAC = 'rbac.authorization.k8s.io';

/** Every resource that is stored, in the order of discovery. */
export const RESOURCES: readonly ResourceType[] = [
  resource('', 'v1', {
    kind: 'Namespace',
    plural: 'namespaces',
    schema: core.namespace,
    namespaced: false,
    shortNames: ['ns'],
    nameRule: 'label',
    hasStatus: true,
    verbs: ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'],
    fields: { 'status.phase': field('status', 'phase') },
    ...objectRules.namespace,
  }),
  resource('', 'v1', {
    kind: 'ServiceAccount',
    plural: 'serviceaccounts',
    schema: core.serviceAccount,
    shortNames: ['sa'],
  }),
  resource('', 'v1', {
    kind: 'Pod',
    plural: 'pods',
    schema: core.pod,
    shortNames: ['po'],
    categories: ['all'],
    hasStatus: true,
    fields: POD_FIELDS,
    ...rules.podRules,
  }),
  resource('', 'v1', {
    kind: 'Node',
    plural: 'nodes',
    schema: core.node,
    namespaced: false,
    shortNames: ['no'],
    hasStatus: true,
    fields: { 'spec.unschedulable': field('spec', 'unschedulable') },
  }),
  resource('', 'v1', { kind: 'Event', plural: 'events', schema: core.event, shortNames: ['ev'], fields: EVENT_FIELDS }),
  resource('', 'v1', {
    kind: 'ConfigMap',
    plural: 'configmaps',
    schema: core.configMap,
    shortNames: ['cm'],
    ...objectRules.configMap,
  }),
  resource('', 'v1', {
    kind: 'Secret',
    plural: 'secrets',
    schema: core.secret,
    fields: { type: field('type') },
    ...objectRules.secret,
  }),
  resource('', 'v1', {
    kind: 'Service',
    plural: 'services',
    schema: core.service,
    shortNames: ['svc'],
    categories: ['all'],
    nameRule: 'label',
    hasStatus: true,
    ...objectRules.service,
  }),
  resource('', 'v1', {
    kind: 'PersistentVolumeClaim',
    plural: 'persistentvolumeclaims',
    schema: core.persistentVolumeClaim,
    shortNames: ['pvc'],
    hasStatus: true,
  }),
  resource('', 'v1', {
    kind: 'Endpoints',
    plural: 'endpoints',
    singular: 'endpoints',
    schema: core.endpoints,
    shortNames: ['ep'],
  }),
  resource('apps', 'v1', {
    kind: 'Deployment',
    plural: 'deployments',
    schema: workloads.deployment,
    shortNames: ['deploy'],
    hasScale: true,
    ...APPS,
    ...rules.deploymentRules,
  }),
  resource('apps', 'v1', {
    kind: 'ReplicaSet',
    plural: 'replicasets',
    schema: workloads.replicaSet,
    shortNames: ['rs'],
    hasScale: true,
    ...APPS,
    ...rules.replicaSetRules,
  }),
  resource('apps', 'v1', {
    kind: 'StatefulSet',
    plural: 'statefulsets',
    schema: workloads.statefulSet,
    shortNames: ['sts'],
    hasScale: true,
    ...APPS,
    ...rules.statefulSetRules,
  }),
  resource('apps', 'v1', {
    kind: 'DaemonSet',
    plural: 'daemonsets',
    schema: workloads.daemonSet,
    shortNames: ['ds'],
    ...APPS,
    ...rules.daemonSetRules,
  }),
  resource('apps', 'v1', {
    kind: 'ControllerRevision',
    plural: 'controllerrevisions',
    schema: workloads.controllerRevision,
  }),
  resource('batch', 'v1', {
    kind: 'Job',
    plural: 'jobs',
    schema: workloads.job,
    categories: ['all'],
    hasStatus: true,
    ...rules.jobRules,
  }),
  resource('batch', 'v1', {
    kind: 'CronJob',
    plural: 'cronjobs',
    schema: workloads.cronJob,
    shortNames: ['cj'],
    categories: ['all'],
    hasStatus: true,
    ...rules.cronJobRules,
  }),
  resource('networking.k8s.io', 'v1', {
    kind: 'NetworkPolicy',
    plural: 'networkpolicies',
    schema: policies.networkPolicy,
    shortNames: ['netpol'],
    ...objectRules.networkPolicy,
  }),
  resource('networking.k8s.io', 'v1', {
    kind: 'Ingress',
    plural: 'ingresses',
    schema: policies.ingress,
    shortNames: ['ing'],
    hasStatus: true,
  }),
  resource('policy', 'v1', {
    kind: 'PodDisruptionBudget',
    plural: 'poddisruptionbudgets',
    schema: policies.podDisruptionBudget,
    shortNames: ['pdb'],
    hasStatus: true,
    ...objectRules.podDisruptionBudget,
  }),
  resource(RBAC, 'v1', { kind: 'Role', plural: 'roles', schema: policies.role, nameRule: 'path-segment' }),
  resource(RBAC, 'v1', {
    kind: 'RoleBinding',
    plural: 'rolebindings',
    schema: policies.roleBinding,
    nameRule: 'path-segment',
    ...objectRules.binding,
  }),
  resource(RBAC, 'v1', {
    kind: 'ClusterRole',
    plural: 'clusterroles',
    schema: policies.clusterRole,
    namespaced: false,
    nameRule: 'path-segment',
  }),
  resource(RBAC, 'v1', {
    kind: 'ClusterRoleBinding',
    plural: 'clusterrolebindings',
    schema: policies.clusterRoleBinding,
    namespaced: false,
    nameRule: 'path-segment',
    ...objectRules.binding,
  }),
];

const BY_COLLECTION = new Map(RESOURCES.map((type) => [type.collection.id, type]));
const BY_KIND = new Map(RESOURCES.map((type) => [`${type.group}/${type.version}/${type.kind}`, type]));

/** The resource of a collection, by group, version and plural name. */
export function resourceType(group: string, version: string, plural: string): ResourceType | undefined {
  return BY_COLLECTION.get(group === '' ? `${version}/${plural}` : `${group}/${version}/${plural}`);
}

export function resourceOfCollection(collection: string): ResourceType {
  const type = BY_COLLECTION.get(collection);
  if (type === undefined) throw new Error(`no resource is stored in ${collection}`);
  return type;
}

export function resourceOfKind(apiVersion: string, kind: string): ResourceType | undefined {
  const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion];
  return BY_KIND.get(`${group}/${version}/${kind}`);
}
