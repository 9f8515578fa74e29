import { type ConfigMap, mapAt, textAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { allNodeGroups } from './node-group-place.ts';
import { finding, type RuleInput } from './rule.ts';

/** Below kubernetes.io and k8s.io, a kubelet may set labels with these prefixes only. */
const KUBELET_LABELS = /(?:^|\.)(?:kubelet|node)\.(?:kubernetes|k8s)\.io$/;
const RESERVED_LABELS = /(?:^|\.)(?:kubernetes|k8s)\.io$/;
const WELL_KNOWN_LABELS = new Set([
  ...['kubernetes.io/hostname', 'kubernetes.io/instance-type', 'kubernetes.io/os', 'kubernetes.io/arch'],
  ...['beta.kubernetes.io/instance-type', 'beta.kubernetes.io/os', 'beta.kubernetes.io/arch'],
  ...['failure-domain.beta.kubernetes.io/zone', 'failure-domain.beta.kubernetes.io/region'],
  ...['topology.kubernetes.io/zone', 'topology.kubernetes.io/region'],
]);

/** Kubernetes' own form of names and values of labels. */
const LABEL_NAME = /^[A-Za-z0-9](?:[-\w.]{0,61}[A-Za-z0-9])?$/;
const LABEL_PREFIX = /^(?=.{1,253}$)[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const LABEL_VALUE = /^(?:[A-Za-z0-9](?:[-\w.]{0,61}[A-Za-z0-9])?)?$/;

/** A key as labels and taints have it: a name, with a DNS prefix or without. */
export function isQualifiedName(key: string): boolean {
  const parts = key.split('/');
  const [prefix, name] = parts.length === 1 ? [undefined, parts[0]] : parts;
  return parts.length <= 2 && LABEL_NAME.test(name ?? '') && (prefix === undefined || LABEL_PREFIX.test(prefix));
}

export function isLabelValue(value: string): boolean {
  return LABEL_VALUE.test(value);
}

/** Labels that a kubelet would refuse to start with, and those that a node may not give itself (reference §1.1). */
export function nodeGroupLabels({ config }: RuleInput): Finding[] {
  return allNodeGroups(config).flatMap(({ group }) => [...form(group), ...reserved(group)]);
}

function form(group: ConfigMap): Finding[] {
  return [...(mapAt(group, 'labels')?.entries.values() ?? [])].flatMap(({ key, keySpan: at, value }) => {
    const written = textAt(value);
    if (!isQualifiedName(key)) {
      const message = 'A label has up to 63 letters, digits and -_. in its name, after a DNS prefix with / or without';
      return [finding('node-group-labels', 'error', message, at)];
    }
    if (written === undefined || isLabelValue(written)) return [];
    const message =
      'The value of a label has up to 63 letters, digits and -_. and starts and ends with one of the former';
    return [finding('node-group-labels', 'error', message, value.span)];
  });
}

function reserved(group: ConfigMap): Finding[] {
  const findings: Finding[] = [];
  for (const { key, keySpan: at } of mapAt(group, 'labels')?.entries.values() ?? []) {
    const prefix = key.includes('/') ? key.slice(0, key.indexOf('/')) : '';
    if (!RESERVED_LABELS.test(prefix) || KUBELET_LABELS.test(prefix) || WELL_KNOWN_LABELS.has(key)) continue;
    findings.push(finding('node-group-labels', 'error', `Kubernetes keeps labels below ${prefix} for itself`, at));
  }
  return findings;
}
