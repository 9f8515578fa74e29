import { z } from 'zod';
import { BlueprintComponent } from '../configuration/blueprint.ts';

const Tags = z.record(z.string(), z.string());

/**
 * Where something is put. Of a stack that a step before has made, the subnets and groups are read from its outputs when
 * they are needed; of an existing network they are known.
 */
const Placement = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('stack'), stackName: z.string(), subnets: z.enum(['all', 'private', 'public']) }),
  z.object({ kind: z.literal('existing'), subnetIds: z.array(z.string()) }),
]);
export type Placement = z.infer<typeof Placement>;

const CreateStack = z.object({
  kind: z.literal('create-stack'),
  region: z.string(),
  stackName: z.string(),
  /** JSON text. */
  template: z.string(),
  /** JSON text of the stack's template, where there is a stack that is to grow. */
  before: z.string().optional(),
  tags: Tags,
});

const CreateCluster = z.object({
  kind: z.literal('create-cluster'),
  name: z.string(),
  version: z.string().optional(),
  roleArn: z.string(),
  placement: Placement,
  securityGroupIds: z.array(z.string()),
  endpointAccess: z.object({ public: z.boolean(), private: z.boolean(), publicCidrs: z.array(z.string()) }),
  authenticationMode: z.enum(['API', 'API_AND_CONFIG_MAP', 'CONFIG_MAP']),
  creatorIsAdmin: z.boolean(),
  ipFamily: z.enum(['ipv4', 'ipv6']),
  serviceCidr: z.string().optional(),
  logTypes: z.array(z.string()),
  encryptionKeyArn: z.string().optional(),
  supportType: z.enum(['STANDARD', 'EXTENDED']).optional(),
  zonalShift: z.boolean().optional(),
  autoMode: z.object({ nodePools: z.array(z.string()), nodeRoleArn: z.string().optional() }).optional(),
  tags: Tags,
});

const CreateAddon = z.object({
  kind: z.literal('create-addon'),
  addon: z.string(),
  version: z.string().optional(),
  configurationValues: z.string().optional(),
  resolveConflicts: z.enum(['NONE', 'OVERWRITE', 'PRESERVE']),
  podIdentity: z.array(z.object({ serviceAccount: z.string(), roleArn: z.string() })),
  serviceAccountRoleArn: z.string().optional(),
  namespace: z.string().optional(),
  tags: Tags,
  /** Its roles were made by earlier steps, so EKS may not see them at once. */
  rolesAreFresh: z.boolean(),
});

const CreateNodeGroup = z.object({
  kind: z.literal('create-node-group'),
  nodeGroup: z.string(),
  nodeRoleArn: z.string(),
  placement: Placement,
  instanceTypes: z.array(z.string()),
  amiType: z.string().optional(),
  capacityType: z.enum(['ON_DEMAND', 'SPOT']),
  scaling: z.object({ min: z.int(), max: z.int(), desired: z.int() }),
  labels: z.record(z.string(), z.string()),
  taints: z.array(z.object({ key: z.string(), value: z.string().optional(), effect: z.string() })),
  updateConfig: z
    .object({ maxUnavailable: z.int().optional(), maxUnavailablePercentage: z.int().optional() })
    .optional(),
  nodeRepair: z.boolean().optional(),
  /** Its own, or one that the stack made, whose id is read from the stack's output. */
  launchTemplate: z
    .union([
      z.object({ id: z.string(), version: z.string().optional() }),
      z.object({ stackName: z.string(), output: z.string() }),
    ])
    .optional(),
  releaseVersion: z.string().optional(),
  version: z.string().optional(),
  tags: Tags,
});

/** Made and waited for in one step: EKS makes one profile of a cluster at a time. */
const CreateFargateProfile = z.object({
  kind: z.literal('create-fargate-profile'),
  profile: z.string(),
  podExecutionRoleArn: z.string(),
  placement: Placement,
  selectors: z.array(z.object({ namespace: z.string(), labels: z.record(z.string(), z.string()) })),
  tags: Tags,
});

const CreateAccessEntry = z.object({
  kind: z.literal('create-access-entry'),
  principalArn: z.string(),
  type: z.string(),
  groups: z.array(z.string()),
  username: z.string().optional(),
  policies: z.array(
    z.object({ policyArn: z.string(), scope: z.enum(['cluster', 'namespace']), namespaces: z.array(z.string()) }),
  ),
  tags: Tags,
});

const CreateIrsaRole = z.object({
  kind: z.literal('create-irsa-role'),
  name: z.string(),
  path: z.string(),
  /** `system:serviceaccount:NAMESPACE:NAME`, or a pattern. The issuer is read from the cluster when it exists. */
  subject: z.string(),
  subjectIsPattern: z.boolean(),
  permissionsBoundaryArn: z.string().optional(),
  description: z.string(),
  tags: Tags,
});

const LinkServiceAccount = z.object({
  kind: z.literal('link-service-account'),
  namespace: z.string(),
  name: z.string(),
  roleArn: z.string(),
  labels: z.record(z.string(), z.string()),
  annotations: z.record(z.string(), z.string()),
});

/** The manifests of a component come with the console. */
const ApplyComponent = z.object({
  kind: z.literal('apply-component'),
  component: BlueprintComponent,
  /** The blueprint that asked for it, for the labels. */
  blueprint: z.string(),
  /** Whether to wait until it runs; not where there will be no node. */
  awaited: z.boolean(),
});

/** The step actions that make a cluster and take it away again. */
export const provisioningActions = [
  CreateStack,
  CreateCluster,
  z.object({ kind: z.literal('wait-for-cluster') }),
  CreateAddon,
  z.object({ kind: z.literal('wait-for-addon'), addon: z.string() }),
  CreateNodeGroup,
  z.object({ kind: z.literal('wait-for-node-group'), nodeGroup: z.string() }),
  CreateFargateProfile,
  CreateAccessEntry,
  z.object({ kind: z.literal('create-oidc-provider'), tags: Tags }),
  CreateIrsaRole,
  LinkServiceAccount,
  ApplyComponent,
  z.object({ kind: z.literal('protect-cluster'), name: z.string() }),
  z.object({ kind: z.literal('unprotect-cluster'), name: z.string() }),
  z.object({ kind: z.literal('delete-addon'), addon: z.string() }),
  z.object({ kind: z.literal('delete-node-group'), nodeGroup: z.string() }),
  z.object({ kind: z.literal('delete-fargate-profile'), profile: z.string() }),
  z.object({ kind: z.literal('delete-cluster'), name: z.string() }),
  z.object({
    kind: z.literal('delete-stack'),
    region: z.string(),
    stackName: z.string(),
    /** JSON text; left out if it may not be read. */
    template: z.string().optional(),
  }),
  z.object({ kind: z.literal('delete-oidc-provider'), providerArn: z.string() }),
  z.object({
    kind: z.literal('delete-role'),
    name: z.string(),
    path: z.string().optional(),
    /** As it was when the deletion was planned. */
    trustPolicy: z.string().optional(),
  }),
] as const;
