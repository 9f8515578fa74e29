import { clusterRights, daemonSet, reading, serviceAccount } from './manifest-parts.ts';

const name = 'network-policies';

/** Enforces NetworkPolicies on every node, whatever the network plugin: kube-network-policies (Apache-2.0). */
export const networkPolicy = [
  serviceAccount(name),
  ...clusterRights(name, [reading('', 'pods', 'namespaces', 'nodes'), reading('networking.k8s.io', 'networkpolicies')]),
  daemonSet({
    name,
    image: 'registry.k8s.io/networking/kube-network-policies:v0.9.2',
    command: ['/bin/netpol'],
    args: ['--hostname-override=$(NODE_NAME)', '--metrics-bind-address=:9080', '--nfqueue-id=98', '--v=1'],
    env: [{ name: 'NODE_NAME', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'spec.nodeName' } } }],
    ports: [{ name: 'http', containerPort: 9080, hostPort: 9080 }],
    mounts: [
      { name: 'nri', mountPath: '/var/run/nri' },
      { name: 'netns', mountPath: '/var/run/netns', mountPropagation: 'HostToContainer' },
    ],
    volumes: [
      { name: 'nri', hostPath: { path: '/var/run/nri', type: 'DirectoryOrCreate' } },
      { name: 'netns', hostPath: { path: '/var/run/netns', type: 'DirectoryOrCreate' } },
    ],
    ready: { path: '/metrics', port: 'http' },
    requests: { cpu: '20m', memory: '48Mi' },
    memoryLimit: '128Mi',
    // It puts itself into the packet filter of the node.
    container: { privileged: true, capabilities: { add: ['NET_ADMIN'] } },
    pod: { hostNetwork: true, priorityClassName: 'system-node-critical' },
  }),
];
