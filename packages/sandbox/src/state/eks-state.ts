/** EKS of one region. Times are epoch milliseconds. */
export interface EksState {
  clusters: Record<string, ClusterState>;
  /** Answers to repeated client request tokens: operation + token -> what was made and the input's fingerprint. */
  requestTokens: Record<string, { fingerprint: string; resource: string }>;
  quotas: {
    associationsPerCluster: number;
    /** Default 100. */
    clusters?: number;
    /** Default 30. */
    nodegroupsPerCluster?: number;
  };
}

export interface ClusterState {
  name: string;
  arn: string;
  createdAt: number;
  status: 'CREATING' | 'ACTIVE' | 'DELETING' | 'FAILED' | 'UPDATING' | 'PENDING';
  version: string;
  platformVersion: string;
  roleArn: string;
  vpc: VpcConfigState;
  serviceIpv4Cidr: string;
  ipFamily: 'ipv4' | 'ipv6';
  /** `https://…`; what IRSA trust policies name (without the scheme). */
  oidcIssuer: string;
  authenticationMode: 'API' | 'API_AND_CONFIG_MAP' | 'CONFIG_MAP';
  autoMode: boolean;
  deletionProtection: boolean;
  logging: string[];
  tags: Record<string, string>;
  /** Certificate authority of the Kubernetes API and the key that signs service account tokens, both PEM. */
  certificateAuthority: { certificatePem: string; keyPem: string };
  serviceAccountKey: { id: string; privateKeyPem: string; publicKeyPem: string };
  addons: Record<string, AddonState>;
  /** Add-ons that were deleted with `preserve`: Kubernetes keeps their workloads. Installing one again ends that. */
  preservedAddons?: string[];
  nodegroups: Record<string, NodegroupState>;
  fargateProfiles: Record<string, FargateProfileState>;
  associations: Record<string, AssociationState>;
  accessEntries: Record<string, AccessEntryState>;
  updates: Record<string, UpdateState>;
  /** While it is being created: the earliest time at which it becomes active. It also waits for its Kubernetes API. */
  readyAt?: number;
  /** Why it failed. */
  issues?: HealthIssue[];
  upgradeSupport?: 'STANDARD' | 'EXTENDED';
  encryption?: { resources: string[]; keyArn: string };
}

/** What is wrong, in the codes of the EKS API reference. */
export interface HealthIssue {
  code: string;
  message: string;
  resourceIds: string[];
}

export interface VpcConfigState {
  vpcId: string;
  subnetIds: string[];
  securityGroupIds: string[];
  clusterSecurityGroupId: string;
  endpointPublicAccess: boolean;
  endpointPrivateAccess: boolean;
  publicAccessCidrs: string[];
}

export interface AddonState {
  name: string;
  arn: string;
  version: string;
  status:
    | 'CREATING'
    | 'ACTIVE'
    | 'CREATE_FAILED'
    | 'UPDATING'
    | 'DELETING'
    | 'DELETE_FAILED'
    | 'DEGRADED'
    | 'UPDATE_FAILED';
  issues: HealthIssue[];
  createdAt: number;
  modifiedAt: number;
  serviceAccountRoleArn?: string;
  configurationValues?: string;
  namespace: string;
  /** Ids of the associations that this add-on owns. */
  associationIds: string[];
  tags: Record<string, string>;
}

export interface NodegroupState {
  name: string;
  arn: string;
  status: 'CREATING' | 'ACTIVE' | 'UPDATING' | 'DELETING' | 'CREATE_FAILED' | 'DELETE_FAILED' | 'DEGRADED';
  createdAt: number;
  modifiedAt: number;
  version: string;
  releaseVersion: string;
  capacityType: 'ON_DEMAND' | 'SPOT';
  amiType: string;
  instanceTypes: string[];
  diskSize: number;
  subnetIds: string[];
  nodeRoleArn: string;
  scaling: { min: number; max: number; desired: number };
  labels: Record<string, string>;
  taints: { key: string; value?: string; effect: string }[];
  tags: Record<string, string>;
  issues?: HealthIssue[];
  /** Default: one machine at a time. */
  updating?: { maxUnavailable?: number; maxUnavailablePercentage?: number };
  launchTemplate?: { id: string; name: string; version: string };
}

export interface FargateProfileState {
  name: string;
  arn: string;
  status: 'CREATING' | 'ACTIVE' | 'DELETING' | 'CREATE_FAILED' | 'DELETE_FAILED';
  createdAt: number;
  podExecutionRoleArn: string;
  subnetIds: string[];
  selectors: { namespace: string; labels: Record<string, string> }[];
  tags: Record<string, string>;
  /** Left out: none. */
  issues?: HealthIssue[];
}

export interface AssociationState {
  id: string;
  arn: string;
  namespace: string;
  serviceAccount: string;
  roleArn: string;
  targetRoleArn?: string;
  externalId?: string;
  disableSessionTags: boolean;
  /** Session policy, JSON text. */
  policy?: string;
  ownerArn?: string;
  tags: Record<string, string>;
  createdAt: number;
  modifiedAt: number;
  /** From this time on the webhook and EKS Auth know it. */
  visibleAt: number;
  /** It becomes visible when the sandbox has made the first pods of the cluster. */
  afterFirstPods?: true;
}

export interface AccessEntryState {
  principalArn: string;
  arn: string;
  type: string;
  username: string;
  kubernetesGroups: string[];
  createdAt: number;
  modifiedAt: number;
  tags: Record<string, string>;
  policies: {
    policyArn: string;
    scope: { type: 'cluster' | 'namespace'; namespaces: string[] };
    associatedAt: number;
    modifiedAt: number;
  }[];
}

export interface UpdateState {
  id: string;
  status: 'InProgress' | 'Failed' | 'Cancelled' | 'Successful';
  type: string;
  params: { type: string; value: string }[];
  createdAt: number;
  errors: { errorCode: string; errorMessage: string; resourceIds: string[] }[];
  /** Which part of the cluster it belongs to; both absent for the cluster itself. */
  addonName?: string;
  nodegroupName?: string;
}
