import type { StepActionOf } from '../change/plan.ts';
import type { ClusterRef, NodeGroup } from '../observed/cluster.ts';
import type { CallOptions } from './eks-port.ts';

/** A CloudFormation stack. */
export interface Stack {
  id: string;
  name: string;
  /** `CREATE_COMPLETE`, `ROLLBACK_IN_PROGRESS`, … */
  status: string;
  statusReason?: string | undefined;
  outputs: Record<string, string>;
  tags: Record<string, string>;
}

/** Each of the actions on each of the resources; an ARN's unknown part is `*`. */
export interface Permission {
  /** `eks:CreateCluster` */
  actions: string[];
  resources: string[];
  /** Of iam:PassRole: the service that gets the role. Of iam:CreateServiceLinkedRole: the service that it is of. */
  service?: { key: 'iam:PassedToService' | 'iam:AWSServiceName'; name: string };
}

/** A node group as it is being made: with what is wrong with it. */
export type NodeGroupHealth = Pick<NodeGroup, 'name' | 'status'> & { issues: string[]; tags: Record<string, string> };

/** The cluster's parts of a network and its groups that are known when it is made. */
export type CreateClusterRequest = Omit<StepActionOf<'create-cluster'>, 'kind' | 'placement'> & {
  subnetIds: string[];
  clientToken: string;
};
export type CreateNodeGroupRequest = Omit<
  StepActionOf<'create-node-group'>,
  'kind' | 'placement' | 'launchTemplate'
> & {
  subnetIds: string[];
  launchTemplate?: { id: string; version?: string | undefined } | undefined;
  clientToken: string;
};
export type CreateFargateProfileRequest = Omit<StepActionOf<'create-fargate-profile'>, 'kind' | 'placement'> & {
  subnetIds: string[];
  clientToken: string;
};
export type CreateAddonRequest = Omit<StepActionOf<'create-addon'>, 'kind' | 'rolesAreFresh'> & { clientToken: string };

/**
 * Makes clusters and what they stand on, and takes them away. Deleting what is gone resolves; creating what exists rejects
 * with `aws-conflict` (add-ons: `addon-exists`). Every method rejects with a PodpassError only, as the EKS port does.
 */
export interface ClusterMakingPort {
  /** Undefined if there is none of this name or id. */
  describeStack(region: string, name: string, options?: CallOptions): Promise<Stack | undefined>;
  /** JSON text of what it was made from. Undefined if there is none of this name, or if it is not JSON. */
  stackTemplate(region: string, name: string, options?: CallOptions): Promise<string | undefined>;
  createStack(
    region: string,
    request: { name: string; template: string; tags: Record<string, string>; clientToken: string },
    options?: CallOptions,
  ): Promise<void>;
  /** Keeps its tags. Resolves if there is nothing to change; rejects with `aws-conflict` while it is being changed. */
  updateStack(
    region: string,
    request: { name: string; template: string; clientToken: string },
    options?: CallOptions,
  ): Promise<void>;
  deleteStack(region: string, name: string, clientToken: string, options?: CallOptions): Promise<void>;
  /** What failed in it, the first cause first. */
  stackFailures(region: string, name: string, options?: CallOptions): Promise<string[]>;

  createCluster(cluster: ClusterRef, request: CreateClusterRequest, options?: CallOptions): Promise<void>;
  deleteCluster(cluster: ClusterRef, options?: CallOptions): Promise<void>;
  /** Begins an update of the cluster. Rejects with `aws-conflict` while there is another one. */
  setDeletionProtection(cluster: ClusterRef, on: boolean, options?: CallOptions): Promise<void>;

  createNodeGroup(cluster: ClusterRef, request: CreateNodeGroupRequest, options?: CallOptions): Promise<void>;
  /** Undefined if there is none of this name. */
  describeNodeGroup(cluster: ClusterRef, name: string, options?: CallOptions): Promise<NodeGroupHealth | undefined>;
  deleteNodeGroup(cluster: ClusterRef, name: string, options?: CallOptions): Promise<void>;

  createFargateProfile(cluster: ClusterRef, request: CreateFargateProfileRequest, options?: CallOptions): Promise<void>;
  /** Undefined if there is none of this name. */
  describeFargateProfile(
    cluster: ClusterRef,
    name: string,
    options?: CallOptions,
  ): Promise<{ status: string; issues: string[]; tags: Record<string, string> } | undefined>;
  deleteFargateProfile(cluster: ClusterRef, name: string, options?: CallOptions): Promise<void>;

  createAddon(cluster: ClusterRef, request: CreateAddonRequest, options?: CallOptions): Promise<void>;
  listAddons(cluster: ClusterRef, options?: CallOptions): Promise<string[]>;

  /** Makes the entry if it is missing, and associates its policies. */
  createAccessEntry(
    cluster: ClusterRef,
    entry: Omit<StepActionOf<'create-access-entry'>, 'kind'> & { clientToken: string },
    options?: CallOptions,
  ): Promise<void>;
  /** Undefined if there is none of this principal. */
  accessEntryTags(
    cluster: ClusterRef,
    principalArn: string,
    options?: CallOptions,
  ): Promise<Record<string, string> | undefined>;
  deleteAccessEntry(cluster: ClusterRef, principalArn: string, options?: CallOptions): Promise<void>;

  /** ARNs of the account's OIDC providers with this issuer: none or one. */
  findOidcProvider(issuer: string, options?: CallOptions): Promise<string | undefined>;
  createOidcProvider(issuer: string, tags: Record<string, string>, options?: CallOptions): Promise<string>;
  /** Undefined if there is none of this ARN. */
  oidcProviderTags(providerArn: string, options?: CallOptions): Promise<Record<string, string> | undefined>;
  deleteOidcProvider(providerArn: string, options?: CallOptions): Promise<void>;

  /** What of it IAM would deny the principal. Rejects with `aws-not-found` for one that IAM does not know. */
  denied(principalArn: string, permission: Permission, options?: CallOptions): Promise<Permission[]>;
}
