import { clusterRights, deployment, reading, service, serviceAccount } from './manifest-parts.ts';

const name = 'kube-state-metrics';

/** The state of the cluster's objects as metrics: kube-state-metrics (Apache-2.0), without Secrets. */
export const visibility = [
  serviceAccount(name),
  ...clusterRights(name, [
    reading(
      '',
      ...['configmaps', 'nodes', 'pods', 'services', 'serviceaccounts', 'resourcequotas', 'limitranges', 'namespaces'],
      ...['replicationcontrollers', 'persistentvolumeclaims', 'persistentvolumes', 'endpoints'],
    ),
    reading('apps', 'statefulsets', 'daemonsets', 'deployments', 'replicasets'),
    reading('batch', 'cronjobs', 'jobs'),
    reading('autoscaling', 'horizontalpodautoscalers'),
    reading('policy', 'poddisruptionbudgets'),
    reading('networking.k8s.io', 'networkpolicies', 'ingresses', 'ingressclasses'),
    reading('storage.k8s.io', 'storageclasses', 'volumeattachments'),
    reading('discovery.k8s.io', 'endpointslices'),
  ]),
  service(name, 8080),
  deployment({
    name,
    image: 'registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.15.0',
    args: [
      `--resources=${[
        ...['configmaps', 'cronjobs', 'daemonsets', 'deployments', 'horizontalpodautoscalers', 'ingresses', 'jobs'],
        ...['limitranges', 'namespaces', 'networkpolicies', 'nodes', 'persistentvolumeclaims', 'persistentvolumes'],
        ...['poddisruptionbudgets', 'pods', 'replicasets', 'resourcequotas', 'serviceaccounts', 'services'],
        ...['statefulsets', 'storageclasses', 'volumeattachments'],
      ].join(',')}`,
    ],
    ports: [{ name: 'http', containerPort: 8080 }],
    ready: { path: '/healthz', port: 'http' },
    requests: { cpu: '20m', memory: '96Mi' },
    memoryLimit: '512Mi',
    annotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '8080' },
  }),
];
