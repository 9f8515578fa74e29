import { clusterRights, deployment, reading, service, serviceAccount } from './manifest-parts.ts';

const name = 'cost-model';

/** What each workload costs, by list prices: OpenCost (Apache-2.0), with its own collector of usage. */
export const costManagement = [
  serviceAccount(name),
  ...clusterRights(name, [
    reading(
      '',
      ...['configmaps', 'nodes', 'nodes/stats', 'nodes/metrics', 'pods', 'services', 'namespaces', 'resourcequotas'],
      ...['persistentvolumeclaims', 'persistentvolumes', 'replicationcontrollers', 'limitranges'],
    ),
    reading('apps', 'deployments', 'daemonsets', 'statefulsets', 'replicasets'),
    reading('batch', 'jobs', 'cronjobs'),
    reading('policy', 'poddisruptionbudgets'),
    reading('storage.k8s.io', 'storageclasses'),
  ]),
  service(name, 9003),
  deployment({
    name,
    image: 'ghcr.io/opencost/opencost:1.119.1',
    env: [
      { name: 'COLLECTOR_DATA_SOURCE_ENABLED', value: 'true' },
      { name: 'CONFIG_PATH', value: '/data' },
    ],
    ports: [{ name: 'http', containerPort: 9003 }],
    mounts: [{ name: 'data', mountPath: '/data' }],
    volumes: [{ name: 'data', emptyDir: { sizeLimit: '2Gi' } }],
    ready: { path: '/healthz', port: 'http' },
    requests: { cpu: '50m', memory: '128Mi' },
    memoryLimit: '1Gi',
  }),
];
