import { any, boolean, integer, keyed, list, object, type Schema, set, string, strings, time } from './schema.ts';

const META = 'io.k8s.apimachinery.pkg.apis.meta.v1';

const ownerReference = object(
  `${META}.OwnerReference`,
  { apiVersion: string, kind: string, name: string, uid: string, controller: boolean, blockOwnerDeletion: boolean },
  ['apiVersion', 'kind', 'name', 'uid'],
);

export const objectMeta = object(`${META}.ObjectMeta`, {
  name: string,
  generateName: string,
  namespace: string,
  selfLink: string,
  uid: string,
  resourceVersion: string,
  generation: integer,
  creationTimestamp: time,
  deletionTimestamp: time,
  deletionGracePeriodSeconds: integer,
  labels: strings,
  annotations: strings,
  ownerReferences: keyed(ownerReference, 'uid'),
  finalizers: set(string),
  managedFields: list(any),
});

export const labelSelector = object(`${META}.LabelSelector`, {
  matchLabels: strings,
  matchExpressions: list(
    object(`${META}.LabelSelectorRequirement`, { key: string, operator: string, values: list(string) }, [
      'key',
      'operator',
    ]),
  ),
});

export const condition = object(`${META}.Condition`, {
  type: string,
  status: string,
  observedGeneration: integer,
  lastTransitionTime: time,
  lastUpdateTime: time,
  lastProbeTime: time,
  lastHeartbeatTime: time,
  reason: string,
  message: string,
});

/** A whole object: its own fields and what every object has. */
export function kind(name: string, fields: Readonly<Record<string, Schema>>, required: readonly string[] = []) {
  return object(name, { apiVersion: string, kind: string, metadata: objectMeta, ...fields }, required);
}
