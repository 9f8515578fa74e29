import { PodpassError, type Workload, type WorkloadRef } from '@podpass/inventory';
import type { z } from 'zod';
import type { Caller } from '../calls/caller.ts';
import { type Collection, collections } from '../calls/kubernetes-call.ts';
import { listAll } from '../calls/list-all.ts';
import { controllerOf, type OwnedObject } from '../read/metadata.ts';
import { isReady, kubernetesPod, type KubernetesPod } from '../read/pod.ts';
import {
  kubernetesCronJob,
  kubernetesDaemonSet,
  kubernetesDeployment,
  kubernetesJob,
  kubernetesReplicaSet,
  kubernetesStatefulSet,
  readCronJob,
  readDaemonSet,
  readDeployment,
  readJob,
  readReplicaSet,
  readStatefulSet,
} from '../read/workload.ts';
import { getObject, mergePatch } from './one-object.ts';

/** One kind of workload: where it is found and how it is read. */
interface WorkloadKind {
  collection: Collection;
  list(caller: Caller, signal: AbortSignal | undefined): Promise<Workload[]>;
  get(caller: Caller, ref: WorkloadRef, signal: AbortSignal | undefined): Promise<Workload | undefined>;
}

const KINDS: Readonly<Partial<Record<WorkloadRef['kind'], WorkloadKind>>> = {
  Deployment: workloadKind(collections.deployments, kubernetesDeployment, readDeployment),
  StatefulSet: workloadKind(collections.statefulSets, kubernetesStatefulSet, readStatefulSet),
  DaemonSet: workloadKind(collections.daemonSets, kubernetesDaemonSet, readDaemonSet),
  ReplicaSet: workloadKind(collections.replicaSets, kubernetesReplicaSet, readReplicaSet),
  Job: workloadKind(collections.jobs, kubernetesJob, readJob),
  CronJob: workloadKind(collections.cronJobs, kubernetesCronJob, readCronJob),
  Pod: workloadKind(collections.pods, kubernetesPod, readBarePod),
};

/** Everything that stands at the top of a chain of owners, except pods: replica sets and jobs only if nobody owns them. */
export async function listWorkloads(caller: Caller, signal?: AbortSignal): Promise<Workload[]> {
  const listed = Object.entries(KINDS).filter(([kind]) => kind !== 'Pod');
  const lists = await Promise.all(listed.map(([, kind]) => kind.list(caller, signal)));
  return lists.flat();
}

export async function getWorkload(
  caller: Caller,
  ref: WorkloadRef,
  signal?: AbortSignal,
): Promise<Workload | undefined> {
  return KINDS[ref.kind]?.get(caller, ref, signal);
}

/** The annotation that `kubectl rollout restart` sets; a new value makes a new template. */
const RESTARTED_AT = 'kubectl.kubernetes.io/restartedAt';
const RESTARTABLE: readonly WorkloadRef['kind'][] = ['Deployment', 'StatefulSet', 'DaemonSet'];

export async function restartWorkload(
  caller: Caller,
  ref: WorkloadRef,
  at: string,
  signal?: AbortSignal,
): Promise<void> {
  const kind = KINDS[ref.kind];
  if (kind === undefined || !RESTARTABLE.includes(ref.kind)) {
    const detail = `A ${ref.kind} cannot be restarted: it does not replace its pods.`;
    throw new PodpassError('kubernetes-invalid', { cluster: caller.cluster, detail });
  }
  const patch = { spec: { template: { metadata: { annotations: { [RESTARTED_AT]: at } } } } };
  await mergePatch(caller, { ...ref, collection: kind.collection }, patch, signal);
}

function workloadKind<Shape extends OwnedObject>(
  collection: Collection,
  schema: z.ZodType<Shape>,
  read: (object: Shape) => Workload,
): WorkloadKind {
  return {
    collection,
    async list(caller, signal) {
      const objects = await listAll(caller, collection, schema, { signal });
      return objects.filter((object) => controllerOf(object) === undefined).map((object) => read(object));
    },
    async get(caller, { namespace, name }, signal) {
      const object = await getObject(caller, { collection, namespace, name }, schema, signal);
      return object && read(object);
    },
  };
}

function readBarePod(pod: KubernetesPod): Workload {
  const { namespace, name } = pod.metadata;
  return {
    kind: 'Pod',
    namespace,
    name,
    serviceAccount: pod.spec.serviceAccountName ?? 'default',
    settled: isReady(pod),
    restartable: false,
  };
}
