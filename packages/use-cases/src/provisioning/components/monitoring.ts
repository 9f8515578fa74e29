import { clusterRights, configMap, daemonSet, deployment, reading, service, serviceAccount } from './manifest-parts.ts';

const configuration = `global:
  scrape_interval: 30s
scrape_configs:
  - job_name: pods
    kubernetes_sd_configs:
      - role: pod
    relabel_configs:
      - source_labels: [__meta_kubernetes_pod_annotation_prometheus_io_scrape]
        regex: 'true'
        action: keep
      - source_labels: [__address__, __meta_kubernetes_pod_annotation_prometheus_io_port]
        regex: '([^:]+)(?::\\d+)?;(\\d+)'
        replacement: '$1:$2'
        target_label: __address__
      - source_labels: [__meta_kubernetes_namespace]
        target_label: namespace
      - source_labels: [__meta_kubernetes_pod_name]
        target_label: pod
      - source_labels: [__meta_kubernetes_pod_node_name]
        target_label: node
  - job_name: kubelet
    scheme: https
    tls_config:
      ca_file: /var/run/secrets/kubernetes.io/serviceaccount/ca.crt
      insecure_skip_verify: true
    authorization:
      credentials_file: /var/run/secrets/kubernetes.io/serviceaccount/token
    metrics_path: /metrics/cadvisor
    kubernetes_sd_configs:
      - role: node
`;

/** Prometheus with a week of metrics, and an exporter on every node (both Apache-2.0). */
export const monitoring = [
  serviceAccount('prometheus'),
  ...clusterRights('prometheus', [
    reading('', 'nodes', 'nodes/metrics', 'services', 'endpoints', 'pods'),
    { nonResourceURLs: ['/metrics', '/metrics/cadvisor'], verbs: ['get'] },
  ]),
  configMap('prometheus', { 'prometheus.yml': configuration }),
  service('prometheus', 9090),
  deployment({
    name: 'prometheus',
    image: 'quay.io/prometheus/prometheus:v3.3.1',
    args: [
      '--config.file=/etc/prometheus/prometheus.yml',
      '--storage.tsdb.path=/data',
      '--storage.tsdb.retention.time=7d',
      '--storage.tsdb.retention.size=8GB',
    ],
    ports: [{ name: 'http', containerPort: 9090 }],
    mounts: [
      { name: 'configuration', mountPath: '/etc/prometheus', readOnly: true },
      { name: 'data', mountPath: '/data' },
    ],
    volumes: [
      { name: 'configuration', configMap: { name: 'prometheus' } },
      { name: 'data', emptyDir: { sizeLimit: '10Gi' } },
    ],
    ready: { path: '/-/ready', port: 'http' },
    requests: { cpu: '100m', memory: '512Mi' },
    memoryLimit: '2Gi',
  }),
  serviceAccount('node-exporter'),
  daemonSet({
    name: 'node-exporter',
    image: 'quay.io/prometheus/node-exporter:v1.9.1',
    args: ['--path.rootfs=/host', '--web.listen-address=:9100', '--no-collector.wifi'],
    ports: [{ name: 'http', containerPort: 9100, hostPort: 9100 }],
    mounts: [{ name: 'root', mountPath: '/host', readOnly: true, mountPropagation: 'HostToContainer' }],
    volumes: [{ name: 'root', hostPath: { path: '/' } }],
    ready: { path: '/', port: 'http' },
    requests: { cpu: '10m', memory: '32Mi' },
    memoryLimit: '96Mi',
    pod: { hostNetwork: true, hostPID: true, automountServiceAccountToken: false },
    annotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '9100' },
  }),
];
