import type { ConfigData, NodeGroupModel } from '@podpass/cluster-config';
import type { Placement, StepActionOf, WellKnownPolicy } from '@podpass/inventory';
import type { PlanDraft } from '../changes/planning/plan-draft.ts';
import { shortHash } from '../changes/planning/subject-hash.ts';
import { wellKnownPermissions } from '../iam/well-known-policies.ts';
import { dataAt, entriesAt, flagAt, itemsAt, numberAt, textAt, textMapAt, textsAt } from './config-data.ts';
import { ownTags, type ProvisioningFacts, stackNameOf } from './facts.ts';
import { amiTypeOf, instanceTypesOf } from './instance-types.ts';
import type { NetworkPlan } from './network-plan.ts';
import type { StackLaunchTemplate, StackRole } from './stack-template.ts';

export interface PlannedNodeGroup {
  action: StepActionOf<'create-node-group'>;
  role: StackRole | undefined;
  launchTemplate: StackLaunchTemplate | undefined;
}

/** One managed node group, with the role and the launch template that the stack makes for it. */
export function planNodeGroup(
  draft: PlanDraft,
  facts: ProvisioningFacts,
  network: NetworkPlan,
  { group, cniNeedsNodeRole }: { group: NodeGroupModel; cniNeedsNodeRole: boolean },
): PlannedNodeGroup {
  const { data } = group;
  const name = group.name ?? '';
  const { ref } = facts;
  const givenRole = textAt(data, 'iam', 'instanceRoleARN');
  const role = givenRole === undefined ? nodeRole(facts, data, { name, cniNeedsNodeRole }) : undefined;
  const launchTemplate = launchTemplateOf(facts, data, name);
  const own = textAt(data, 'launchTemplate', 'id');
  const version = textAt(data, 'launchTemplate', 'version') ?? numberAt(data, 'launchTemplate', 'version')?.toString();
  const stackName = stackNameOf(ref);
  const placement = placementOf(draft, data, network, name);
  const amiType = amiTypeOf(draft, facts, { name, data, zones: zonesOf(placement, facts, network) });
  const updateConfig = countsOf(data, 'updateConfig', ['maxUnavailable', 'maxUnavailablePercentage']);
  const action: PlannedNodeGroup['action'] = {
    kind: 'create-node-group',
    nodeGroup: name,
    nodeRoleArn: givenRole ?? `arn:${ref.partition}:iam::${ref.account}:role/${role?.name ?? ''}`,
    placement,
    instanceTypes: instanceTypesOf(data),
    ...(amiType === undefined ? {} : { amiType }),
    capacityType: flagAt(data, 'spot') === true ? 'SPOT' : 'ON_DEMAND',
    scaling: scalingOf(data),
    labels: textMapAt(data, 'labels'),
    taints: itemsAt(data, 'taints').map(taintOf),
    ...(updateConfig === undefined ? {} : { updateConfig }),
    ...(flagAt(data, 'nodeRepairConfig', 'enabled') === undefined
      ? {}
      : { nodeRepair: flagAt(data, 'nodeRepairConfig', 'enabled') === true }),
    ...(own === undefined ? {} : { launchTemplate: { id: own, ...(version === undefined ? {} : { version }) } }),
    ...(launchTemplate === undefined ? {} : { launchTemplate: { stackName, output: launchTemplate.logicalId } }),
    ...optionalText('releaseVersion', textAt(data, 'releaseVersion')),
    ...optionalText('version', textAt(data, 'version')),
    tags: { ...textMapAt(facts.model.config, 'metadata', 'tags'), ...textMapAt(data, 'tags'), ...ownTags(ref) },
  };
  return { action, role, launchTemplate };
}

function nodeRole(
  { ref }: ProvisioningFacts,
  data: ConfigData,
  { name, cniNeedsNodeRole }: { name: string; cniNeedsNodeRole: boolean },
): StackRole {
  const managed = (policy: string) => `arn:${ref.partition}:iam::aws:policy/${policy}`;
  const asked = textsAt(data, 'iam', 'attachPolicyARNs');
  const usual = [
    ...['AmazonEKSWorkerNodePolicy', 'AmazonEC2ContainerRegistryReadOnly', 'AmazonSSMManagedInstanceCore'],
    ...(cniNeedsNodeRole ? ['AmazonEKS_CNI_Policy'] : []),
  ].map(managed);
  const addons = entriesAt(data, 'iam', 'withAddonPolicies').filter(([, on]) => on === true);
  const given = addons.map(([addon]) => addonPermissions(addon, ref.partition));
  const inline = dataAt(data, 'iam', 'attachPolicy');
  return {
    logicalId: `NodeRole${logicalPart(name)}`,
    name: nodeRoleNameOf(ref, name),
    service: 'ec2.amazonaws.com',
    sessionTags: false,
    managedPolicyArns: [
      ...new Set([...(asked.length > 0 ? asked : usual), ...given.flatMap((each) => each.policyArns)]),
    ],
    inlinePolicies: [
      ...given.flatMap(({ name: policy, document }) =>
        document === undefined ? [] : [{ name: `podpass-${policy}`, document: JSON.parse(document) as unknown }],
      ),
      ...(inline === undefined ? [] : [{ name: 'podpass-permissions', document: inline }]),
    ],
    permissionsBoundaryArn: textAt(data, 'iam', 'instanceRolePermissionsBoundary'),
  };
}

/** By the group's name, not its place: the stack knows its parts by these ids when the list has changed. */
function logicalPart(name: string): string {
  return `${name.replaceAll(/[^A-Za-z0-9]/g, '')}${shortHash(name)}`;
}

/** Whether the stack makes the node group's role, so that nothing but the group uses it. */
export function hasOwnRole(
  { nodeGroup, nodeRoleArn }: Pick<PlannedNodeGroup['action'], 'nodeGroup' | 'nodeRoleArn'>,
  ref: ProvisioningFacts['ref'],
): boolean {
  return nodeRoleArn.endsWith(`/${nodeRoleNameOf(ref, nodeGroup)}`);
}

function nodeRoleNameOf(ref: ProvisioningFacts['ref'], nodeGroup: string): string {
  return roleNameOf(ref, `node-${nodeGroup}`);
}

/** What a role of the stack is called: readable, and unique by a hash of the cluster's ARN. */
export function roleNameOf(ref: ProvisioningFacts['ref'], part: string): string {
  const hash = shortHash(ref.arn, part);
  return `${`podpass-${ref.name}-${part}`.slice(0, 64 - hash.length - 1).replace(/[-.]+$/, '')}-${hash}`;
}

const sameAs: Readonly<Record<string, WellKnownPolicy>> = {
  imageBuilder: 'imageBuilder',
  autoScaler: 'autoScaler',
  externalDNS: 'externalDNS',
  certManager: 'certManager',
  awsLoadBalancerController: 'awsLoadBalancerController',
  ebs: 'ebsCSIController',
  efs: 'efsCSIController',
};
const managedFor: Readonly<Record<string, string>> = {
  xRay: 'AWSXRayDaemonWriteAccess',
  cloudWatch: 'CloudWatchAgentServerPolicy',
};

function addonPermissions(name: string, partition: string): { name: string; policyArns: string[]; document?: string } {
  const wellKnown = sameAs[name];
  if (wellKnown !== undefined) return { name, ...wellKnownPermissions(wellKnown, partition) };
  const policy = managedFor[name];
  return { name, policyArns: policy === undefined ? [] : [`arn:${partition}:iam::aws:policy/${policy}`] };
}

/** EKS takes volumes and metadata settings from a launch template only. */
function launchTemplateOf(
  { ref, model }: ProvisioningFacts,
  data: ConfigData,
  name: string,
): StackLaunchTemplate | undefined {
  if (textAt(data, 'launchTemplate', 'id') !== undefined) return undefined;
  const tags = {
    Name: `${ref.name}-${name}-node`,
    ...textMapAt(model.config, 'metadata', 'tags'),
    ...textMapAt(data, 'tags'),
  };
  const pairs = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  const key = textAt(data, 'volumeKmsKeyID');
  const iops = numberAt(data, 'volumeIOPS');
  const throughput = numberAt(data, 'volumeThroughput');
  const family = textAt(data, 'amiFamily') ?? '';
  return {
    logicalId: `LaunchTemplate${logicalPart(name)}`,
    data: {
      BlockDeviceMappings: [
        {
          // Bottlerocket keeps the images of containers on a second disk.
          DeviceName: family.startsWith('Bottlerocket')
            ? '/dev/xvdb'
            : family.startsWith('Win')
              ? '/dev/sda1'
              : '/dev/xvda',
          Ebs: {
            VolumeSize: numberAt(data, 'volumeSize') ?? 80,
            VolumeType: textAt(data, 'volumeType') ?? 'gp3',
            ...(flagAt(data, 'volumeEncrypted') === true || key !== undefined ? { Encrypted: true } : {}),
            ...(key === undefined ? {} : { KmsKeyId: key }),
            ...(iops === undefined ? {} : { Iops: iops }),
            ...(throughput === undefined ? {} : { Throughput: throughput }),
          },
        },
      ],
      MetadataOptions: {
        HttpTokens: flagAt(data, 'disableIMDSv1') === false ? 'optional' : 'required',
        HttpPutResponseHopLimit: 2,
      },
      ...(flagAt(data, 'ebsOptimized') === undefined ? {} : { EbsOptimized: flagAt(data, 'ebsOptimized') }),
      ...(flagAt(data, 'enableDetailedMonitoring') === true ? { Monitoring: { Enabled: true } } : {}),
      TagSpecifications: ['instance', 'volume'].map((ResourceType) => ({ ResourceType, Tags: pairs })),
    },
  };
}

/** As the peer fills in what is left out: two nodes, or as many as the limits ask for. */
function scalingOf(data: ConfigData): { min: number; max: number; desired: number } {
  const [min, max] = [numberAt(data, 'minSize'), numberAt(data, 'maxSize')];
  const desired = numberAt(data, 'desiredCapacity') ?? Math.min(max ?? 2, Math.max(min ?? 2, 0));
  return { desired, min: min ?? desired, max: Math.max(max ?? Math.max(desired, min ?? 0), 1) };
}

function placementOf(draft: PlanDraft, data: ConfigData, network: NetworkPlan, name: string): Placement {
  const asked = textsAt(data, 'subnets');
  if (asked.length === 0) {
    const placement = flagAt(data, 'privateNetworking') === true ? network.privateNodes : network.nodes;
    if (placement.kind === 'existing' && placement.subnetIds.length === 0) {
      const message = `The node group ${name} wants private networking, and vpc.subnets.private names no subnet.`;
      draft.finding('blocked', 'network-unfit', name, message, 'Name private subnets, or leave privateNetworking out.');
    }
    return placement;
  }
  const subnetIds = asked.map((key) => network.named.get(key) ?? key);
  for (const id of subnetIds.filter((each) => !each.startsWith('subnet-'))) {
    const message = `The node group ${name} names the subnet ${id}, which is not in vpc.subnets.`;
    draft.finding('blocked', 'network-unfit', name, message);
  }
  return { kind: 'existing', subnetIds };
}

/** Names of the zones that a placement reaches. */
function zonesOf(placement: Placement, { networks }: ProvisioningFacts, { vpc }: NetworkPlan): string[] {
  if (placement.kind === 'stack') return vpc?.zones ?? [];
  const subnets = networks.vpcs.flatMap((each) => each.subnets).filter(({ id }) => placement.subnetIds.includes(id));
  return [...new Set(subnets.map(({ availabilityZone }) => availabilityZone))];
}

const taintEffects: Readonly<Record<string, string>> = {
  NoSchedule: 'NO_SCHEDULE',
  PreferNoSchedule: 'PREFER_NO_SCHEDULE',
  NoExecute: 'NO_EXECUTE',
};

function taintOf(taint: ConfigData) {
  const effect = textAt(taint, 'effect') ?? 'NoSchedule';
  return {
    key: textAt(taint, 'key') ?? '',
    ...optionalText('value', textAt(taint, 'value')),
    effect: taintEffects[effect] ?? effect,
  };
}

function countsOf<Name extends string>(data: ConfigData, section: string, names: readonly Name[]) {
  const found = names.flatMap((name) => {
    const value = numberAt(data, section, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return found.length === 0 ? undefined : (Object.fromEntries(found) as Partial<Record<Name, number>>);
}

function optionalText<Name extends string>(name: Name, value: string | undefined): Partial<Record<Name, string>> {
  return value === undefined ? {} : ({ [name]: value } as Record<Name, string>);
}
