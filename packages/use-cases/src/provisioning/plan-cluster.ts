import type { StepActionOf } from '@podpass/inventory';
import { flagAt, itemsAt, textAt, textMapAt, textsAt } from './config-data.ts';
import { ownTags, type ProvisioningFacts } from './facts.ts';
import type { NetworkPlan } from './network-plan.ts';
import { roleNameOf } from './plan-node-groups.ts';
import type { StackRole } from './stack-template.ts';

/** The role of the control plane; undefined if the configuration names one. */
export function clusterRoleOf({ ref, model }: ProvisioningFacts): StackRole | undefined {
  if (textAt(model.config, 'iam', 'serviceRoleARN') !== undefined) return undefined;
  const managed = (name: string) => `arn:${ref.partition}:iam::aws:policy/${name}`;
  const autoMode = ['AmazonEKSComputePolicy', 'AmazonEKSBlockStoragePolicy', 'AmazonEKSLoadBalancingPolicy'];
  const controller = flagAt(model.config, 'iam', 'vpcResourceControllerPolicy') !== false;
  return {
    logicalId: 'ClusterRole',
    name: roleNameOf(ref, 'cluster'),
    service: 'eks.amazonaws.com',
    sessionTags: true,
    managedPolicyArns: [
      'AmazonEKSClusterPolicy',
      ...(controller ? ['AmazonEKSVPCResourceController'] : []),
      ...(model.autoMode ? [...autoMode, 'AmazonEKSNetworkingPolicy'] : []),
    ].map(managed),
    inlinePolicies: [],
    permissionsBoundaryArn: textAt(model.config, 'iam', 'serviceRolePermissionsBoundary'),
  };
}

/** The role of Auto Mode's nodes; undefined if there are none, or the configuration names one. */
export function autoModeRoleOf({ ref, model }: ProvisioningFacts): StackRole | undefined {
  if (!model.autoMode || textAt(model.config, 'autoModeConfig', 'nodeRoleARN') !== undefined) return undefined;
  if (autoModePools(model.config).length === 0) return undefined;
  const managed = (name: string) => `arn:${ref.partition}:iam::aws:policy/${name}`;
  return {
    logicalId: 'AutoModeNodeRole',
    name: roleNameOf(ref, 'auto-node'),
    service: 'ec2.amazonaws.com',
    sessionTags: false,
    managedPolicyArns: ['AmazonEKSWorkerNodeMinimalPolicy', 'AmazonEC2ContainerRegistryPullOnly'].map(managed),
    inlinePolicies: [],
  };
}

function autoModePools(config: ProvisioningFacts['model']['config']): string[] {
  const pools = itemsAt(config, 'autoModeConfig', 'nodePools');
  const named = textsAt(config, 'autoModeConfig', 'nodePools');
  return pools.length === 0 ? ['general-purpose', 'system'] : named;
}

const supportTypes = ['STANDARD', 'EXTENDED'] as const;

/** The cluster itself, as the configuration says. */
export function clusterAction(
  facts: ProvisioningFacts,
  network: NetworkPlan,
  clusterRole: StackRole | undefined,
): StepActionOf<'create-cluster'> {
  const { ref, model } = facts;
  const { config } = model;
  const roleArnOf = (role: StackRole | undefined) =>
    `arn:${ref.partition}:iam::${ref.account}:role/${role?.name ?? ''}`;
  const mode = textAt(config, 'accessConfig', 'authenticationMode');
  const support = textAt(config, 'upgradePolicy', 'supportType');
  const group = textAt(config, 'vpc', 'securityGroup');
  const types = textsAt(config, 'cloudWatch', 'clusterLogging', 'enableTypes');
  const everyLog = types.includes('all') || types.includes('*');
  const optional = definedOnly({
    version: model.kubernetesVersion,
    serviceCidr: textAt(config, 'kubernetesNetworkConfig', 'serviceIPv4CIDR'),
    encryptionKeyArn: textAt(config, 'secretsEncryption', 'keyARN'),
    supportType: supportTypes.find((type) => type === support),
    zonalShift: flagAt(config, 'zonalShiftConfig', 'enabled'),
    autoMode: model.autoMode ? autoModeOf(facts) : undefined,
  });
  return {
    kind: 'create-cluster',
    name: ref.name,
    roleArn: textAt(config, 'iam', 'serviceRoleARN') ?? roleArnOf(clusterRole),
    placement: network.cluster,
    securityGroupIds: [
      ...textsAt(config, 'vpc', 'controlPlaneSecurityGroupIDs'),
      ...(group === undefined ? [] : [group]),
    ],
    endpointAccess: {
      public: flagAt(config, 'vpc', 'clusterEndpoints', 'publicAccess') ?? true,
      private: flagAt(config, 'vpc', 'clusterEndpoints', 'privateAccess') ?? false,
      publicCidrs: textsAt(config, 'vpc', 'publicAccessCIDRs'),
    },
    // EKS's own default is CONFIG_MAP, which nobody wants today (eks-and-iam §1.3).
    authenticationMode: mode === 'CONFIG_MAP' || mode === 'API_AND_CONFIG_MAP' ? mode : 'API',
    creatorIsAdmin: flagAt(config, 'accessConfig', 'bootstrapClusterCreatorAdminPermissions') ?? true,
    ipFamily: 'ipv4',
    logTypes: everyLog ? ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'] : types,
    ...optional,
    tags: { ...textMapAt(config, 'metadata', 'tags'), ...ownTags(ref) },
  };
}

function autoModeOf(facts: ProvisioningFacts): StepActionOf<'create-cluster'>['autoMode'] {
  const nodePools = autoModePools(facts.model.config);
  const made = autoModeRoleOf(facts);
  const { ref } = facts;
  const nodeRoleArn =
    textAt(facts.model.config, 'autoModeConfig', 'nodeRoleARN') ??
    (made === undefined ? undefined : `arn:${ref.partition}:iam::${ref.account}:role/${made.name}`);
  return { nodePools, ...(nodeRoleArn === undefined ? {} : { nodeRoleArn }) };
}

function definedOnly<T extends Record<string, unknown>>(values: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>;
  };
}
