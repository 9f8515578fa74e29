import { catalogueAddon, versionsFor } from '../eks/catalogue/index.ts';
import { PRODUCTION_NETWORK } from './seed-networks.ts';
import { createClusterKeys } from '../kubernetes/certificates.ts';
import type { AddonState, ClusterState } from '../state/eks-state.ts';
import { emptyRegion } from '../world/empty-state.ts';
import { daysAgo, eksArn, iamArn, type SeedContext, seedId, seedUuid } from './seed-context.ts';
import { seedRole } from './seed-roles.ts';
import { document, serviceTrust } from './trust-documents.ts';

export interface ClusterSeed {
  name: string;
  version: string;
  platformVersion: string;
  authenticationMode?: ClusterState['authenticationMode'];
  autoMode?: boolean;
  tags?: Record<string, string>;
  publicAccess?: boolean;
  ageInDays: number;
}

/** Puts an active cluster into the region, with its keys, its cluster role and an access entry for the administrator. */
export async function seedCluster(context: SeedContext, seed: ClusterSeed): Promise<ClusterState> {
  const { state, region } = context;
  const keys = await createClusterKeys(seed.name);
  const roleArn = seedRole(context, {
    name: `${seed.name}-cluster`,
    trust: seed.autoMode
      ? document({
          Effect: 'Allow',
          Principal: { Service: 'eks.amazonaws.com' },
          Action: ['sts:AssumeRole', 'sts:TagSession'],
        })
      : serviceTrust('eks.amazonaws.com'),
    attached: ['AmazonEKSClusterPolicy'],
  });
  const cluster: ClusterState = {
    name: seed.name,
    arn: eksArn(context, `cluster/${seed.name}`),
    createdAt: daysAgo(context, seed.ageInDays),
    status: 'ACTIVE',
    version: seed.version,
    platformVersion: seed.platformVersion,
    roleArn,
    vpc: {
      ...PRODUCTION_NETWORK,
      securityGroupIds: [],
      clusterSecurityGroupId: seedClusterGroup(context, seed.name),
      endpointPublicAccess: seed.publicAccess ?? true,
      endpointPrivateAccess: true,
      publicAccessCidrs: ['0.0.0.0/0'],
    },
    serviceIpv4Cidr: '172.20.0.0/16',
    ipFamily: 'ipv4',
    oidcIssuer: `https://oidc.eks.${region}.amazonaws.com/id/${seedId(context, 32, '0123456789ABCDEF')}`,
    authenticationMode: seed.authenticationMode ?? 'API_AND_CONFIG_MAP',
    autoMode: seed.autoMode ?? false,
    deletionProtection: false,
    logging: ['audit'],
    tags: seed.tags ?? {},
    ...keys,
    addons: {},
    nodegroups: {},
    fargateProfiles: {},
    associations: {},
    accessEntries: {},
    updates: {},
  };
  (state.eks[region] ??= emptyRegion()).clusters[seed.name] = cluster;
  seedAccessEntry(context, cluster, iamArn(context, 'user/sandbox-admin'), 'AmazonEKSClusterAdminPolicy');
  return cluster;
}

/** The security group that EKS makes for each cluster. */
function seedClusterGroup(context: SeedContext, clusterName: string): string {
  const id = `sg-0${seedId(context, 16, '0123456789abcdef')}`;
  const name = `eks-cluster-sg-${clusterName}-${seedId(context, 9, '0123456789')}`;
  const networks = context.state.ec2[context.region];
  if (networks !== undefined) {
    networks.securityGroups[id] = {
      id,
      vpcId: PRODUCTION_NETWORK.vpcId,
      name,
      description: 'EKS created security group for the control plane and the managed nodes of the cluster.',
      tags: { Name: name, [`kubernetes.io/cluster/${clusterName}`]: 'owned', 'aws:eks:cluster-name': clusterName },
    };
  }
  return id;
}

export function seedAccessEntry(
  context: SeedContext,
  cluster: ClusterState,
  principalArn: string,
  policy?: string,
  namespaces: string[] = [],
): void {
  const at = cluster.createdAt;
  const [kind = 'role', name = ''] = (principalArn.split(':').at(-1) ?? '').split(/\/(?=[^/]*$)/);
  cluster.accessEntries[principalArn] = {
    principalArn,
    arn: eksArn(context, `access-entry/${cluster.name}/${kind}/${context.state.account}/${name}/${seedUuid(context)}`),
    type: policy === undefined ? 'EC2_LINUX' : 'STANDARD',
    username: policy === undefined ? 'system:node:{{EC2PrivateDNSName}}' : principalArn,
    kubernetesGroups: policy === undefined ? ['system:nodes'] : [],
    createdAt: at,
    modifiedAt: at,
    tags: {},
    policies:
      policy === undefined
        ? []
        : [
            {
              policyArn: `arn:${context.state.partition}:eks::aws:cluster-access-policy/${policy}`,
              scope: { type: namespaces.length > 0 ? 'namespace' : 'cluster', namespaces },
              associatedAt: at,
              modifiedAt: at,
            },
          ],
  };
}

/** Adds a node group of Linux nodes with a node role that may ask for pod identity credentials. */
export function seedNodeGroup(context: SeedContext, cluster: ClusterState, name: string, nodes: number): void {
  const nodeRoleArn = seedRole(context, {
    name: `${cluster.name}-${name}-node`,
    trust: serviceTrust('ec2.amazonaws.com'),
    attached: ['AmazonEKSWorkerNodePolicy', 'AmazonEKS_CNI_Policy', 'AmazonEC2ContainerRegistryPullOnly'],
  });
  cluster.nodegroups[name] = {
    name,
    arn: eksArn(context, `nodegroup/${cluster.name}/${name}/${seedUuid(context)}`),
    status: 'ACTIVE',
    createdAt: cluster.createdAt,
    modifiedAt: cluster.createdAt,
    version: cluster.version,
    releaseVersion: `${cluster.version}.4-20261105`,
    capacityType: 'ON_DEMAND',
    amiType: 'AL2023_x86_64_STANDARD',
    instanceTypes: ['t3.xlarge'],
    diskSize: 80,
    subnetIds: cluster.vpc.subnetIds,
    nodeRoleArn,
    scaling: { min: 0, max: nodes + 2, desired: nodes },
    labels: { 'alpha.eksctl.io/nodegroup-name': name },
    taints: [],
    tags: {},
  };
  seedAccessEntry(context, cluster, nodeRoleArn);
}

export interface AddonSeed {
  name: string;
  /** Not the newest version that the catalogue has for the cluster, but its oldest. */
  outdated?: boolean;
  serviceAccountRoleArn?: string;
  configurationValues?: string;
}

export function seedAddon(context: SeedContext, cluster: ClusterState, seed: AddonSeed): AddonState {
  const offered = catalogueAddon(seed.name);
  const versions = offered === undefined ? [] : versionsFor(offered, cluster.version);
  const addon: AddonState = {
    name: seed.name,
    arn: eksArn(context, `addon/${cluster.name}/${seed.name}/${seedUuid(context)}`),
    version: (seed.outdated ? versions.at(-1) : versions[0]) ?? 'unknown',
    status: 'ACTIVE',
    issues: [],
    createdAt: cluster.createdAt,
    modifiedAt: cluster.createdAt,
    ...(seed.serviceAccountRoleArn === undefined ? {} : { serviceAccountRoleArn: seed.serviceAccountRoleArn }),
    ...(seed.configurationValues === undefined ? {} : { configurationValues: seed.configurationValues }),
    namespace: offered?.namespace ?? 'kube-system',
    associationIds: [],
    tags: {},
  };
  cluster.addons[seed.name] = addon;
  return addon;
}

export interface AssociationSeed {
  namespace: string;
  serviceAccount: string;
  roleArn: string;
  targetRoleArn?: string;
  disableSessionTags?: boolean;
  policy?: string;
  tags?: Record<string, string>;
  owner?: AddonState;
  /** Made so late that the pods which the sandbox starts with have not heard of it: they are still on IRSA. */
  afterPods?: boolean;
  ageInDays: number;
}

export function seedAssociation(context: SeedContext, cluster: ClusterState, seed: AssociationSeed): void {
  const { namespace, serviceAccount, roleArn, targetRoleArn, policy, owner } = seed;
  const id = `a-${seedId(context, 17)}`;
  const createdAt = seed.afterPods ? context.at : daysAgo(context, seed.ageInDays);
  const externalId = [context.region, context.state.account, cluster.name, namespace, serviceAccount].join('/');
  cluster.associations[id] = {
    id,
    arn: eksArn(context, `podidentityassociation/${cluster.name}/${id}`),
    namespace,
    serviceAccount,
    roleArn,
    ...(targetRoleArn === undefined ? {} : { targetRoleArn, externalId }),
    disableSessionTags: seed.disableSessionTags ?? false,
    ...(policy === undefined ? {} : { policy }),
    ...(owner === undefined ? {} : { ownerArn: owner.arn }),
    tags: seed.tags ?? {},
    createdAt,
    modifiedAt: createdAt,
    ...(seed.afterPods ? { visibleAt: NEVER, afterFirstPods: true } : { visibleAt: createdAt }),
  };
  owner?.associationIds.push(id);
}

/** The latest moment that a Date can hold. */
const NEVER = 8.64e15;
