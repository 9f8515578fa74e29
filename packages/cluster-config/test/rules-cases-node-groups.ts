import { POLICY, ROLE, type RuleTable } from './rules-cases.ts';

const managed = (fields: string): string => `managedNodeGroups: [{name: a, ${fields}}]\n`;
const own = (fields: string): string => `nodeGroups: [{name: a, ${fields}}]\n`;
const at = (version: string, section: string): string =>
  `apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: {name: demo, region: us-west-2, version: "${version}"}\n${section}`;
const template = (fields: string): string => managed(`launchTemplate: {id: lt-1}, ${fields}`);

export const NODE_GROUP_CASES: RuleTable = {
  'node-group-names': [
    'managedNodeGroups: [{name: a}]\nnodeGroups: [{name: b}]\n',
    'managedNodeGroups: [{name: a}]\nnodeGroups: [{‹node-group-duplicate›name‹›: a}]\n',
  ],
  'node-group-sizes': [
    managed('minSize: 1, desiredCapacity: 2, maxSize: 3'),
    managed('minSize: 0, desiredCapacity: 0, maxSize: 1'),
    managed('‹node-group-sizes›minSize‹›: 3, maxSize: 1'),
    managed('‹node-group-sizes›desiredCapacity‹›: 3, maxSize: 1'),
    own('minSize: 3, ‹node-group-sizes›desiredCapacity‹›: 1'),
    managed('‹node-group-sizes›maxSize‹›: 0'),
    own('maxSize: 0'),
  ],
  'node-group-exclusive': [
    managed('instanceType: a, ‹node-group-exclusive›instanceTypes‹›: [b]'),
    managed('availabilityZones: [us-west-2a], ‹node-group-exclusive›subnets‹›: [subnet-1]'),
    managed('‹node-group-exclusive›ssh‹›: {publicKey: a, publicKeyName: b}'),
    managed('instanceType: m5.large, ‹node-group-exclusive›instanceSelector‹›: {vCPUs: 2}'),
    own('instanceType: mixed, instanceSelector: {vCPUs: 2}'),
    managed('‹node-group-exclusive›disablePodIMDS‹›: true, iam: {withAddonPolicies: {ebs: true}}'),
    managed('disablePodIMDS: true, iam: {withAddonPolicies: {ebs: false}}'),
  ],
  'node-group-volumes': [
    managed('volumeIOPS: 4000, volumeThroughput: 1000'),
    managed('‹node-group-volume›volumeIOPS‹›: 100'),
    managed('volumeType: io2, volumeSize: 500, volumeIOPS: 200000'),
    managed('volumeType: io1, volumeSize: 20, ‹node-group-volume›volumeIOPS‹›: 1001'),
    managed('volumeType: st1, ‹node-group-volume›volumeIOPS‹›: 100'),
    managed('volumeType: gp2, ‹node-group-volume›volumeThroughput‹›: 125'),
    managed('‹node-group-volume›volumeThroughput‹›: 100'),
    managed('‹node-group-volume›volumeThroughput‹›: 800'),
    managed('‹node-group-volume›volumeKmsKeyID‹›: key'),
    managed('volumeKmsKeyID: key, volumeEncrypted: true'),
    managed('additionalVolumes: [{volumeName: /dev/xvdb, volumeType: io1, ‹node-group-volume›volumeIOPS‹›: 1}]'),
    own('additionalVolumes: [{volumeName: /dev/xvdb, ‹node-group-volume›volumeKmsKeyID‹›: key}]'),
    own('additionalVolumes: [{‹node-group-volume›volumeSize‹›: 10}]'),
  ],
  'node-group-iam': [
    managed(`iam: {instanceRoleARN: ${ROLE}}`),
    managed(`iam: {instanceRoleARN: ${ROLE}, ‹node-group-iam-exclusive›attachPolicyARNs‹›: [${POLICY}]}`),
    managed('iam: {‹node-group-iam-exclusive›instanceProfileARN‹›: a}'),
    own('iam: {instanceProfileARN: a, ‹node-group-iam-exclusive›instanceRoleName‹›: b}'),
  ],
  'node-group-update-config': [
    managed('updateConfig: {maxUnavailable: 1}'),
    managed('‹node-group-update-config›updateConfig‹›: {maxUnavailable: 1, maxUnavailablePercentage: 5}'),
    managed('‹node-group-update-config›updateConfig‹›: {}'),
    managed('maxSize: 2, updateConfig: {‹node-group-update-config›maxUnavailable‹›: 3}'),
  ],
  'node-group-templates': [
    template('tags: {a: b}, instanceTypes: [m6i.large], labels: {a: b}, desiredCapacity: 1'),
    template('‹node-group-launch-template›instanceType‹›: m6i.large'),
    template('‹node-group-launch-template›volumeSize‹›: 10, ‹W:node-group-launch-template›volumeType‹›: gp3'),
    template('ssh: {‹node-group-launch-template›allow‹›: true, publicKeyName: a}'),
    template('‹node-group-launch-template›securityGroups‹›: {attachIDs: [sg-1]}'),
    template('‹node-group-launch-template›disablePodIMDS‹›: true, ‹node-group-launch-template›maxPodsPerNode‹›: 9'),
  ],
  'node-group-labels': [
    managed('labels: {team: a, node.kubernetes.io/x: b, kubelet.kubernetes.io/y: c, topology.kubernetes.io/zone: d}'),
    managed('labels: {‹node-group-labels›kubernetes.io/role‹›: a, ‹node-group-labels›x.k8s.io/y‹›: b}'),
    managed('labels: {‹node-group-labels›a/b/c‹›: a, ‹node-group-labels›_a‹›: b, ‹node-group-labels›A.com_/b‹›: c}'),
    managed(`labels: {a: ‹node-group-labels›-b‹›, c: ‹node-group-labels›${'d'.repeat(64)}‹›, e: ""}`),
  ],
  'node-group-taints': [
    own('taints: {k: "v:NoSchedule", l: ":NoExecute"}'),
    own('taints: [{key: k, value: v, effect: NoSchedule}, {key: k, effect: NoExecute}]'),
    own('taints: {k: ‹node-group-taints›NoSchedule‹›, l: ‹node-group-taints›"v:Never"‹›}'),
    own('taints: {k: ‹type-wrong›3‹›}'),
    own('taints: [{‹node-group-taints›key‹›: k, value: v}]'),
    managed('taints: [{key: k, effect: NoSchedule}, {key: ‹node-group-taints›k‹›, value: v, effect: NoSchedule}]'),
    managed('taints: [{key: ‹node-group-taints›a b‹›, effect: NoSchedule}]'),
    managed('taints: [{key: a, value: ‹node-group-taints›b c‹›, effect: NoSchedule}]'),
    managed('taints: ‹type-wrong›{k: "v:NoSchedule"}‹›'),
  ],
  'node-group-images': [
    at('1.32', managed('amiFamily: AmazonLinux2')),
    at('1.33', managed('‹node-group-image›amiFamily‹›: AmazonLinux2')),
    managed('amiFamily: AmazonLinux2, ami: ami-1, overrideBootstrapCommand: run'),
    managed('amiFamily: AmazonLinux2, ‹node-group-image›ami‹›: ami-1'),
    managed('amiFamily: AmazonLinux2023, ami: ami-1, ‹node-group-image›releaseVersion‹›: a'),
    managed('‹node-group-image›ami‹›: ami-1'),
    managed('‹node-group-image›ami‹›: auto'),
    own('ami: auto-ssm'),
    own('‹node-group-image›ami‹›: latest'),
    managed('‹node-group-image›overrideBootstrapCommand‹›: run'),
    managed('amiFamily: Bottlerocket, bottlerocket: {settings: {}}'),
    managed('‹node-group-image›bottlerocket‹›: {enableAdminContainer: true}'),
    own('amiFamily: Bottlerocket, ‹node-group-image›preBootstrapCommands‹›: [a]'),
    own('amiFamily: WindowsServer2022CoreContainer, ‹node-group-image›kubeletExtraConfig‹›: {a: b}'),
  ],
  'node-group-capacity': [
    managed('spot: true, instanceTypes: [a, b]'),
    managed('spot: true, ‹node-group-capacity›capacityReservation‹›: {capacityReservationPreference: open}'),
    own('‹node-group-capacity›instanceType‹›: m5.large, instancesDistribution: {instanceTypes: [a]}'),
    own('instanceType: mixed, instancesDistribution: {instanceTypes: [a], spotInstancePools: 2}'),
    own(
      'instancesDistribution: {instanceTypes: [a], spotAllocationStrategy: capacity-optimized, ‹node-group-capacity›spotInstancePools‹›: 2}',
    ),
    managed(
      `‹node-group-capacity›instanceTypes‹›: [${Array.from({ length: 21 }, (_, index) => `t${index}`).join(', ')}]`,
    ),
    managed(
      'capacityReservation: {‹node-group-capacity›capacityReservationPreference‹›: open, capacityReservationTarget: {capacityReservationID: cr-1}}',
    ),
    managed(
      'capacityReservation: {‹node-group-capacity›capacityReservationTarget‹›: {capacityReservationID: a, capacityReservationResourceGroupARN: b}}',
    ),
    managed('‹node-group-capacity›instanceMarketOptions‹›: {marketType: capacity-block}'),
    managed(
      'instanceMarketOptions: {marketType: capacity-block}, capacityReservation: {capacityReservationTarget: {capacityReservationID: a}}',
    ),
    own('instanceType: t3.large, cpuCredits: unlimited'),
    own('instanceType: m5.large, ‹node-group-capacity›cpuCredits‹›: unlimited'),
  ],
  'node-group-repair': [
    managed(
      'nodeRepairConfig: {enabled: true, maxUnhealthyNodeThresholdCount: 2, maxParallelNodesRepairedPercentage: 5}',
    ),
    managed(
      'nodeRepairConfig: {maxParallelNodesRepairedCount: 2, ‹node-group-repair›maxParallelNodesRepairedPercentage‹›: 5}',
    ),
  ],
  'node-group-subnets': [
    'vpc: {subnets: {private: {one: {id: subnet-1, az: us-west-2a}, us-west-2b: {id: subnet-2}}}}\nnodeGroups: [{name: a, subnets: [one, us-west-2b, subnet-9]}]\n',
    'vpc: {subnets: {private: {first: {id: subnet-1}, second: {id: subnet-2}}}}\nnodeGroups: [{name: a, subnets: [‹node-group-subnet-unknown›frist‹›]}]\n',
    managed('subnets: [‹node-group-subnet-unknown›somewhere‹›]'),
    managed('efaEnabled: true, subnets: [subnet-1]'),
    managed('efaEnabled: true, ‹node-group-efa›availabilityZones‹›: [us-west-2a, us-west-2b]'),
  ],
};
