import { clusterRights, deployment, reading, service, serviceAccount } from './manifest-parts.ts';

const name = 'policy-audit';

/**
 * Holds workloads against the usual policies and shows what breaks them: Polaris (Apache-2.0). It reports and refuses
 * nothing: what a cluster refuses is for its owners to say, in labels of the Pod Security admission.
 */
export const policyEnforcement = [
  serviceAccount(name),
  ...clusterRights(name, [
    reading('', 'nodes', 'namespaces', 'pods', 'services', 'serviceaccounts', 'replicationcontrollers', 'limitranges'),
    reading('apps', 'deployments', 'daemonsets', 'statefulsets', 'replicasets'),
    reading('batch', 'jobs', 'cronjobs'),
    reading('networking.k8s.io', 'ingresses', 'networkpolicies'),
    reading('policy', 'poddisruptionbudgets'),
    reading('autoscaling', 'horizontalpodautoscalers'),
    reading('rbac.authorization.k8s.io', 'roles', 'rolebindings', 'clusterroles', 'clusterrolebindings'),
  ]),
  service(name, 8080),
  deployment({
    name,
    image: 'quay.io/fairwinds/polaris:9.6',
    command: ['polaris', 'dashboard', '--port', '8080'],
    ports: [{ name: 'http', containerPort: 8080 }],
    ready: { path: '/health', port: 'http' },
    requests: { cpu: '50m', memory: '128Mi' },
    memoryLimit: '512Mi',
  }),
];
