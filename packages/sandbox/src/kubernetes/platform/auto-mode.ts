import type { ClusterRuntime } from '../cluster-runtime.ts';
import { NODES } from '../objects/collections.ts';
import type { Node, Pod } from '../objects/kinds.ts';
import { fits } from '../controllers/scheduling.ts';
import { machineIdentity, putNode } from './node.ts';

const PODS_PER_NODE = 30;

/** A node of EKS Auto Mode with room for a pod: one that is there, or a new one. */
export function autoNodeFor(cluster: ClusterRuntime, pod: Pod): Node | undefined {
  if (cluster.eks()?.autoMode !== true) return undefined;
  const nodes = cluster.store
    .list(NODES)
    .filter((node) => node.metadata.labels?.['eks.amazonaws.com/compute-type'] === 'auto');
  const free = nodes.find(
    (node) => fits(pod.spec, node) && cluster.store.index.podsOnNode(node.metadata.name).size < PODS_PER_NODE,
  );
  if (free !== undefined) return free;
  const arch = pod.spec.nodeSelector?.['kubernetes.io/arch'] ?? 'amd64';
  const { address, instanceId, zone } = machineIdentity(cluster, `auto ${nodes.length} ${arch}`);
  const description = {
    name: instanceId,
    address,
    instanceId,
    zone,
    instanceType: arch === 'arm64' ? 'c6g.large' : 'c6a.large',
    os: 'linux' as const,
    arch,
    osImage: 'Bottlerocket (EKS Auto, Standard) 2026.11.1 (aws-k8s-1.33-standard)',
    labels: {
      'eks.amazonaws.com/compute-type': 'auto',
      'eks.amazonaws.com/nodeclass': 'default',
      'karpenter.sh/capacity-type': 'on-demand',
      'karpenter.sh/nodepool': 'general-purpose',
    },
    taints: [],
  };
  const made = putNode(cluster, description);
  return fits(pod.spec, made) ? made : undefined;
}
