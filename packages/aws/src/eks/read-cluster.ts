import type {
  AccessEntry as SdkAccessEntry,
  AssociatedAccessPolicy as SdkAccessPolicy,
  Cluster as SdkCluster,
  FargateProfile as SdkFargateProfile,
  Nodegroup as SdkNodegroup,
} from '@aws-sdk/client-eks';
import {
  AccessEntry,
  AuthenticationMode,
  Cluster,
  type ClusterRef,
  ClusterStatus,
  FargateProfile,
  NodeGroup,
} from '@podpass/inventory';
import { conforming, isoDate, MalformedAnswer, required, requiredList } from '../errors/answer.ts';

/** `refOf` names the cluster, given whose it is: its own ARN tells that without another call. */
export function readCluster(
  cluster: SdkCluster | undefined,
  refOf: (owner: Pick<ClusterRef, 'account' | 'partition'>) => ClusterRef,
): Cluster {
  const answer = required(cluster, 'cluster');
  const [, partition, , , account] = required(answer.arn, 'cluster.arn').split(':');
  const vpc = answer.resourcesVpcConfig;
  const status = ClusterStatus.safeParse(answer.status);
  if (!status.success) throw new MalformedAnswer(`known cluster status (${answer.status ?? 'none'})`);
  const issues = (answer.health?.issues ?? []).map(({ code, message }) => [code, message].filter(Boolean).join(': '));
  const [encryptionKey] = (answer.encryptionConfig ?? []).flatMap(({ provider }) => provider?.keyArn ?? []);
  const read: Cluster = {
    ref: refOf({ partition: required(partition, 'cluster.arn'), account: required(account, 'cluster.arn') }),
    status: status.data,
    kubernetesVersion: required(answer.version, 'cluster.version'),
    platformVersion: answer.platformVersion,
    endpoint: answer.endpoint,
    certificateAuthority: answer.certificateAuthority?.data,
    oidcIssuer: answer.identity?.oidc?.issuer,
    roleArn: answer.roleArn,
    vpcId: vpc?.vpcId,
    endpointAccess: {
      public: vpc?.endpointPublicAccess ?? false,
      private: vpc?.endpointPrivateAccess ?? false,
      publicCidrs: vpc?.publicAccessCidrs ?? [],
    },
    authenticationMode: AuthenticationMode.safeParse(answer.accessConfig?.authenticationMode).data,
    autoMode: answer.computeConfig?.enabled ?? false,
    ipFamily: answer.kubernetesNetworkConfig?.ipFamily === 'ipv6' ? 'ipv6' : 'ipv4',
    createdAt: isoDate(answer.createdAt, 'cluster.createdAt'),
    logTypes: (answer.logging?.clusterLogging ?? []).flatMap(({ enabled, types }) => (enabled ? (types ?? []) : [])),
    ...(encryptionKey !== undefined && { encryptionKeyArn: encryptionKey }),
    ...(answer.upgradePolicy?.supportType !== undefined && { supportType: answer.upgradePolicy.supportType }),
    ...(answer.zonalShiftConfig?.enabled !== undefined && { zonalShift: answer.zonalShiftConfig.enabled }),
    ...(answer.deletionProtection === true && { deletionProtection: true }),
    ...(issues.length > 0 && { issues }),
    tags: answer.tags ?? {},
  };
  return conforming(Cluster, read, 'cluster');
}

export function readNodeGroup(nodegroup: SdkNodegroup | undefined): NodeGroup {
  const answer = required(nodegroup, 'nodegroup');
  const read: NodeGroup = {
    name: required(answer.nodegroupName, 'nodegroup.nodegroupName'),
    status: required(answer.status, 'nodegroup.status'),
    kubernetesVersion: answer.version,
    amiType: answer.amiType,
    capacityType: answer.capacityType,
    instanceTypes: answer.instanceTypes ?? [],
    nodeRoleArn: answer.nodeRole,
    scaling: {
      min: answer.scalingConfig?.minSize ?? 0,
      max: answer.scalingConfig?.maxSize ?? 0,
      desired: answer.scalingConfig?.desiredSize ?? 0,
    },
    labels: answer.labels ?? {},
    taints: (answer.taints ?? []).map(({ key = '', value, effect = '' }) => ({
      key,
      ...(value !== undefined && { value }),
      effect,
    })),
  };
  return conforming(NodeGroup, read, 'nodegroup');
}

export function readFargateProfile(profile: SdkFargateProfile | undefined): FargateProfile {
  const answer = required(profile, 'fargateProfile');
  const read: FargateProfile = {
    name: required(answer.fargateProfileName, 'fargateProfile.fargateProfileName'),
    status: required(answer.status, 'fargateProfile.status'),
    selectors: requiredList(answer.selectors ?? [], 'fargateProfile.selectors').map((selector) => ({
      namespace: required(selector.namespace, 'fargateProfile.selectors.namespace'),
      labels: selector.labels ?? {},
    })),
  };
  return conforming(FargateProfile, read, 'fargateProfile');
}

export function readAccessEntry(entry: SdkAccessEntry | undefined, policies: SdkAccessPolicy[]): AccessEntry {
  const answer = required(entry, 'accessEntry');
  const read: AccessEntry = {
    principalArn: required(answer.principalArn, 'accessEntry.principalArn'),
    // Left out in answers for entries that predate types.
    type: answer.type ?? 'STANDARD',
    username: answer.username,
    kubernetesGroups: answer.kubernetesGroups ?? [],
    policies: policies.map((policy) => ({
      policyArn: required(policy.policyArn, 'associatedAccessPolicies.policyArn'),
      scope: policy.accessScope?.type === 'namespace' ? 'namespace' : 'cluster',
      namespaces: policy.accessScope?.namespaces ?? [],
    })),
    createdAt: isoDate(answer.createdAt, 'accessEntry.createdAt'),
  };
  return conforming(AccessEntry, read, 'accessEntry');
}
