import type { KubernetesManifest } from '@podpass/inventory';

/** Where every component lives. */
export const componentNamespace = 'podpass-system';

type Rule =
  | { apiGroups: string[]; resources: string[]; verbs: string[] }
  | { nonResourceURLs: string[]; verbs: string[] };

/** One container's workload, as far as components differ. */
export interface WorkloadParts {
  name: string;
  /** With its version. */
  image: string;
  args?: string[];
  command?: string[];
  env?: object[];
  ports?: { name: string; containerPort: number; hostPort?: number }[];
  /** Mount paths by the name of the volume. */
  mounts?: { name: string; mountPath: string; readOnly?: boolean; mountPropagation?: string }[];
  volumes?: { name: string; [source: string]: unknown }[];
  /** Path and port of the readiness probe. */
  ready?: { path: string; port: string };
  requests: { cpu: string; memory: string };
  memoryLimit: string;
  /** Left out: an ordinary user without any capability. */
  container?: object;
  pod?: object;
  annotations?: Record<string, string>;
}

const unprivileged = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
};
const ordinaryUser = {
  runAsNonRoot: true,
  runAsUser: 65534,
  fsGroup: 65534,
  seccompProfile: { type: 'RuntimeDefault' },
};

export function serviceAccount(name: string): KubernetesManifest {
  return { apiVersion: 'v1', kind: 'ServiceAccount', metadata: inNamespace(name) };
}

/** A cluster role and its binding to the service account of the same name. */
export function clusterRights(name: string, rules: Rule[]): KubernetesManifest[] {
  const metadata = { name: `podpass-${name}` };
  const apiGroup = 'rbac.authorization.k8s.io';
  return [
    { apiVersion: `${apiGroup}/v1`, kind: 'ClusterRole', metadata, rules },
    {
      apiVersion: `${apiGroup}/v1`,
      kind: 'ClusterRoleBinding',
      metadata,
      roleRef: { apiGroup, kind: 'ClusterRole', name: metadata.name },
      subjects: [{ kind: 'ServiceAccount', name, namespace: componentNamespace }],
    },
  ];
}

export function reading(apiGroup: string, ...resources: string[]): Rule {
  return { apiGroups: [apiGroup], resources, verbs: ['get', 'list', 'watch'] };
}

export function configMap(name: string, data: Record<string, string>): KubernetesManifest {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: inNamespace(name), data };
}

export function service(name: string, port: number): KubernetesManifest {
  const ports = [{ name: 'http', port, targetPort: 'http', protocol: 'TCP' }];
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: inNamespace(name),
    spec: { selector: selectorOf(name), ports },
  };
}

export function deployment(parts: WorkloadParts): KubernetesManifest {
  const spec = {
    replicas: 1,
    // What stores on a volume of its own must not run twice at a time.
    strategy: { type: 'Recreate' },
    selector: { matchLabels: selectorOf(parts.name) },
    template: podTemplate(parts, {}),
  };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: inNamespace(parts.name), spec };
}

/** On every Linux node that takes daemon sets, tainted ones too. */
export function daemonSet(parts: WorkloadParts): KubernetesManifest {
  const onNodes = {
    tolerations: [{ operator: 'Exists' }],
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [
            {
              matchExpressions: [{ key: 'eks.amazonaws.com/compute-type', operator: 'NotIn', values: ['fargate'] }],
            },
          ],
        },
      },
    },
  };
  const spec = {
    selector: { matchLabels: selectorOf(parts.name) },
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '10%' } },
    template: podTemplate(parts, onNodes),
  };
  return { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: inNamespace(parts.name), spec };
}

/** `schedule` as cron writes it, in the time zone of the control plane (UTC). */
export function cronJob(parts: WorkloadParts, schedule: string): KubernetesManifest {
  const template = podTemplate(parts, { restartPolicy: 'Never' });
  const spec = {
    schedule,
    concurrencyPolicy: 'Forbid',
    successfulJobsHistoryLimit: 1,
    failedJobsHistoryLimit: 1,
    jobTemplate: { spec: { backoffLimit: 2, template } },
  };
  return { apiVersion: 'batch/v1', kind: 'CronJob', metadata: inNamespace(parts.name), spec };
}

function podTemplate(parts: WorkloadParts, place: object) {
  const { name, image, args, command, env, ports, mounts, volumes, ready, requests, memoryLimit, annotations } = parts;
  const container = {
    name,
    image,
    ...(command && { command }),
    ...(args && { args }),
    ...(env && { env }),
    ...(ports && { ports: ports.map((port) => ({ ...port, protocol: 'TCP' })) }),
    ...(mounts && { volumeMounts: mounts }),
    ...(ready && { readinessProbe: { httpGet: { ...ready, scheme: 'HTTP' }, periodSeconds: 10 } }),
    resources: { requests, limits: { memory: memoryLimit } },
    securityContext: parts.container ?? unprivileged,
  };
  return {
    metadata: { labels: selectorOf(name), ...(annotations && { annotations }) },
    spec: {
      serviceAccountName: name,
      nodeSelector: { 'kubernetes.io/os': 'linux' },
      ...place,
      securityContext: parts.container === undefined ? ordinaryUser : {},
      containers: [container],
      ...(volumes && { volumes }),
      ...parts.pod,
    },
  };
}

function inNamespace(name: string) {
  return { name, namespace: componentNamespace };
}

/** Selectors cannot be changed later, so that nothing goes into them that may. */
function selectorOf(name: string): Record<string, string> {
  return { 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': 'podpass' };
}
