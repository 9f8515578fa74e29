import type { ClusterRuntime } from '../cluster-runtime.ts';
import { keyOf, NODES, PODS } from '../objects/collections.ts';
import type { Node, Pod } from '../objects/kinds.ts';
import { autoNodeFor } from '../platform/auto-mode.ts';
import { fargateNodeFor, isFargatePod } from '../platform/fargate.ts';
import { recordEvent } from './events.ts';
import { hasEnded, pendingStatus, runningStatus, startingStatus, succeededStatus } from './pod-status.ts';
import { asksFor, fits, unschedulableMessage } from './scheduling.ts';
import { putStatus } from './status.ts';

const OS_LABEL = 'kubernetes.io/os';
/** How long a job's pod runs, in seconds; without it as long as any step of a pod takes here. */
const RUNS_FOR = 'sandbox.podpass.dev/runs-for-seconds';

/** Finds a node for a pod that has none, and lets a bound one start. */
export function reconcilePod(cluster: ClusterRuntime, pod: Pod): void {
  if (hasEnded(pod)) return;
  const due = cluster.podDueAt();
  if (pod.spec.nodeName !== undefined) {
    const settled = pod.status?.phase === 'Running' && pod.metadata.deletionTimestamp === undefined;
    if (!settled && due[pod.metadata.uid] === undefined) start(cluster, pod);
    return;
  }
  if (pod.metadata.deletionTimestamp !== undefined || (pod.spec.schedulingGates ?? []).length > 0) return;
  const node = chooseNode(cluster, pod);
  if (node !== undefined) bind(cluster, pod, node);
  else leavePending(cluster, pod);
}

/** Takes the step of a pod whose time has come: it is gone, it runs, or its work is done. */
export function advancePod(cluster: ClusterRuntime, pod: Pod): void {
  const at = cluster.timestamp();
  if (pod.metadata.deletionTimestamp !== undefined) {
    if ((pod.metadata.finalizers ?? []).length === 0) cluster.store.remove(PODS, keyOf(pod));
    return;
  }
  if (pod.status?.phase === 'Running') {
    putStatus(cluster, PODS, pod, succeededStatus(pod, at));
    return;
  }
  putStatus(cluster, PODS, pod, runningStatus(pod, at));
  const names = pod.spec.containers.map((container) => container.name);
  recordEvent(cluster, pod, 'Normal', 'Started', `Started container ${names.join(', ')}`, 'kubelet');
  if (pod.spec.restartPolicy !== 'Always' && pod.metadata.ownerReferences?.some((owner) => owner.kind === 'Job')) {
    const seconds = Number(pod.metadata.annotations?.[RUNS_FOR]);
    const step = Number.isFinite(seconds) ? seconds * 1000 : cluster.world.state.settings.transitions.pod;
    cluster.podDueAt()[pod.metadata.uid] = cluster.world.now() + step;
  }
}

function chooseNode(cluster: ClusterRuntime, pod: Pod): Node | undefined {
  if (isFargatePod(pod)) return fargateNodeFor(cluster, pod);
  const nodes = cluster.store.list(NODES).filter((node) => fits(pod.spec, node));
  const load = (node: Node): number => cluster.store.index.podsOnNode(node.metadata.name).size;
  const wantsWindows = asksFor(pod.spec, OS_LABEL, 'windows') || pod.spec.os?.name === 'windows';
  // A pod that says nothing of its system is one for Linux, even where a Windows node would take it.
  const suitable = nodes.filter((node) => (node.metadata.labels?.[OS_LABEL] === 'windows') === wantsWindows);
  const [first, ...others] = suitable;
  if (first === undefined) return autoNodeFor(cluster, pod);
  const best = others.reduce((chosen, node) => (load(node) < load(chosen) ? node : chosen), first);
  // Auto Mode's nodes are full at some point; then another one is started.
  return best.metadata.labels?.['eks.amazonaws.com/compute-type'] === 'auto'
    ? (autoNodeFor(cluster, pod) ?? best)
    : best;
}

function bind(cluster: ClusterRuntime, pod: Pod, node: Node): void {
  const bound = cluster.store.put(PODS, { ...pod, spec: { ...pod.spec, nodeName: node.metadata.name } });
  const message = `Successfully assigned ${keyOf(pod)} to ${node.metadata.name}`;
  recordEvent(cluster, pod, 'Normal', 'Scheduled', message, 'default-scheduler');
  start(cluster, bound);
}

function start(cluster: ClusterRuntime, pod: Pod): void {
  const node = cluster.store.get(NODES, pod.spec.nodeName ?? '');
  const hostIp = node?.status?.addresses?.find((address) => address.type === 'InternalIP')?.address ?? '192.168.0.1';
  if (pod.metadata.deletionTimestamp === undefined) {
    putStatus(cluster, PODS, pod, startingStatus(pod, cluster.timestamp(), hostIp));
  }
  cluster.podDueAt()[pod.metadata.uid] = cluster.world.now() + cluster.world.state.settings.transitions.pod;
}

function leavePending(cluster: ClusterRuntime, pod: Pod): void {
  const problem = unschedulableMessage(cluster.store.list(NODES));
  const known = pod.status?.conditions?.some((condition) => condition.message === problem) === true;
  if (known) return;
  putStatus(cluster, PODS, pod, pendingStatus(pod, cluster.timestamp(), problem));
  recordEvent(cluster, pod, 'Warning', 'FailedScheduling', problem, 'default-scheduler');
}
