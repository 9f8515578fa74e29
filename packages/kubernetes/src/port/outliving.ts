import type { OutlivingObject } from '@podpass/inventory';
import { z } from 'zod';
import type { Caller } from '../calls/caller.ts';
import { collections } from '../calls/kubernetes-call.ts';
import { listAll } from '../calls/list-all.ts';
import { namespacedMetadata, ownedObject } from '../read/metadata.ts';

const kubernetesService = z.object({
  metadata: namespacedMetadata,
  spec: z.object({ type: z.string().nullish() }).nullish(),
});

export async function listOutliving(caller: Caller, signal?: AbortSignal): Promise<OutlivingObject[]> {
  const [services, claims] = await Promise.all([
    listAll(caller, collections.services, kubernetesService, { signal }),
    listAll(caller, collections.volumeClaims, ownedObject, { metadataOnly: true, signal }),
  ]);
  const balanced = services.filter(({ spec }) => spec?.type === 'LoadBalancer');
  return [
    ...balanced.map(({ metadata }) => named('Service', metadata)),
    ...claims.map(({ metadata }) => named('PersistentVolumeClaim', metadata)),
  ];
}

function named(kind: OutlivingObject['kind'], { namespace, name }: { namespace: string; name: string }) {
  return { kind, namespace, name };
}
