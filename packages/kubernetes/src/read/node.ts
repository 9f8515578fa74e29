import type { ClusterNode } from '@podpass/inventory';
import { z } from 'zod';
import { clusterMetadata, listOf } from './metadata.ts';

export const kubernetesNode = z.object({
  metadata: clusterMetadata,
  spec: z.object({ unschedulable: z.boolean().nullish() }).nullish(),
  status: z
    .object({
      conditions: listOf(z.object({ type: z.string(), status: z.string() })),
      nodeInfo: z.object({ operatingSystem: z.string() }).nullish(),
    })
    .nullish(),
});

/** Managed, eksctl's own and Karpenter's nodes each name their group by a label of their own. */
const GROUP_LABELS = ['eks.amazonaws.com/nodegroup', 'alpha.eksctl.io/nodegroup-name', 'karpenter.sh/nodepool'];

export function readNode({ metadata, spec, status }: z.infer<typeof kubernetesNode>): ClusterNode {
  const { name, labels } = metadata;
  const nodeGroup = GROUP_LABELS.map((label) => labels[label]).find((group) => group !== undefined);
  const instanceType = labels['node.kubernetes.io/instance-type'];
  return {
    name,
    os: labels['kubernetes.io/os'] ?? status?.nodeInfo?.operatingSystem ?? 'linux',
    compute: computeOf(labels['eks.amazonaws.com/compute-type']),
    ready: status?.conditions.some(({ type, status: value }) => type === 'Ready' && value === 'True') === true,
    schedulable: spec?.unschedulable !== true,
    ...(nodeGroup === undefined ? {} : { nodeGroup }),
    ...(instanceType === undefined ? {} : { instanceType }),
  };
}

function computeOf(label: string | undefined): ClusterNode['compute'] {
  return label === 'fargate' || label === 'auto' || label === 'hybrid' ? label : 'ec2';
}
