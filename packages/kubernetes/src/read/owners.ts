import type { WorkloadRef } from '@podpass/inventory';
import { controllerOf, type OwnedObject, type OwnerReference } from './metadata.ts';

/** Replica sets and jobs: what stands between pods and the workload that people know. */
export interface Intermediates {
  replicaSets: OwnedObject[];
  jobs: OwnedObject[];
}

/** Finds the workload at the top of an object's chain of owners, as far as the chain is known. */
export function ownerFinder({ replicaSets, jobs }: Intermediates): (object: OwnedObject) => WorkloadRef | undefined {
  const known = new Map([
    ...replicaSets.map((object) => [key('ReplicaSet', object.metadata), object] as const),
    ...jobs.map((object) => [key('Job', object.metadata), object] as const),
  ]);
  return (object) => {
    const { namespace } = object.metadata;
    const owner = controllerOf(object);
    if (owner === undefined) return undefined;
    const between = known.get(key(owner.kind, { namespace, name: owner.name }));
    return refOf((between && controllerOf(between)) ?? owner, namespace);
  };
}

function key(kind: string, { namespace, name }: { namespace: string; name: string }): string {
  return `${kind} ${namespace}/${name}`;
}

const KINDS: Readonly<Record<string, WorkloadRef['kind']>> = {
  'apps/Deployment': 'Deployment',
  'apps/StatefulSet': 'StatefulSet',
  'apps/DaemonSet': 'DaemonSet',
  'apps/ReplicaSet': 'ReplicaSet',
  'batch/Job': 'Job',
  'batch/CronJob': 'CronJob',
};

/** Owners of other API groups (Argo Rollouts, operators) keep their name, but are of a kind that we can't handle. */
function refOf({ apiVersion, kind, name }: OwnerReference, namespace: string): WorkloadRef {
  const group = apiVersion.split('/')[0] ?? '';
  return { kind: KINDS[`${group}/${kind}`] ?? 'Other', namespace, name };
}
