import type { Workload } from '@podpass/inventory';
import { z } from 'zod';
import { namespacedMetadata } from './metadata.ts';

const podTemplate = z.object({ spec: z.object({ serviceAccountName: z.string().nullish() }) });
const count = z.number().nullish();

export const kubernetesDeployment = z.object({
  metadata: namespacedMetadata,
  spec: z.object({ replicas: count, paused: z.boolean().nullish(), template: podTemplate }),
  status: z
    .object({
      observedGeneration: count,
      replicas: count,
      updatedReplicas: count,
      readyReplicas: count,
      availableReplicas: count,
    })
    .nullish(),
});

/** Rolled out when the controller has seen the newest template and no other pod is left (kubectl rollout status). */
export function readDeployment({ metadata, spec, status }: z.infer<typeof kubernetesDeployment>): Workload {
  const desired = spec.replicas ?? 1;
  const updated = status?.updatedReplicas ?? 0;
  const complete =
    updated === desired && (status?.replicas ?? 0) === desired && (status?.availableReplicas ?? 0) === desired;
  return {
    ...identity('Deployment', metadata, spec.template),
    desired,
    ready: status?.readyReplicas ?? 0,
    updated,
    settled: isObserved(metadata, status) && complete,
    restartable: spec.paused !== true,
  };
}

export const kubernetesStatefulSet = z.object({
  metadata: namespacedMetadata,
  spec: z.object({
    replicas: count,
    updateStrategy: z
      .object({ type: z.string().nullish(), rollingUpdate: z.object({ partition: count }).nullish() })
      .nullish(),
    template: podTemplate,
  }),
  status: z.object({ observedGeneration: count, updatedReplicas: count, readyReplicas: count }).nullish(),
});

/** With a partition, only the pods from that ordinal on are replaced. */
export function readStatefulSet({ metadata, spec, status }: z.infer<typeof kubernetesStatefulSet>): Workload {
  const desired = spec.replicas ?? 1;
  const updated = status?.updatedReplicas ?? 0;
  const ready = status?.readyReplicas ?? 0;
  const toUpdate = Math.max(0, desired - (spec.updateStrategy?.rollingUpdate?.partition ?? 0));
  return {
    ...identity('StatefulSet', metadata, spec.template),
    desired,
    ready,
    updated,
    settled: isObserved(metadata, status) && updated >= toUpdate && ready === desired,
    restartable: spec.updateStrategy?.type !== 'OnDelete',
  };
}

export const kubernetesDaemonSet = z.object({
  metadata: namespacedMetadata,
  spec: z.object({
    selector: z.object({ matchLabels: z.record(z.string(), z.string()).nullish() }),
    updateStrategy: z.object({ type: z.string().nullish() }).nullish(),
    template: podTemplate,
  }),
  status: z
    .object({
      observedGeneration: count,
      desiredNumberScheduled: count,
      updatedNumberScheduled: count,
      numberReady: count,
      numberAvailable: count,
    })
    .nullish(),
});

export function readDaemonSet({ metadata, spec, status }: z.infer<typeof kubernetesDaemonSet>): Workload {
  const desired = status?.desiredNumberScheduled ?? 0;
  const updated = status?.updatedNumberScheduled ?? 0;
  return {
    ...identity('DaemonSet', metadata, spec.template),
    desired,
    ready: status?.numberReady ?? 0,
    updated,
    settled: isObserved(metadata, status) && updated === desired && (status?.numberAvailable ?? 0) === desired,
    restartable: spec.updateStrategy?.type !== 'OnDelete',
  };
}

export const kubernetesReplicaSet = z.object({
  metadata: namespacedMetadata,
  spec: z.object({ replicas: count, template: podTemplate }),
  status: z.object({ observedGeneration: count, readyReplicas: count }).nullish(),
});

/** A replica set replaces no pods when its template changes: a restart annotation does nothing. */
export function readReplicaSet({ metadata, spec, status }: z.infer<typeof kubernetesReplicaSet>): Workload {
  const desired = spec.replicas ?? 1;
  const ready = status?.readyReplicas ?? 0;
  return {
    ...identity('ReplicaSet', metadata, spec.template),
    desired,
    ready,
    settled: isObserved(metadata, status) && ready === desired,
    restartable: false,
  };
}

export const kubernetesJob = z.object({
  metadata: namespacedMetadata,
  spec: z.object({ template: podTemplate }),
});

/** Jobs run to their end with the template that they began with: there is nothing to roll out. */
export function readJob({ metadata, spec }: z.infer<typeof kubernetesJob>): Workload {
  return { ...identity('Job', metadata, spec.template), settled: true, restartable: false };
}

export const kubernetesCronJob = z.object({
  metadata: namespacedMetadata,
  spec: z.object({ jobTemplate: z.object({ spec: z.object({ template: podTemplate }) }) }),
});

/** The next run takes the newest template by itself. */
export function readCronJob({ metadata, spec }: z.infer<typeof kubernetesCronJob>): Workload {
  return { ...identity('CronJob', metadata, spec.jobTemplate.spec.template), settled: true, restartable: false };
}

function identity(
  kind: Workload['kind'],
  { namespace, name }: z.infer<typeof namespacedMetadata>,
  template: z.infer<typeof podTemplate>,
): Pick<Workload, 'kind' | 'namespace' | 'name' | 'serviceAccount'> {
  return { kind, namespace, name, serviceAccount: template.spec.serviceAccountName ?? 'default' };
}

/** Until the controller has seen the newest spec, its counts are about an older one. */
function isObserved(
  metadata: z.infer<typeof namespacedMetadata>,
  status: { observedGeneration?: number | null | undefined } | null | undefined,
): boolean {
  return (status?.observedGeneration ?? 0) >= (metadata.generation ?? 0);
}
