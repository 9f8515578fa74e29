import { type ConfigMap, hasContent, itemsAt, mapAt, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { finding, keySpan, maps, type RuleInput } from './rule.ts';

/** What a launch template says itself (reference §1.1: it excludes 15 other fields). */
const IN_TEMPLATE = [
  ...[
    'ami',
    'ssh',
    'instancePrefix',
    'instanceName',
    'securityGroups',
    'preBootstrapCommands',
    'overrideBootstrapCommand',
  ],
  ...[
    'volumeSize',
    'volumeType',
    'volumeIOPS',
    'volumeThroughput',
    'volumeEncrypted',
    'maxPodsPerNode',
    'disableIMDSv1',
  ],
  ...['disablePodIMDS', 'placement'],
];

/** Below kubernetes.io and k8s.io, a kubelet may set labels with these prefixes only. */
const KUBELET_LABELS = /(?:^|\.)(?:kubelet|node)\.(?:kubernetes|k8s)\.io$/;
const RESERVED_LABELS = /(?:^|\.)(?:kubernetes|k8s)\.io$/;
const WELL_KNOWN_LABELS = new Set([
  ...['kubernetes.io/hostname', 'kubernetes.io/instance-type', 'kubernetes.io/os', 'kubernetes.io/arch'],
  ...['beta.kubernetes.io/instance-type', 'beta.kubernetes.io/os', 'beta.kubernetes.io/arch'],
  ...['failure-domain.beta.kubernetes.io/zone', 'failure-domain.beta.kubernetes.io/region'],
  ...['topology.kubernetes.io/zone', 'topology.kubernetes.io/region'],
]);

/** Launch templates against fields they hold, and labels that a node may not give itself. */
export function nodeGroupTemplates({ config }: RuleInput): Finding[] {
  const managed = maps(itemsAt(config, 'managedNodeGroups'));
  const all = [...managed, ...maps(itemsAt(config, 'nodeGroups'))];
  return [...managed.flatMap(templates), ...all.flatMap(labels)];
}

function templates(group: ConfigMap): Finding[] {
  if (mapAt(group, 'launchTemplate') === undefined) return [];
  return IN_TEMPLATE.filter((field) => hasContent(valueAt(group, field))).map((field) => {
    const message = `${field} belongs into the launch template when there is one`;
    return finding('node-group-launch-template', 'error', message, keySpan(group, field));
  });
}

function labels(group: ConfigMap): Finding[] {
  const findings: Finding[] = [];
  for (const { key, keySpan: at } of mapAt(group, 'labels')?.entries.values() ?? []) {
    const prefix = key.includes('/') ? key.slice(0, key.indexOf('/')) : '';
    if (!RESERVED_LABELS.test(prefix) || KUBELET_LABELS.test(prefix) || WELL_KNOWN_LABELS.has(key)) continue;
    findings.push(finding('node-group-labels', 'error', `Kubernetes keeps labels below ${prefix} for itself`, at));
  }
  return findings;
}
