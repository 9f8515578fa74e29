import type { Pod, WorkloadRef } from '@podpass/inventory';
import { z } from 'zod';
import { containerSpec, credentialsOf, volumeSpec } from './credentials.ts';
import { createdAt, listOf, namespacedMetadata } from './metadata.ts';

export const kubernetesPod = z.object({
  metadata: namespacedMetadata,
  spec: z.object({
    serviceAccountName: z.string().nullish(),
    nodeName: z.string().nullish(),
    hostNetwork: z.boolean().nullish(),
    containers: listOf(containerSpec),
    initContainers: listOf(containerSpec),
    volumes: listOf(volumeSpec),
  }),
  status: z
    .object({
      phase: z.string().nullish(),
      conditions: listOf(z.object({ type: z.string(), status: z.string() })),
    })
    .nullish(),
});
export type KubernetesPod = z.infer<typeof kubernetesPod>;

/**
 * `workload`: the top of the pod's owners; a pod without any stands for itself. A pod that is being deleted has the
 * phase `Terminating`, as kubectl shows it: it runs on for a while, but no rollout counts it any more.
 */
export function readPod(pod: KubernetesPod, workload: WorkloadRef | undefined): Pod {
  const { metadata, spec, status } = pod;
  const { namespace, name } = metadata;
  return {
    namespace,
    name,
    serviceAccount: spec.serviceAccountName ?? 'default',
    ...(spec.nodeName ? { node: spec.nodeName } : {}),
    phase: metadata.deletionTimestamp ? 'Terminating' : (status?.phase ?? 'Unknown'),
    ready: isReady(pod),
    hostNetwork: spec.hostNetwork === true,
    ...createdAt(metadata),
    ...credentialsOf(spec),
    workload: workload ?? { kind: 'Pod', namespace, name },
  };
}

export function isReady({ status }: KubernetesPod): boolean {
  return status?.conditions.some(({ type, status: value }) => type === 'Ready' && value === 'True') === true;
}
