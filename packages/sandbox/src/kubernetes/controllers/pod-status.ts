import { createHash } from 'node:crypto';
import type { Condition, Container, ContainerStatus, Pod } from '../objects/kinds.ts';

/** Running, ready and not on its way out. */
export function isHealthy(pod: Pod): boolean {
  return pod.metadata.deletionTimestamp === undefined && isReady(pod);
}

export function isReady(pod: Pod): boolean {
  return (
    pod.status?.conditions?.some((condition) => condition.type === 'Ready' && condition.status === 'True') === true
  );
}

/** Neither ended nor ending. */
export function isActive(pod: Pod): boolean {
  return pod.metadata.deletionTimestamp === undefined && !hasEnded(pod);
}

export function hasEnded(pod: Pod): boolean {
  return pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';
}

/** The status of a pod that no node has room for, or that nobody looked at yet. */
export function pendingStatus(pod: Pod, at: string, problem?: string): NonNullable<Pod['status']> {
  const unscheduled: Condition[] =
    problem === undefined
      ? []
      : [condition('PodScheduled', 'False', at, { reason: 'Unschedulable', message: problem })];
  return { phase: 'Pending', qosClass: qosClass(pod), conditions: unscheduled };
}

/** The status of a pod that is bound to a node and whose containers are being created. */
export function startingStatus(pod: Pod, at: string, hostIp: string): NonNullable<Pod['status']> {
  const notReady = {
    reason: 'ContainersNotReady',
    message: `containers with unready status: [${pod.spec.containers.map(({ name }) => name).join(' ')}]`,
  };
  return {
    phase: 'Pending',
    conditions: [
      condition('PodReadyToStartContainers', 'False', at),
      condition('Initialized', 'True', at),
      condition('Ready', 'False', at, notReady),
      condition('ContainersReady', 'False', at, notReady),
      condition('PodScheduled', 'True', at),
    ],
    hostIP: hostIp,
    hostIPs: [{ ip: hostIp }],
    startTime: at,
    containerStatuses: pod.spec.containers.map((container) =>
      containerStatus(pod, container, false, { waiting: { reason: 'ContainerCreating' } }),
    ),
    qosClass: qosClass(pod),
  };
}

export function runningStatus(pod: Pod, at: string): NonNullable<Pod['status']> {
  const ip = pod.spec.hostNetwork === true ? String(pod.status?.hostIP ?? '') : podAddress(pod.metadata.uid);
  const completed = { terminated: { exitCode: 0, reason: 'Completed', startedAt: at, finishedAt: at } };
  return {
    ...pod.status,
    phase: 'Running',
    conditions: ['PodReadyToStartContainers', 'Initialized', 'Ready', 'ContainersReady', 'PodScheduled'].map((type) =>
      condition(type, 'True', type === 'PodScheduled' || type === 'Initialized' ? (pod.status?.startTime ?? at) : at),
    ),
    podIP: ip,
    podIPs: [{ ip }],
    ...(pod.spec.initContainers === undefined
      ? {}
      : {
          initContainerStatuses: pod.spec.initContainers.map((container) =>
            containerStatus(pod, container, true, completed),
          ),
        }),
    containerStatuses: pod.spec.containers.map((container) =>
      containerStatus(pod, container, true, { running: { startedAt: at } }),
    ),
  };
}

/** The status of a job's pod whose containers ended well. */
export function succeededStatus(pod: Pod, at: string): NonNullable<Pod['status']> {
  const terminated = { exitCode: 0, reason: 'Completed', startedAt: pod.status?.startTime ?? at, finishedAt: at };
  const ended = { reason: 'PodCompleted' };
  return {
    ...pod.status,
    phase: 'Succeeded',
    conditions: [
      condition('Initialized', 'True', pod.status?.startTime ?? at, ended),
      condition('Ready', 'False', at, ended),
      condition('ContainersReady', 'False', at, ended),
      condition('PodScheduled', 'True', pod.status?.startTime ?? at),
    ],
    containerStatuses: pod.spec.containers.map((container) => ({
      ...containerStatus(pod, container, false, { terminated }),
      started: false,
    })),
  };
}

export function condition(type: string, status: string, at: string, more: Partial<Condition> = {}): Condition {
  return { type, status, lastProbeTime: null, lastTransitionTime: at, ...more };
}

function containerStatus(
  pod: Pod,
  container: Container,
  ready: boolean,
  state: Record<string, unknown>,
): ContainerStatus {
  const id = createHash('sha256').update(`${pod.metadata.uid}/${container.name}`).digest('hex');
  const waiting = 'waiting' in state;
  return {
    name: container.name,
    image: container.image ?? '',
    imageID: waiting
      ? ''
      : `${container.image ?? ''}@sha256:${createHash('sha256')
          .update(container.image ?? '')
          .digest('hex')}`,
    ready,
    started: ready,
    restartCount: 0,
    ...(waiting ? {} : { containerID: `containerd://${id}` }),
    state,
    lastState: {},
  };
}

/** An address of the VPC that stays the same for a pod. */
function podAddress(uid: string): string {
  const digest = createHash('sha256').update(uid).digest();
  return `192.168.${digest[0] ?? 0}.${((digest[1] ?? 0) % 254) + 1}`;
}

function qosClass(pod: Pod): string {
  const resources = pod.spec.containers.map((container) => container.resources);
  const asks = resources.some((one) => Object.keys({ ...one?.limits, ...one?.requests }).length > 0);
  if (!asks) return 'BestEffort';
  const guaranteed = resources.every((one) =>
    ['cpu', 'memory'].every((name) => {
      const limit = one?.limits?.[name];
      return limit !== undefined && (one?.requests?.[name] ?? limit) === limit;
    }),
  );
  return guaranteed ? 'Guaranteed' : 'Burstable';
}
