import type { KubernetesObject } from '../../state/kubernetes-state.ts';
import { isObject, textOf } from '../objects/json.ts';
import type { KubernetesEvent } from '../objects/kinds.ts';
import { eventsEvent } from '../schema/core.ts';
import { type ResourceType, resource } from '../resources/resource-type.ts';

/** `events.k8s.io/v1`: the same stored events under their newer names. */
export const EVENTS_OF_EVENTS_GROUP: ResourceType = resource('events.k8s.io', 'v1', {
  kind: 'Event',
  plural: 'events',
  shortNames: ['ev'],
  schema: eventsEvent,
  collection: { id: 'v1/events' },
  verbs: ['get', 'list', 'watch'],
  fields: {
    reason: (event) => textOf(event['reason']),
    type: (event) => textOf(event['type']),
    'regarding.name': (event) => regardingMember(event, 'name'),
    'regarding.kind': (event) => regardingMember(event, 'kind'),
    'regarding.namespace': (event) => regardingMember(event, 'namespace'),
    'regarding.uid': (event) => regardingMember(event, 'uid'),
  },
});

const shown = new WeakMap<KubernetesObject, KubernetesObject>();

/** A stored event as `events.k8s.io/v1` shows it; other objects as they are. */
export function inEventsGroup(object: KubernetesObject): KubernetesObject {
  if (object.apiVersion !== 'v1') return object;
  const known = shown.get(object);
  if (known !== undefined) return known;
  const { involvedObject, message, source, firstTimestamp, lastTimestamp, count, reportingComponent, ...rest } =
    object as KubernetesEvent;
  const made: KubernetesObject = {
    ...rest,
    apiVersion: 'events.k8s.io/v1',
    eventTime: rest.eventTime ?? null,
    regarding: involvedObject,
    note: message ?? '',
    deprecatedSource: source ?? {},
    deprecatedFirstTimestamp: firstTimestamp ?? null,
    deprecatedLastTimestamp: lastTimestamp ?? null,
    deprecatedCount: count ?? 1,
    reportingController: reportingComponent ?? source?.component ?? '',
  };
  shown.set(object, made);
  return made;
}

function regardingMember(event: KubernetesObject, name: string): string {
  const regarding = event['involvedObject'] ?? event['regarding'];
  return isObject(regarding) ? textOf(regarding[name]) : '';
}
