import { type ConfigMap, hasContent, mapAt, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { managedGroups } from './node-group-place.ts';
import { finding, keySpan, type RuleInput } from './rule.ts';

/** What a launch template says itself: the peer refuses these beside one (reference §1.1, 15 fields). */
const REFUSED = [
  ...['instanceType', 'ami', 'ssh.allow', 'ssh.enableSsm', 'ssh.sourceSecurityGroupIds', 'securityGroups'],
  ...['volumeSize', 'instanceName', 'instancePrefix', 'maxPodsPerNode', 'disableIMDSv1', 'disablePodIMDS'],
  ...['preBootstrapCommands', 'overrideBootstrapCommand', 'placement'],
].map((path) => path.split('.'));

/** Further settings of the volume, which a launch template silently wins over. */
const WITHOUT_EFFECT = [
  ...['volumeType', 'volumeName', 'volumeEncrypted', 'volumeKmsKeyID', 'volumeIOPS', 'volumeThroughput'],
  ...['additionalVolumes', 'ebsOptimized', 'enableDetailedMonitoring', 'efaEnabled'],
];

export function nodeGroupTemplates({ config }: RuleInput): Finding[] {
  return managedGroups(config).flatMap(templates);
}

function templates(group: ConfigMap): Finding[] {
  if (mapAt(group, 'launchTemplate') === undefined) return [];
  return [
    ...REFUSED.filter((path) => hasContent(valueAt(group, ...path))).map((path) => {
      const message = `${path.join('.')} belongs into the launch template when there is one`;
      return finding('node-group-launch-template', 'error', message, placeOf(group, path));
    }),
    ...WITHOUT_EFFECT.filter((field) => hasContent(valueAt(group, field))).map((field) => {
      const message = `${field} has no effect beside a launch template, which says it itself`;
      return finding('node-group-launch-template', 'warning', message, keySpan(group, field));
    }),
  ];
}

function placeOf(group: ConfigMap, [field, inner]: readonly string[]): Finding['at'] {
  const map = inner === undefined ? undefined : mapAt(group, field ?? '');
  return map === undefined || inner === undefined ? keySpan(group, field ?? '') : keySpan(map, inner);
}
