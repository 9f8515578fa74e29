import type { ClusterRuntime } from '../cluster-runtime.ts';
import { DAEMON_SETS, NODES } from '../objects/collections.ts';
import type { DaemonSet, Node, Pod, PodSpec } from '../objects/kinds.ts';
import { createChildPod, deleteChildPod, podsOf } from './child-pods.ts';
import { hasEnded, isHealthy } from './pod-status.ts';
import { currentRevision } from './revisions.ts';
import { fits } from './scheduling.ts';
import { putStatus, resolveCount } from './status.ts';

const COMPONENT = 'daemonset-controller';
const REVISION_LABEL = 'controller-revision-hash';
/** What every daemon pod tolerates, so that it runs on nodes in trouble too. */
const TOLERATED = [
  { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute' },
  { key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute' },
  { key: 'node.kubernetes.io/disk-pressure', operator: 'Exists', effect: 'NoSchedule' },
  { key: 'node.kubernetes.io/memory-pressure', operator: 'Exists', effect: 'NoSchedule' },
  { key: 'node.kubernetes.io/pid-pressure', operator: 'Exists', effect: 'NoSchedule' },
  { key: 'node.kubernetes.io/unschedulable', operator: 'Exists', effect: 'NoSchedule' },
];

/** Keeps one pod on every node that the template fits. */
export function reconcileDaemonSet(cluster: ClusterRuntime, set: DaemonSet): void {
  if (set.metadata.deletionTimestamp !== undefined) return;
  const { hash } = currentRevision(cluster, set);
  const eligible = cluster.store.list(NODES).filter((node) => isEligible(set, node));
  const byNode = groupByNode(podsOf(cluster, set));
  for (const node of eligible) {
    if (byNode.has(node.metadata.name)) continue;
    const failure = createChildPod(
      cluster,
      set,
      set.spec.template,
      { labels: { [REVISION_LABEL]: hash }, adjust: (spec) => bindTo(spec, node.metadata.name) },
      COMPONENT,
    );
    if (failure !== undefined) break;
  }
  const names = new Set(eligible.map((node) => node.metadata.name));
  for (const [node, pod] of byNode) {
    const unwanted = !names.has(node) || hasEnded(pod);
    if (unwanted && pod.metadata.deletionTimestamp === undefined) deleteChildPod(cluster, set, pod, COMPONENT);
  }
  replaceOld(cluster, set, hash, eligible.length);
  writeStatus(cluster, set, hash, eligible);
}

function isEligible(set: DaemonSet, node: Node): boolean {
  // Fargate runs no daemon sets, whatever their pods tolerate.
  if (node.metadata.labels?.['eks.amazonaws.com/compute-type'] === 'fargate') return false;
  const { spec } = set.spec.template;
  return fits({ ...spec, tolerations: [...(spec.tolerations ?? []), ...TOLERATED] }, node);
}

function bindTo(spec: PodSpec, node: string): void {
  spec.tolerations = [...(spec.tolerations ?? []), ...TOLERATED];
  const required = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  const matchFields = [{ key: 'metadata.name', operator: 'In', values: [node] }];
  const terms = required?.nodeSelectorTerms ?? [{}];
  spec.affinity = {
    ...spec.affinity,
    nodeAffinity: {
      ...spec.affinity?.nodeAffinity,
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: terms.map((term) => ({ ...term, matchFields })),
      },
    },
  };
}

/** Takes old pods away as long as not too many nodes are without a healthy one. */
function replaceOld(cluster: ClusterRuntime, set: DaemonSet, hash: string, desired: number): void {
  if (set.spec.updateStrategy?.type === 'OnDelete') return;
  const { maxUnavailable, maxSurge } = set.spec.updateStrategy?.rollingUpdate ?? {};
  const surge = resolveCount(maxSurge, desired, 'up');
  const allowed = Math.max(resolveCount(maxUnavailable ?? 1, desired, 'up'), surge, 1);
  const pods = [...groupByNode(podsOf(cluster, set)).values()];
  const old = pods.filter(
    (pod) => pod.metadata.labels?.[REVISION_LABEL] !== hash && pod.metadata.deletionTimestamp === undefined,
  );
  let room = allowed - (desired - pods.filter(isHealthy).length);
  for (const pod of old.toSorted((left, right) => Number(isHealthy(left)) - Number(isHealthy(right)))) {
    if (isHealthy(pod) && room <= 0) continue;
    if (isHealthy(pod)) room -= 1;
    deleteChildPod(cluster, set, pod, COMPONENT);
  }
}

function writeStatus(cluster: ClusterRuntime, set: DaemonSet, hash: string, eligible: readonly Node[]): void {
  const pods = groupByNode(podsOf(cluster, set));
  const scheduled = eligible.flatMap((node) => pods.get(node.metadata.name) ?? []);
  const ready = scheduled.filter(isHealthy).length;
  const desired = eligible.length;
  putStatus(cluster, DAEMON_SETS, set, {
    currentNumberScheduled: scheduled.length,
    numberMisscheduled: pods.size - scheduled.length,
    desiredNumberScheduled: desired,
    numberReady: ready,
    observedGeneration: set.metadata.generation ?? 1,
    updatedNumberScheduled: scheduled.filter((pod) => pod.metadata.labels?.[REVISION_LABEL] === hash).length,
    ...(ready > 0 && { numberAvailable: ready }),
    ...(desired > ready && { numberUnavailable: desired - ready }),
  });
}

function groupByNode(pods: readonly Pod[]): Map<string, Pod> {
  const found = new Map<string, Pod>();
  for (const pod of pods) {
    const terms = pod.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
    const node = pod.spec.nodeName ?? terms?.[0]?.matchFields?.[0]?.values?.[0];
    const other = node === undefined ? undefined : found.get(node);
    // While one ends and its successor begins, the successor counts.
    if (node !== undefined && (other === undefined || other.metadata.deletionTimestamp !== undefined))
      found.set(node, pod);
  }
  return found;
}
