import type { ClusterState } from '../state/eks-state.ts';
import type { KubernetesObject, KubernetesState } from '../state/kubernetes-state.ts';
import { type SeedContext, seedUuid } from './seed-context.ts';

export interface WorkloadSeed {
  kind?: 'Deployment' | 'StatefulSet' | 'DaemonSet';
  namespace: string;
  name: string;
  serviceAccount: string;
  replicas?: number;
  image?: string;
  /** IRSA link of the service account. */
  irsaRoleArn?: string;
  annotations?: Record<string, string>;
  labels?: Record<string, string>;
  env?: { name: string; value: string }[];
  nodeSelector?: Record<string, string>;
  podLabels?: Record<string, string>;
}

/**
 * Writes objects as the API server would have stored them. Pods, replica sets and nodes are left to the controllers,
 * which make them when the sandbox starts, with the webhook of that moment.
 */
export class KubernetesSeed {
  readonly #context: SeedContext;
  readonly #state: KubernetesState;
  readonly #createdAt: string;

  constructor(context: SeedContext, cluster: ClusterState) {
    this.#context = context;
    this.#createdAt = new Date(cluster.createdAt).toISOString().replace(/\.\d+Z$/, 'Z');
    this.#state = context.state.kubernetes[cluster.arn] ??= { resourceVersion: 1, objects: {} };
    for (const name of ['default', 'kube-node-lease', 'kube-public', 'kube-system']) this.namespace(name);
  }

  namespace(name: string, labels: Record<string, string> = {}): void {
    this.#put('v1/namespaces', {
      ...this.#object('v1', 'Namespace', name),
      metadata: { ...this.#metadata(name), labels: { 'kubernetes.io/metadata.name': name, ...labels } },
      spec: { finalizers: ['kubernetes'] },
      status: { phase: 'Active' },
    });
  }

  serviceAccount(
    namespace: string,
    name: string,
    annotations: Record<string, string> = {},
    labels: Record<string, string> = {},
  ): void {
    if (!this.#has('v1/namespaces', namespace)) this.namespace(namespace);
    this.#put('v1/serviceaccounts', {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { ...this.#metadata(name, namespace), annotations, labels },
    });
  }

  /** A workload with its service account. */
  workload(seed: WorkloadSeed): void {
    const { namespace, name, serviceAccount, irsaRoleArn } = seed;
    if (!this.#has('v1/serviceaccounts', `${namespace}/${serviceAccount}`)) {
      const link: Record<string, string> =
        irsaRoleArn === undefined ? {} : { 'eks.amazonaws.com/role-arn': irsaRoleArn };
      this.serviceAccount(namespace, serviceAccount, { ...link, ...seed.annotations }, seed.labels);
    }
    const kind = seed.kind ?? 'Deployment';
    this.#put(`apps/v1/${kind.toLowerCase()}s`, {
      apiVersion: 'apps/v1',
      kind,
      metadata: { ...this.#metadata(name, namespace), generation: 1, labels: { app: name, ...seed.labels } },
      spec: { ...workloadSpec(kind, seed), template: podTemplate(seed) },
      status: {},
    });
  }

  cronJob(namespace: string, name: string, serviceAccount: string, schedule: string): void {
    const template = podTemplate({ namespace, name, serviceAccount });
    this.#put('batch/v1/cronjobs', {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { ...this.#metadata(name, namespace), generation: 1, labels: { app: name } },
      spec: {
        schedule,
        concurrencyPolicy: 'Forbid',
        suspend: false,
        successfulJobsHistoryLimit: 3,
        failedJobsHistoryLimit: 1,
        jobTemplate: {
          metadata: {},
          spec: { template: { ...template, spec: { ...template.spec, restartPolicy: 'OnFailure' } } },
        },
      },
      status: {},
    });
  }

  #object(apiVersion: string, kind: string, name: string): KubernetesObject {
    return { apiVersion, kind, metadata: this.#metadata(name) };
  }

  #metadata(name: string, namespace?: string): KubernetesObject['metadata'] {
    this.#state.resourceVersion += 1;
    return {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      uid: seedUuid(this.#context),
      resourceVersion: String(this.#state.resourceVersion),
      creationTimestamp: this.#createdAt,
    };
  }

  #put(collection: string, object: KubernetesObject): void {
    const { namespace, name } = object.metadata;
    (this.#state.objects[collection] ??= {})[namespace === undefined ? name : `${namespace}/${name}`] = object;
  }

  #has(collection: string, key: string): boolean {
    return this.#state.objects[collection]?.[key] !== undefined;
  }
}

function workloadSpec(kind: 'Deployment' | 'StatefulSet' | 'DaemonSet', { name, replicas = 2 }: WorkloadSeed): object {
  const selector = { matchLabels: { app: name } };
  const common = { selector, revisionHistoryLimit: 10 };
  if (kind === 'DaemonSet') {
    return { ...common, updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } } };
  }
  if (kind === 'StatefulSet') {
    const updateStrategy = { type: 'RollingUpdate', rollingUpdate: { partition: 0 } };
    return { ...common, replicas, serviceName: name, podManagementPolicy: 'OrderedReady', updateStrategy };
  }
  const strategy = { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } };
  return { ...common, replicas, strategy, progressDeadlineSeconds: 600 };
}

function podTemplate(seed: WorkloadSeed) {
  const { name, serviceAccount, image = 'public.ecr.aws/docker/library/busybox:1.37', env, nodeSelector } = seed;
  return {
    metadata: { labels: { app: name, ...seed.podLabels } },
    spec: {
      serviceAccountName: serviceAccount,
      serviceAccount,
      containers: [
        {
          name: 'app',
          image,
          imagePullPolicy: 'IfNotPresent',
          terminationMessagePath: '/dev/termination-log',
          terminationMessagePolicy: 'File',
          resources: {},
          ...(env === undefined ? {} : { env }),
        },
      ],
      restartPolicy: 'Always',
      terminationGracePeriodSeconds: 30,
      dnsPolicy: 'ClusterFirst',
      schedulerName: 'default-scheduler',
      securityContext: {},
      ...(nodeSelector === undefined ? {} : { nodeSelector }),
    },
  };
}
