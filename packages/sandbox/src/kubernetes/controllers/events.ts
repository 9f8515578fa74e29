import type { KubernetesObject } from '../../state/kubernetes-state.ts';
import type { ClusterRuntime } from '../cluster-runtime.ts';
import { EVENTS, keyOf } from '../objects/collections.ts';
import { safeHash } from '../objects/hash.ts';
import { rfc3339 } from '../objects/time.ts';

const KEPT_MS = 3_600_000;
const PRUNE_ABOVE = 3000;

/** Records that something happened to an object; the same thing again counts up. */
export function recordEvent(
  cluster: ClusterRuntime,
  object: KubernetesObject,
  type: 'Normal' | 'Warning',
  reason: string,
  message: string,
  component: string,
): void {
  const { store } = cluster;
  const { name, uid, resourceVersion } = object.metadata;
  const namespace = object.metadata.namespace ?? 'default';
  const eventName = `${name}.${safeHash([uid, reason, message], 16)}`.slice(-253);
  const now = cluster.timestamp();
  const known = store.find(EVENTS, namespace, eventName);
  if (known !== undefined) {
    store.put(EVENTS, { ...known, count: (known.count ?? 1) + 1, lastTimestamp: now });
    return;
  }
  store.put(EVENTS, {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: eventName, namespace, uid: cluster.world.uuid(), resourceVersion: '', creationTimestamp: now },
    involvedObject: {
      kind: object.kind,
      ...(object.metadata.namespace === undefined ? {} : { namespace }),
      name,
      uid,
      apiVersion: object.apiVersion,
      resourceVersion,
    },
    reason,
    message,
    source: { component },
    firstTimestamp: now,
    lastTimestamp: now,
    count: 1,
    type,
    eventTime: null,
    reportingComponent: component,
    reportingInstance: '',
  });
}

/** Forgets events of more than an hour ago, as the API server does. */
export function pruneEvents(cluster: ClusterRuntime): void {
  const events = cluster.store.list(EVENTS);
  if (events.length < PRUNE_ABOVE) return;
  const oldest = rfc3339(cluster.world.now() - KEPT_MS);
  for (const event of events) {
    if ((event.lastTimestamp ?? event.metadata.creationTimestamp) < oldest) cluster.store.remove(EVENTS, keyOf(event));
  }
}
