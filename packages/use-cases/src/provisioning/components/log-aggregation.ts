import { clusterRights, configMap, daemonSet, deployment, reading, service, serviceAccount } from './manifest-parts.ts';

const collector = 'log-collector';
const store = 'log-store';

const configuration = `service:
  flush: 5
  http_server: on
  http_port: 2020
  parsers_file: /fluent-bit/etc/parsers.conf
pipeline:
  inputs:
    - name: tail
      path: /var/log/containers/*.log
      # Its own lines would come round for ever.
      exclude_path: /var/log/containers/${collector}-*.log,/var/log/containers/${store}-*.log
      multiline.parser: docker, cri
      tag: kube.*
      db: /state/positions.db
      mem_buf_limit: 32MB
      skip_long_lines: on
  filters:
    - name: kubernetes
      match: kube.*
      merge_log: on
      keep_log: off
  outputs:
    - name: http
      match: '*'
      host: ${store}
      port: 9428
      uri: /insert/jsonline?_stream_fields=stream&_msg_field=log&_time_field=date
      format: json_lines
      json_date_format: iso8601
      compress: gzip
`;

/** Fluent Bit on every node sends what containers write to VictoriaLogs, which keeps a week of it (both Apache-2.0). */
export const logAggregation = [
  serviceAccount(store),
  service(store, 9428),
  deployment({
    name: store,
    image: 'docker.io/victoriametrics/victoria-logs:v1.50.0',
    args: ['-storageDataPath=/data', '-retentionPeriod=7d', '-retention.maxDiskSpaceUsageBytes=8GiB'],
    ports: [{ name: 'http', containerPort: 9428 }],
    mounts: [{ name: 'data', mountPath: '/data' }],
    volumes: [{ name: 'data', emptyDir: { sizeLimit: '10Gi' } }],
    ready: { path: '/health', port: 'http' },
    requests: { cpu: '50m', memory: '128Mi' },
    memoryLimit: '1Gi',
    pod: { automountServiceAccountToken: false },
  }),
  serviceAccount(collector),
  ...clusterRights(collector, [reading('', 'namespaces', 'pods')]),
  configMap(collector, { 'fluent-bit.yaml': configuration }),
  daemonSet({
    name: collector,
    image: 'cr.fluentbit.io/fluent/fluent-bit:4.0.1',
    args: ['--config=/etc/podpass/fluent-bit.yaml'],
    command: ['/fluent-bit/bin/fluent-bit'],
    ports: [{ name: 'http', containerPort: 2020 }],
    mounts: [
      { name: 'configuration', mountPath: '/etc/podpass', readOnly: true },
      { name: 'logs', mountPath: '/var/log', readOnly: true },
      { name: 'state', mountPath: '/state' },
    ],
    volumes: [
      { name: 'configuration', configMap: { name: collector } },
      { name: 'logs', hostPath: { path: '/var/log' } },
      { name: 'state', hostPath: { path: '/var/lib/podpass-log-collector', type: 'DirectoryOrCreate' } },
    ],
    ready: { path: '/', port: 'http' },
    requests: { cpu: '25m', memory: '64Mi' },
    memoryLimit: '256Mi',
    // The logs of containers belong to root.
    container: {
      runAsUser: 0,
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'], add: ['DAC_READ_SEARCH'] },
    },
  }),
];
