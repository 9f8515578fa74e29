import { clusterRights, daemonSet, reading, serviceAccount } from './manifest-parts.ts';

const name = 'ingress-controller';

/**
 * Traefik (MIT) on port 80 and 443 of every node, for Ingresses without a class of their own. Port 80 of the node is
 * what the pod identity agent wants too, which is why a configuration cannot have both.
 */
export const ingressController = [
  serviceAccount(name),
  ...clusterRights(name, [
    reading('', 'services', 'secrets', 'nodes'),
    reading('discovery.k8s.io', 'endpointslices'),
    reading('networking.k8s.io', 'ingresses', 'ingressclasses'),
    { apiGroups: ['networking.k8s.io'], resources: ['ingresses/status'], verbs: ['update'] },
  ]),
  daemonSet({
    name,
    image: 'docker.io/library/traefik:v3.3.6',
    args: [
      '--entryPoints.web.address=:80',
      '--entryPoints.websecure.address=:443',
      '--entryPoints.health.address=:8082',
      '--providers.kubernetesingress=true',
      '--ping=true',
      '--ping.entryPoint=health',
      '--global.sendanonymoususage=false',
      '--global.checknewversion=false',
    ],
    ports: [
      { name: 'web', containerPort: 80, hostPort: 80 },
      { name: 'websecure', containerPort: 443, hostPort: 443 },
      { name: 'health', containerPort: 8082, hostPort: 8082 },
    ],
    ready: { path: '/ping', port: 'health' },
    requests: { cpu: '50m', memory: '64Mi' },
    memoryLimit: '256Mi',
    container: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] },
    },
    pod: { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' },
  }),
];
