import { hasCode, type Pod } from '@podpass/inventory';
import type { Caller } from '../calls/caller.ts';
import { type Collection, collections } from '../calls/kubernetes-call.ts';
import { listAll } from '../calls/list-all.ts';
import { ownedObject, type OwnedObject } from '../read/metadata.ts';
import { ownerFinder } from '../read/owners.ts';
import { kubernetesPod, readPod } from '../read/pod.ts';

/** Every pod with its workload. Owners that may not be listed stay unknown: the pods are what was asked for. */
export async function listPods(caller: Caller, signal?: AbortSignal): Promise<Pod[]> {
  const [pods, replicaSets, jobs] = await Promise.all([
    listAll(caller, collections.pods, kubernetesPod, { signal }),
    listOwners(caller, collections.replicaSets, signal),
    listOwners(caller, collections.jobs, signal),
  ]);
  const workloadOf = ownerFinder({ replicaSets, jobs });
  return pods.map((pod) => readPod(pod, workloadOf(pod)));
}

async function listOwners(caller: Caller, collection: Collection, signal?: AbortSignal): Promise<OwnedObject[]> {
  try {
    return await listAll(caller, collection, ownedObject, { metadataOnly: true, signal });
  } catch (error) {
    if (hasCode(error, 'kubernetes-forbidden')) return [];
    throw error;
  }
}
