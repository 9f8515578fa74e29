import { createHash } from 'node:crypto';
import type { ClusterRuntime } from '../cluster-runtime.ts';
import { regionOf } from '../cluster-runtime.ts';
import { NODES } from '../objects/collections.ts';
import type { Node, Taint } from '../objects/kinds.ts';

export interface NodeDescription {
  name: string;
  address: string;
  instanceId: string;
  instanceType: string;
  zone: string;
  os: 'linux' | 'windows';
  arch: string;
  osImage: string;
  labels: Record<string, string>;
  taints: Taint[];
}

/** Puts a node in, or brings its labels and taints up to date. What others added to it stays. */
export function putNode(cluster: ClusterRuntime, description: NodeDescription): Node {
  const { name, labels, taints } = description;
  const known = cluster.store.get(NODES, name);
  if (known !== undefined) {
    const metadata = { ...known.metadata, labels: { ...known.metadata.labels, ...labels } };
    const managed = new Set(taints.map((taint) => `${taint.key}:${taint.effect}`));
    const others = (known.spec?.taints ?? []).filter((taint) => !managed.has(`${taint.key}:${taint.effect}`));
    const all = [...taints, ...others];
    const spec = { ...known.spec, ...(all.length > 0 && { taints: all }) };
    return cluster.store.put(NODES, { ...known, metadata, spec });
  }
  return cluster.store.put(NODES, newNode(cluster, description));
}

/** Instance id, private address and zone of the `index`-th machine of something; the same each time. */
export function machineIdentity(
  cluster: ClusterRuntime,
  seed: string,
): Pick<NodeDescription, 'address' | 'instanceId' | 'zone'> & { hostName: string } {
  const digest = createHash('sha256').update(`${cluster.arn} ${seed}`).digest();
  const byte = (index: number): number => digest[index] ?? 0;
  const address = `192.168.${byte(0)}.${(byte(1) % 254) + 1}`;
  const region = regionOf(cluster.arn);
  const suffix = region === 'us-east-1' ? 'ec2.internal' : `${region}.compute.internal`;
  return {
    address,
    instanceId: `i-0${digest.toString('hex').slice(4, 20)}`,
    zone: `${region}${'abc'.charAt(byte(2) % 3)}`,
    hostName: `ip-${address.replaceAll('.', '-')}.${suffix}`,
  };
}

function newNode(cluster: ClusterRuntime, description: NodeDescription): Node {
  const { name, address, instanceId, instanceType, zone, os, arch, osImage, labels, taints } = description;
  const at = cluster.timestamp();
  const region = regionOf(cluster.arn);
  const version = cluster.eks()?.version ?? '1.33';
  const capacity = { cpu: '8', 'ephemeral-storage': '83873772Ki', memory: '32386544Ki', pods: '250' };
  const condition = (type: string, status: string, reason: string, message: string) => ({
    type,
    status,
    lastHeartbeatTime: at,
    lastTransitionTime: at,
    reason,
    message,
  });
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      uid: cluster.world.uuid(),
      resourceVersion: '',
      creationTimestamp: at,
      labels: {
        'beta.kubernetes.io/arch': arch,
        'beta.kubernetes.io/os': os,
        'kubernetes.io/arch': arch,
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': os,
        'node.kubernetes.io/instance-type': instanceType,
        'topology.kubernetes.io/region': region,
        'topology.kubernetes.io/zone': zone,
        ...labels,
      },
    },
    spec: { providerID: `aws:///${zone}/${instanceId}`, ...(taints.length > 0 && { taints }) },
    status: {
      addresses: [
        { type: 'InternalIP', address },
        { type: 'InternalDNS', address: name },
        { type: 'Hostname', address: name },
      ],
      allocatable: capacity,
      capacity,
      conditions: [
        condition('MemoryPressure', 'False', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'),
        condition('DiskPressure', 'False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'),
        condition('PIDPressure', 'False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'),
        condition('Ready', 'True', 'KubeletReady', 'kubelet is posting ready status'),
      ],
      nodeInfo: {
        architecture: arch,
        bootID: cluster.world.uuid(),
        containerRuntimeVersion: 'containerd://2.1.4',
        kernelVersion: os === 'windows' ? '10.0.20348.2966' : '6.12.46-66.121.amzn2023.x86_64',
        kubeProxyVersion: '',
        kubeletVersion: `v${version}.1-eks-podpass`,
        machineID: instanceId,
        operatingSystem: os,
        osImage,
        systemUUID: instanceId,
      },
    },
  };
}
