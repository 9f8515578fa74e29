import type { CreateClusterRequest } from '@aws-sdk/client-eks';
import { ownNetworksOf } from '../../ec2/region.ts';
import type { AccessEntryState, ClusterState } from '../../state/eks-state.ts';
import type { CallContext } from '../../world.ts';
import { accessPolicies } from '../access/access-policies.ts';
import { identityOf } from '../access/entry-identity.ts';
import { KUBERNETES_VERSIONS } from '../catalogue/kubernetes-versions.ts';
import { invalidParameter, invalidRequest } from '../errors.ts';
import { parseRoleArn } from '../role-arn.ts';
import { newTags } from '../tags.ts';
import { checkNetwork, type CheckedNetwork } from './check-network.ts';
import { checkServiceRole } from './check-service-role.ts';
import { serviceCidr } from './service-cidr.ts';

const NOT_SIMULATED = [
  'outpostConfig',
  'remoteNetworkConfig',
  'zonalShiftConfig',
  'controlPlaneScalingConfig',
] as const;

/**
 * Checks all of a request and makes the cluster of it, which is not in the state yet. Its keys are made by its
 * Kubernetes API when that starts.
 *
 * @throws AwsError
 */
export function newCluster(input: CreateClusterRequest, call: CallContext): ClusterState {
  const { name = '', roleArn = '', resourcesVpcConfig = {}, accessConfig } = input;
  const members = { clusterName: name };
  const unknown = NOT_SIMULATED.find((member) => input[member] !== undefined);
  if (unknown !== undefined) throw invalidRequest(`The sandbox has no ${unknown} of a cluster.`, members);
  const version = versionOf(input);
  const autoMode = isAutoMode(input);
  const network = checkNetwork(call, name, resourcesVpcConfig);
  const vpcCidr = ownNetworksOf(call).vpcs[network.vpcId]?.cidr ?? '';
  const serviceIpv4Cidr = serviceCidr(input.kubernetesNetworkConfig, vpcCidr, members);
  const encryption = encryptionOf(input);
  const actions = autoMode ? ['sts:AssumeRole', 'sts:TagSession'] : ['sts:AssumeRole'];
  checkServiceRole(call, { arn: roleArn, service: 'eks.amazonaws.com', actions, members });
  const tags = newTags(input.tags);
  const { world, region } = call;
  const { partition, account } = world.state;
  return {
    name,
    arn: `arn:${partition}:eks:${region}:${account}:cluster/${name}`,
    createdAt: world.now(),
    status: 'CREATING',
    version: version.version,
    platformVersion: version.platformVersion,
    roleArn,
    vpc: { ...network, clusterSecurityGroupId: makeSecurityGroup(call, name, network) },
    serviceIpv4Cidr,
    ipFamily: input.kubernetesNetworkConfig?.ipFamily === 'ipv6' ? 'ipv6' : 'ipv4',
    oidcIssuer: `https://oidc.eks.${region}.amazonaws.com/id/${world.id(32, '0123456789ABCDEF')}`,
    authenticationMode: accessConfig?.authenticationMode ?? 'CONFIG_MAP',
    autoMode,
    deletionProtection: input.deletionProtection ?? false,
    logging: (input.logging?.clusterLogging ?? []).flatMap(({ enabled, types = [] }) => (enabled ? types : [])),
    tags,
    certificateAuthority: { certificatePem: '', keyPem: '' },
    serviceAccountKey: { id: '', privateKeyPem: '', publicKeyPem: '' },
    addons: {},
    nodegroups: {},
    fargateProfiles: {},
    associations: {},
    accessEntries: creatorEntry(call, name, accessConfig?.bootstrapClusterCreatorAdminPermissions ?? true),
    updates: {},
    readyAt: world.now() + world.state.settings.transitions.cluster,
    upgradeSupport: input.upgradePolicy?.supportType ?? 'EXTENDED',
    ...(encryption !== undefined && { encryption }),
  };
}

function versionOf({ name = '', version }: CreateClusterRequest): { version: string; platformVersion: string } {
  const found = KUBERNETES_VERSIONS.find((known) =>
    version === undefined ? known.isDefault : known.version === version && known.status !== 'UNSUPPORTED',
  );
  if (found === undefined) throw invalidParameter(`unsupported Kubernetes version ${version}`, { clusterName: name });
  return found;
}

/** Auto Mode is three switches that are on or off together. */
function isAutoMode(input: CreateClusterRequest): boolean {
  const switches = [
    input.computeConfig?.enabled ?? false,
    input.storageConfig?.blockStorage?.enabled ?? false,
    input.kubernetesNetworkConfig?.elasticLoadBalancing?.enabled ?? false,
  ];
  const clusterName = input.name ?? '';
  if (new Set(switches).size > 1) {
    const message =
      'For EKS Auto Mode, please ensure that all required configs, including computeConfig, kubernetesNetworkConfig, and blockStorage are all either fully enabled or fully disabled.';
    throw invalidParameter(message, { clusterName });
  }
  const [on = false] = switches;
  if (on && input.bootstrapSelfManagedAddons === true) {
    const message = 'bootstrapSelfManagedAddons cannot be true if EKS Auto Mode is enabled.';
    throw invalidParameter(message, { clusterName });
  }
  if (on && (input.accessConfig?.authenticationMode ?? 'CONFIG_MAP') === 'CONFIG_MAP') {
    throw invalidParameter('EKS Auto Mode is only supported with an authentication mode that has access entries.', {
      clusterName,
    });
  }
  return on;
}

function encryptionOf({ name = '', encryptionConfig = [] }: CreateClusterRequest): ClusterState['encryption'] {
  const [config] = encryptionConfig;
  if (config === undefined) return undefined;
  const { resources = [], provider } = config;
  const keyArn = provider?.keyArn ?? '';
  if (!/^arn:aws[a-z-]*:kms:/.test(keyArn) || resources.length !== 1 || resources[0] !== 'secrets') {
    const message = 'encryptionConfig needs the ARN of a KMS key, and "secrets" as its only resource';
    throw invalidParameter(message, { clusterName: name });
  }
  return { resources, keyArn };
}

/**
 * Who creates a cluster is its administrator. In CONFIG_MAP mode AWS keeps that to itself; the entry is there, but
 * counts only once the mode knows access entries.
 */
function creatorEntry(call: CallContext, clusterName: string, wanted: boolean): ClusterState['accessEntries'] {
  const { principal, world, region } = call;
  if (!wanted || principal.kind === 'anonymous') return {};
  const principalArn = principal.kind === 'user' ? principal.arn : principal.roleArn;
  const { partition, account } = world.state;
  const name = principal.kind === 'user' ? principal.userName : (parseRoleArn(principalArn)?.name ?? '');
  const kind = principal.kind === 'user' ? ('user' as const) : ('role' as const);
  const at = world.now();
  const policy = accessPolicies(partition).find((one) => one.name === 'AmazonEKSClusterAdminPolicy');
  const entry: AccessEntryState = {
    principalArn,
    arn: `arn:${partition}:eks:${region}:${account}:access-entry/${clusterName}/${kind}/${account}/${name}/${world.uuid()}`,
    type: 'STANDARD',
    ...identityOf(call, 'STANDARD', { kind, account, name }, principalArn, {}),
    createdAt: at,
    modifiedAt: at,
    tags: {},
    policies: [
      {
        policyArn: policy?.arn ?? '',
        scope: { type: 'cluster', namespaces: [] },
        associatedAt: at,
        modifiedAt: at,
      },
    ],
  };
  return { [principalArn]: entry };
}

/** EKS makes one group for the control plane and the nodes of each cluster. */
function makeSecurityGroup(call: CallContext, clusterName: string, { vpcId }: CheckedNetwork): string {
  const id = `sg-0${call.world.id(16, '0123456789abcdef')}`;
  const name = `eks-cluster-sg-${clusterName}-${call.world.id(9, '0123456789')}`;
  ownNetworksOf(call).securityGroups[id] = {
    id,
    vpcId,
    name,
    description: 'EKS created security group for the control plane and the managed nodes of the cluster.',
    tags: { Name: name, [`kubernetes.io/cluster/${clusterName}`]: 'owned', 'aws:eks:cluster-name': clusterName },
  };
  return id;
}
