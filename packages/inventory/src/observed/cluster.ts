import { z } from 'zod';

/** Names one EKS cluster. `key` is how addresses name it, see `cluster-key.ts`. */
export const ClusterRef = z.object({
  key: z.string(),
  name: z.string(),
  region: z.string(),
  account: z.string(),
  partition: z.string(),
  arn: z.string(),
});
export type ClusterRef = z.infer<typeof ClusterRef>;

export const ClusterStatus = z.enum(['CREATING', 'ACTIVE', 'DELETING', 'FAILED', 'UPDATING', 'PENDING']);
export const AuthenticationMode = z.enum(['API', 'API_AND_CONFIG_MAP', 'CONFIG_MAP']);

/** What DescribeCluster says, as far as Podpass needs it. */
export const Cluster = z.object({
  ref: ClusterRef,
  status: ClusterStatus,
  kubernetesVersion: z.string(),
  platformVersion: z.string().optional(),
  endpoint: z.string().optional(),
  /** PEM, base64-encoded once more as EKS gives it. */
  certificateAuthority: z.string().optional(),
  /** `https://…` */
  oidcIssuer: z.string().optional(),
  roleArn: z.string().optional(),
  vpcId: z.string().optional(),
  endpointAccess: z.object({ public: z.boolean(), private: z.boolean(), publicCidrs: z.array(z.string()) }),
  authenticationMode: AuthenticationMode.optional(),
  /** Auto Mode has the agent built in (eks-and-iam §2.2). */
  autoMode: z.boolean(),
  ipFamily: z.enum(['ipv4', 'ipv6']),
  createdAt: z.iso.datetime().optional(),
  /** What of the control plane goes to CloudWatch. */
  logTypes: z.array(z.string()).optional(),
  /** With which Kubernetes secrets are encrypted; absent where it is a key of EKS. */
  encryptionKeyArn: z.string().optional(),
  supportType: z.string().optional(),
  zonalShift: z.boolean().optional(),
  /** EKS refuses to delete it until this is turned off. */
  deletionProtection: z.boolean().optional(),
  /** What EKS says is wrong with it, `CODE: message`; absent while nothing is. */
  issues: z.array(z.string()).optional(),
  tags: z.record(z.string(), z.string()),
});
export type Cluster = z.infer<typeof Cluster>;

export const NodeGroup = z.object({
  name: z.string(),
  status: z.string(),
  kubernetesVersion: z.string().optional(),
  amiType: z.string().optional(),
  capacityType: z.string().optional(),
  instanceTypes: z.array(z.string()),
  nodeRoleArn: z.string().optional(),
  scaling: z.object({ min: z.int(), max: z.int(), desired: z.int() }),
  labels: z.record(z.string(), z.string()).optional(),
  taints: z.array(z.object({ key: z.string(), value: z.string().optional(), effect: z.string() })).optional(),
});
export type NodeGroup = z.infer<typeof NodeGroup>;

export const FargateProfile = z.object({
  name: z.string(),
  status: z.string(),
  selectors: z.array(z.object({ namespace: z.string(), labels: z.record(z.string(), z.string()) })),
});
export type FargateProfile = z.infer<typeof FargateProfile>;

export const AccessEntry = z.object({
  principalArn: z.string(),
  type: z.string(),
  username: z.string().optional(),
  kubernetesGroups: z.array(z.string()),
  policies: z.array(
    z.object({ policyArn: z.string(), scope: z.enum(['cluster', 'namespace']), namespaces: z.array(z.string()) }),
  ),
  createdAt: z.iso.datetime().optional(),
});
export type AccessEntry = z.infer<typeof AccessEntry>;

export const Addon = z.object({
  name: z.string(),
  version: z.string().optional(),
  status: z.enum([
    'CREATING',
    'ACTIVE',
    'CREATE_FAILED',
    'UPDATING',
    'DELETING',
    'DELETE_FAILED',
    'DEGRADED',
    'UPDATE_FAILED',
  ]),
  issues: z.array(z.object({ code: z.string(), message: z.string() })),
  serviceAccountRoleArn: z.string().optional(),
  configurationValues: z.string().optional(),
  associationArns: z.array(z.string()),
  tags: z.record(z.string(), z.string()),
});
export type Addon = z.infer<typeof Addon>;
