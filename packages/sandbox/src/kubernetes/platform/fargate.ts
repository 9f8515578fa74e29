import type { FargateProfileState } from '../../state/eks-state.ts';
import type { ClusterRuntime } from '../cluster-runtime.ts';
import { keyOf, NODES } from '../objects/collections.ts';
import type { Node, Pod } from '../objects/kinds.ts';
import { machineIdentity, putNode } from './node.ts';

const PROFILE_LABEL = 'eks.amazonaws.com/fargate-profile';
const COMPUTE_LABEL = 'eks.amazonaws.com/compute-type';

/** Marks a new pod that a Fargate profile selects, as the Fargate admission webhook does. */
export function markForFargate(cluster: ClusterRuntime, pod: Pod): void {
  const daemon = pod.metadata.ownerReferences?.some((owner) => owner.kind === 'DaemonSet') === true;
  if (daemon || pod.spec.hostNetwork === true) return;
  const profile = Object.values(cluster.eks()?.fargateProfiles ?? {}).find((one) => selects(one, pod));
  if (profile === undefined) return;
  pod.metadata.labels = { ...pod.metadata.labels, [PROFILE_LABEL]: profile.name };
  pod.spec.schedulerName = 'fargate-scheduler';
}

export function isFargatePod(pod: Pod): boolean {
  return pod.spec.schedulerName === 'fargate-scheduler';
}

/** A Fargate pod has a node of its own, as long as it lives. */
export function fargateNodeFor(cluster: ClusterRuntime, pod: Pod): Node | undefined {
  const profile = cluster.eks()?.fargateProfiles[pod.metadata.labels?.[PROFILE_LABEL] ?? ''];
  if (profile === undefined) return undefined;
  const { hostName, address, instanceId, zone } = machineIdentity(cluster, pod.metadata.uid);
  return putNode(cluster, {
    name: `fargate-${hostName}`,
    address,
    instanceId,
    zone,
    instanceType: 'fargate',
    os: 'linux',
    arch: 'amd64',
    osImage: 'Amazon Linux 2',
    labels: { [COMPUTE_LABEL]: 'fargate' },
    taints: [{ key: COMPUTE_LABEL, value: 'fargate', effect: 'NoSchedule' }],
  });
}

/** Takes away the node of a Fargate pod that is gone. */
export function releaseFargateNode(cluster: ClusterRuntime, pod: Pod): void {
  if (!isFargatePod(pod) || pod.spec.nodeName === undefined) return;
  const node = cluster.store.get(NODES, pod.spec.nodeName);
  if (node?.metadata.labels?.[COMPUTE_LABEL] === 'fargate') cluster.store.remove(NODES, keyOf(node));
}

function selects(profile: FargateProfileState, pod: Pod): boolean {
  if (profile.status !== 'ACTIVE') return false;
  const labels = pod.metadata.labels ?? {};
  return profile.selectors.some(
    (selector) =>
      matchesPattern(selector.namespace, pod.metadata.namespace ?? '') &&
      Object.entries(selector.labels).every(([key, value]) => matchesPattern(value, labels[key] ?? '')),
  );
}

/** Profile selectors may hold `*` and `?`. */
function matchesPattern(pattern: string, text: string): boolean {
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${expression}$`).test(text);
}
