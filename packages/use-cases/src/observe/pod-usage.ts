import type { Pod, PodUsage } from '@podpass/inventory';

/** Names a service account in maps and messages. */
export function subjectOf(of: { namespace: string; serviceAccount: string }): string {
  return `${of.namespace}/${of.serviceAccount}`;
}

/** Pods that will go on wanting credentials: neither finished ones nor those that are being replaced. */
export function livePods(pods: Pod[]): Pod[] {
  return pods.filter(({ phase }) => phase !== 'Succeeded' && phase !== 'Failed' && phase !== 'Terminating');
}

/** How pods get their credentials. Web identity that a pod hard-codes counts as IRSA. */
export function podUsage(pods: Pod[]): PodUsage {
  const usage: PodUsage = { total: 0, podIdentity: 0, irsa: 0, none: 0 };
  for (const pod of livePods(pods)) {
    usage.total += 1;
    if (pod.mechanism === 'pod-identity') usage.podIdentity += 1;
    else if (pod.mechanism === 'none') usage.none += 1;
    else usage.irsa += 1;
  }
  return usage;
}

/** Groups by namespace and service account. */
export function bySubject<Item extends { namespace: string; serviceAccount: string }>(
  items: Item[],
): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const subject = subjectOf(item);
    const group = groups.get(subject);
    if (group) group.push(item);
    else groups.set(subject, [item]);
  }
  return groups;
}
