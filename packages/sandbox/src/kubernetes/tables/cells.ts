import type { Condition, Container, LabelSelector, Node, Pod } from '../objects/kinds.ts';

const ROLE_LABEL = 'node-role.kubernetes.io/';

/** `ready/all` and the number of restarts of a pod's containers. */
export function containerColumns(pod: Pod): { ready: string; restarts: number } {
  const statuses = pod.status?.containerStatuses ?? [];
  const ready = statuses.filter((status) => status.ready).length;
  return {
    ready: `${ready}/${pod.spec.containers.length}`,
    restarts: statuses.reduce((sum, status) => sum + status.restartCount, 0),
  };
}

/** The status word of a pod: why it waits or ended, or else its phase. */
export function podReason(pod: Pod): string {
  if (pod.metadata.deletionTimestamp !== undefined) return 'Terminating';
  if (pod.status?.phase === 'Succeeded') return 'Completed';
  const waiting = pod.status?.containerStatuses?.flatMap((status) => {
    const state = status.state['waiting'] as { reason?: string } | undefined;
    return state?.reason === undefined ? [] : [state.reason];
  });
  return pod.status?.reason ?? waiting?.[0] ?? pod.status?.phase ?? 'Pending';
}

export function nodeRoles(node: Node): string {
  const roles = Object.keys(node.metadata.labels ?? {}).flatMap((key) =>
    key.startsWith(ROLE_LABEL) ? [key.slice(ROLE_LABEL.length)] : [],
  );
  return roles.length === 0 ? '<none>' : roles.join(',');
}

export function namesOf(containers: readonly Container[] | undefined): string {
  return (containers ?? []).map((container) => container.name).join(',');
}

export function imagesOf(containers: readonly Container[] | undefined): string {
  return (containers ?? []).map((container) => container.image ?? '').join(',');
}

export function conditionStatus(conditions: readonly Condition[] | undefined, type: string): boolean {
  return conditions?.some((condition) => condition.type === type && condition.status === 'True') === true;
}

export function selectorText(selector: LabelSelector | undefined): string {
  const parts = [
    ...Object.entries(selector?.matchLabels ?? {}).map(([key, value]) => `${key}=${value}`),
    ...(selector?.matchExpressions ?? []).map(({ key, operator, values = [] }) => {
      if (operator === 'Exists') return key;
      if (operator === 'DoesNotExist') return `!${key}`;
      return `${key} ${operator.toLowerCase()} (${values.join(',')})`;
    }),
  ];
  return parts.length === 0 ? '<none>' : parts.join(',');
}
