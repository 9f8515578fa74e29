import { booleanAt, type ConfigMap, hasContent, itemsAt, numberAt, textAt, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { finding, keySpan, maps, type RuleInput } from './rule.ts';

/** Names, sizes and fields that exclude each other, for managed and self-managed groups (reference §1.1). */
export function nodeGroups({ config }: RuleInput): Finding[] {
  const managed = maps(itemsAt(config, 'managedNodeGroups'));
  const own = maps(itemsAt(config, 'nodeGroups'));
  const all = [...managed, ...own];
  return [
    ...duplicates(all),
    ...all.flatMap((group) => [...sizes(group), ...exclusive(group), ...iamExclusive(group)]),
    ...managed.flatMap((group) => updateConfig(group)),
  ];
}

function duplicates(groups: readonly ConfigMap[]): Finding[] {
  const seen = new Set<string>();
  return groups.flatMap((group) => {
    const name = textAt(group, 'name');
    if (name === undefined || !seen.has(name)) {
      if (name !== undefined) seen.add(name);
      return [];
    }
    const message = `The name ${name} is taken by another node group`;
    return [finding('node-group-duplicate', 'error', message, keySpan(group, 'name'))];
  });
}

function sizes(group: ConfigMap): Finding[] {
  const [least, wanted, most] = ['minSize', 'desiredCapacity', 'maxSize'].map((field) => numberAt(group, field));
  const wrong = (message: string, field: string): Finding =>
    finding('node-group-sizes', 'error', message, keySpan(group, field));
  if (least !== undefined && most !== undefined && least > most)
    return [wrong(`minSize ${least} is above maxSize ${most}`, 'minSize')];
  if (least !== undefined && wanted !== undefined && wanted < least)
    return [wrong(`Below minSize ${least}`, 'desiredCapacity')];
  if (most !== undefined && wanted !== undefined && wanted > most)
    return [wrong(`Above maxSize ${most}`, 'desiredCapacity')];
  return [];
}

function exclusive(group: ConfigMap): Finding[] {
  const has = (field: string, ...path: string[]): boolean => hasContent(valueAt(group, field, ...path));
  const findings: Finding[] = [];
  const clash = (message: string, field: string): void => {
    findings.push(finding('node-group-exclusive', 'error', message, keySpan(group, field)));
  };
  if (has('availabilityZones') && has('subnets')) clash('availabilityZones and subnets exclude each other', 'subnets');
  if (has('instanceType') && has('instanceTypes'))
    clash('instanceType and instanceTypes exclude each other', 'instanceTypes');
  const keys = ['publicKey', 'publicKeyName', 'publicKeyPath'].filter((key) => has('ssh', key));
  if (keys.length > 1) clash(`${keys.join(' and ')} exclude each other`, 'ssh');
  if (booleanAt(group, 'disablePodIMDS') === true && has('iam', 'withAddonPolicies')) {
    clash('disablePodIMDS keeps pods from the node role, so iam.withAddonPolicies has no effect', 'disablePodIMDS');
  }
  return [...findings, ...volume(group)];
}

const IOPS: Readonly<Record<string, readonly [number, number]>> = {
  gp3: [3_000, 16_000],
  io1: [100, 64_000],
  io2: [100, 256_000],
};

function volume(group: ConfigMap): Finding[] {
  const type = textAt(group, 'volumeType') ?? 'gp3';
  const iops = numberAt(group, 'volumeIOPS');
  const throughput = numberAt(group, 'volumeThroughput');
  const findings: Finding[] = [];
  const wrong = (message: string, field: string): void => {
    findings.push(finding('node-group-volume', 'error', message, keySpan(group, field)));
  };
  const range = IOPS[type];
  if (iops !== undefined && range === undefined) wrong(`Volumes of type ${type} take no volumeIOPS`, 'volumeIOPS');
  if (iops !== undefined && range !== undefined && (iops < range[0] || iops > range[1])) {
    wrong(`A ${type} volume takes ${range[0]} to ${range[1]} operations per second`, 'volumeIOPS');
  }
  if (throughput !== undefined && type !== 'gp3') wrong('Only gp3 volumes take volumeThroughput', 'volumeThroughput');
  if (throughput !== undefined && type === 'gp3' && (throughput < 125 || throughput > 1_000)) {
    wrong('A gp3 volume takes 125 to 1000 MiB/s', 'volumeThroughput');
  }
  return findings;
}

function iamExclusive(group: ConfigMap): Finding[] {
  const iam = valueAt(group, 'iam');
  if (iam?.kind !== 'map' || !hasContent(valueAt(iam, 'instanceRoleARN'))) return [];
  const others = [
    'attachPolicy',
    'attachPolicyARNs',
    'instanceRoleName',
    'instanceRolePermissionsBoundary',
    'withAddonPolicies',
  ];
  return others
    .filter((field) => hasContent(valueAt(iam, field)))
    .map((field) =>
      finding(
        'node-group-iam-exclusive',
        'error',
        `instanceRoleARN names an existing role and excludes ${field}`,
        keySpan(iam, field),
      ),
    );
}

function updateConfig(group: ConfigMap): Finding[] {
  const update = valueAt(group, 'updateConfig');
  if (update?.kind !== 'map') return [];
  const given = ['maxUnavailable', 'maxUnavailablePercentage'].filter((field) => hasContent(valueAt(update, field)));
  if (given.length === 1) return [];
  const message = 'Exactly one of maxUnavailable and maxUnavailablePercentage is needed';
  return [finding('node-group-update-config', 'error', message, keySpan(group, 'updateConfig'))];
}
