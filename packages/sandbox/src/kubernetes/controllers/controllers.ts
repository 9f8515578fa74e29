import type { KubernetesObject } from '../../state/kubernetes-state.ts';
import { ApiError } from '../api/api-error.ts';
import type { ClusterRuntime } from '../cluster-runtime.ts';
import {
  CRON_JOBS,
  DAEMON_SETS,
  DEPLOYMENTS,
  JOBS,
  keyOf,
  NAMESPACES,
  NODES,
  objectKey,
  POD_DISRUPTION_BUDGETS,
  PODS,
  REPLICA_SETS,
  SERVICE_ACCOUNTS,
  STATEFUL_SETS,
} from '../objects/collections.ts';
import type * as kinds from '../objects/kinds.ts';
import { syncAddons } from '../platform/addons.ts';
import { releaseFargateNode } from '../platform/fargate.ts';
import { ensureFoundations, reconcileNamespace } from '../platform/namespaces.ts';
import { syncNodeGroups } from '../platform/node-groups.ts';
import { resourceOfKind } from '../resources/registry.ts';
import type { StoreEvent } from '../store/event-history.ts';
import { deleteDependents } from '../store/delete-object.ts';
import { reconcileCronJob } from './cron-job.ts';
import { reconcileDaemonSet } from './daemon-set.ts';
import { reconcileDeployment } from './deployment.ts';
import { reconcileDisruptionBudget } from './disruption-budget.ts';
import { pruneEvents } from './events.ts';
import { reconcileJob } from './job.ts';
import { advancePod, reconcilePod } from './pod.ts';
import { reconcileReplicaSet } from './replica-set.ts';
import { reconcileStatefulSet } from './stateful-set.ts';

type Reconcile = (cluster: ClusterRuntime, object: KubernetesObject) => void;

/** Types a controller for the table; the store gives it objects of its own collection only. */
function controller<T extends KubernetesObject>(reconcile: (cluster: ClusterRuntime, object: T) => void): Reconcile {
  return (cluster, object) => reconcile(cluster, object as T);
}

const CONTROLLERS: Readonly<Record<string, Reconcile>> = {
  [NAMESPACES.id]: controller<kinds.Namespace>(reconcileNamespace),
  [PODS.id]: controller<kinds.Pod>(reconcilePod),
  [DEPLOYMENTS.id]: controller<kinds.Deployment>(reconcileDeployment),
  [REPLICA_SETS.id]: controller<kinds.ReplicaSet>(reconcileReplicaSet),
  [STATEFUL_SETS.id]: controller<kinds.StatefulSet>(reconcileStatefulSet),
  [DAEMON_SETS.id]: controller<kinds.DaemonSet>(reconcileDaemonSet),
  [JOBS.id]: controller<kinds.Job>(reconcileJob),
  [CRON_JOBS.id]: controller<kinds.CronJob>(reconcileCronJob),
  [POD_DISRUPTION_BUDGETS.id]: controller<kinds.PodDisruptionBudget>(reconcileDisruptionBudget),
};
/** Workloads that create pods themselves: they try again when a service account appears. */
const POD_MAKERS = [REPLICA_SETS, STATEFUL_SETS, DAEMON_SETS, JOBS];
/** So many steps without an end mean that two controllers undo each other: a mistake of the sandbox. */
const MOST_STEPS = 500_000;
const PRUNE_EVERY_MS = 60_000;

/**
 * All controllers of one cluster. Each change puts the objects that it concerns into one queue; {@link settle} works it
 * off in order, so that the same calls always lead to the same objects.
 */
export class Controllers {
  readonly #cluster: ClusterRuntime;
  readonly #queue = new Set<string>();
  readonly #stop: () => void;
  #settling = false;
  #prunedAt = 0;

  constructor(cluster: ClusterRuntime) {
    this.#cluster = cluster;
    this.#stop = cluster.store.onChange((event) => this.#notice(event));
  }

  close(): void {
    this.#stop();
  }

  /** Looks at everything anew: at the start, and when EKS changed something. */
  resync(): void {
    ensureFoundations(this.#cluster);
    for (const namespace of this.#cluster.store.list(NAMESPACES)) reconcileNamespace(this.#cluster, namespace);
    syncNodeGroups(this.#cluster);
    syncAddons(this.#cluster);
    for (const id of Object.keys(CONTROLLERS)) {
      for (const object of this.#cluster.store.list({ id })) this.#queue.add(`${id} ${keyOf(object)}`);
    }
    this.settle();
  }

  /** Works until nothing is left to do now, and sees to it that it is called again when the next step is due. */
  settle(): void {
    if (this.#settling) return;
    this.#settling = true;
    try {
      let steps = 0;
      do {
        for (const item of this.#queue) {
          this.#queue.delete(item);
          this.#work(item);
          steps += 1;
          if (steps > MOST_STEPS) throw new Error(`the controllers of ${this.#cluster.arn} come to no end at ${item}`);
        }
      } while (this.#advanceDuePods());
      this.#prune();
    } finally {
      this.#settling = false;
    }
    this.#scheduleNext();
  }

  #work(item: string): void {
    const space = item.indexOf(' ');
    const id = item.slice(0, space);
    const object = this.#cluster.store.get({ id }, item.slice(space + 1));
    if (object === undefined) return;
    try {
      CONTROLLERS[id]?.(this.#cluster, object);
    } catch (error) {
      // Refused by the API, for example because the namespace is going: the next change brings it up again.
      if (!(error instanceof ApiError)) throw error;
    }
  }

  #notice({ collection, type, object, previous }: StoreEvent): void {
    const { store } = this.#cluster;
    if (CONTROLLERS[collection] !== undefined) this.#queue.add(`${collection} ${keyOf(object)}`);
    this.#queueOwners(object);
    if (type === 'DELETED') this.#afterDeletion(collection, object);
    if (collection === PODS.id) {
      this.#queueAll(POD_DISRUPTION_BUDGETS.id, object.metadata.namespace);
    } else if (
      collection === NODES.id &&
      (previous === undefined || type === 'DELETED' || previous['spec'] !== object['spec'])
    ) {
      this.#queueAll(DAEMON_SETS.id);
      for (const pod of store.list(PODS))
        if (pod.spec.nodeName === undefined) this.#queue.add(`${PODS.id} ${keyOf(pod)}`);
    } else if (collection === SERVICE_ACCOUNTS.id && type === 'ADDED') {
      this.#queueWaitingFor(object);
    }
  }

  #afterDeletion(collection: string, object: KubernetesObject): void {
    const { uid, namespace } = object.metadata;
    deleteDependents(this.#cluster, uid);
    if (collection === PODS.id) {
      delete this.#cluster.podDueAt()[uid];
      releaseFargateNode(this.#cluster, object as kinds.Pod);
    }
    if (namespace !== undefined) {
      const container = this.#cluster.store.get(NAMESPACES, namespace);
      const inUse = collection === SERVICE_ACCOUNTS.id || container?.metadata.deletionTimestamp !== undefined;
      if (inUse) this.#queue.add(`${NAMESPACES.id} ${namespace}`);
    }
  }

  #queueOwners(object: KubernetesObject): void {
    for (const owner of object.metadata.ownerReferences ?? []) {
      const type = resourceOfKind(owner.apiVersion, owner.kind);
      if (type === undefined) continue;
      const key = objectKey(type.namespaced ? object.metadata.namespace : undefined, owner.name);
      this.#queue.add(`${type.collection.id} ${key}`);
      // A deployment that recreates waits for the last old pod, of which its replica set says nothing.
      const owning = this.#cluster.store.get(type.collection, key);
      if (owning !== undefined && object.kind === 'Pod') this.#queueOwners(owning);
    }
  }

  #queueWaitingFor(account: KubernetesObject): void {
    const { namespace, name } = account.metadata;
    for (const { id } of POD_MAKERS) {
      for (const object of this.#cluster.store.list({ id }, namespace)) {
        const spec = object['spec'] as { template?: kinds.PodTemplate } | undefined;
        if ((spec?.template?.spec?.serviceAccountName || 'default') === name) this.#queue.add(`${id} ${keyOf(object)}`);
      }
    }
  }

  #prune(): void {
    const now = this.#cluster.world.now();
    if (now - this.#prunedAt < PRUNE_EVERY_MS) return;
    this.#prunedAt = now;
    pruneEvents(this.#cluster);
  }

  #queueAll(id: string, namespace?: string): void {
    for (const object of this.#cluster.store.list({ id }, namespace)) this.#queue.add(`${id} ${keyOf(object)}`);
  }

  /** @returns whether any pod took a step */
  #advanceDuePods(): boolean {
    const due = this.#cluster.podDueAt();
    const now = this.#cluster.world.now();
    const uids = new Set(Object.keys(due).filter((uid) => (due[uid] ?? 0) <= now));
    if (uids.size === 0) return this.#queue.size > 0;
    for (const uid of uids) delete due[uid];
    for (const pod of this.#cluster.store.list(PODS)) if (uids.has(pod.metadata.uid)) advancePod(this.#cluster, pod);
    return true;
  }

  #scheduleNext(): void {
    const times = Object.values(this.#cluster.podDueAt());
    if (times.length === 0) return;
    const at = times.reduce((soonest, time) => Math.min(soonest, time), Infinity);
    const { world, arn: clusterArn } = this.#cluster;
    const planned = world.state.transitions.some(
      (one) => one.kind === 'kubernetes-reconcile' && one.clusterArn === clusterArn && one.at <= at,
    );
    if (!planned) world.schedule({ at, kind: 'kubernetes-reconcile', clusterArn });
  }
}
