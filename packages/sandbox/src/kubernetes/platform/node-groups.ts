import type { NodegroupState } from '../../state/eks-state.ts';
import { own } from '../../state/lookup.ts';
import { type ClusterRuntime, regionOf } from '../cluster-runtime.ts';
import { keyOf, NODES, PODS } from '../objects/collections.ts';
import type { Node } from '../objects/kinds.ts';
import { machineIdentity, putNode } from './node.ts';

const GROUP_LABEL = 'eks.amazonaws.com/nodegroup';
const WITHOUT_NODES = new Set<NodegroupState['status']>(['CREATING', 'CREATE_FAILED', 'DELETING']);
const TAINT_EFFECTS: Readonly<Record<string, string>> = {
  NO_SCHEDULE: 'NoSchedule',
  NO_EXECUTE: 'NoExecute',
  PREFER_NO_SCHEDULE: 'PreferNoSchedule',
};

/** Brings the nodes in line with the managed node groups: as many as desired, with the group's labels and taints. */
export function syncNodeGroups(cluster: ClusterRuntime): void {
  const wanted = new Set<string>();
  for (const group of Object.values(cluster.eks()?.nodegroups ?? {})) {
    if (WITHOUT_NODES.has(group.status)) continue;
    for (let index = 0; index < group.scaling.desired; index += 1)
      wanted.add(nodeOf(cluster, group, index).metadata.name);
  }
  for (const node of cluster.store.list(NODES)) {
    if (node.metadata.labels?.[GROUP_LABEL] !== undefined && !wanted.has(node.metadata.name)) removeNode(cluster, node);
  }
}

/** Takes a node away, and with it its pods. */
export function removeNode(cluster: ClusterRuntime, node: Node): void {
  for (const key of cluster.store.index.podsOnNode(node.metadata.name)) cluster.store.remove(PODS, key);
  cluster.store.remove(NODES, keyOf(node));
}

function nodeOf(cluster: ClusterRuntime, group: NodegroupState, index: number): Node {
  const machine = machineIdentity(cluster, `${group.arn} ${index}`);
  const { hostName, address, instanceId } = machine;
  const zone = zoneOf(cluster, group, index) ?? machine.zone;
  const windows = group.amiType.startsWith('WINDOWS');
  const arm = group.amiType.includes('ARM');
  return putNode(cluster, {
    name: hostName,
    address,
    instanceId,
    zone,
    instanceType: group.instanceTypes[0] ?? 't3.medium',
    os: windows ? 'windows' : 'linux',
    arch: arm ? 'arm64' : 'amd64',
    osImage: windows ? 'Windows Server 2022 Datacenter' : 'Amazon Linux 2023.9.20251027',
    labels: {
      ...group.labels,
      'eks.amazonaws.com/capacityType': group.capacityType,
      [GROUP_LABEL]: group.name,
      'eks.amazonaws.com/nodegroup-image': group.releaseVersion.slice(0, 63),
    },
    taints: group.taints.map(({ key, value, effect }) => ({
      key,
      ...(value === undefined || value === '' ? {} : { value }),
      effect: TAINT_EFFECTS[effect] ?? effect,
    })),
  });
}

/** Nodes are spread over the subnets of their group. */
function zoneOf(cluster: ClusterRuntime, group: NodegroupState, index: number): string | undefined {
  const { subnets } = cluster.world.state.ec2[regionOf(cluster.arn)] ?? {};
  const subnetId = group.subnetIds[index % Math.max(group.subnetIds.length, 1)];
  return own(subnets, subnetId ?? '')?.availabilityZone;
}
