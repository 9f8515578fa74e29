import { z } from 'zod';
import { NamespaceName, PolicyArn, RoleArn, RoleName, RolePath, ServiceAccountName } from '../observed/arn.ts';
import { WorkloadRef } from '../observed/kubernetes.ts';

/** The seven presets that incumbents know too (reference-eksctl §1.5). */
export const wellKnownPolicies = [
  'imageBuilder',
  'autoScaler',
  'awsLoadBalancerController',
  'externalDNS',
  'certManager',
  'ebsCSIController',
  'efsCSIController',
] as const;
export const WellKnownPolicy = z.enum(wellKnownPolicies);
export type WellKnownPolicy = z.infer<typeof WellKnownPolicy>;

/** How far a trust statement reaches: every cluster of the account, this cluster, or this namespace and service account. */
export const TrustScope = z.enum(['account', 'cluster', 'service-account']);
export type TrustScope = z.infer<typeof TrustScope>;

export const Tags = z
  .record(z.string().min(1).max(128), z.string().max(256))
  .refine((tags) => Object.keys(tags).length <= 50, 'at most 50 tags')
  .refine((tags) => Object.keys(tags).every((key) => !/^aws:/i.test(key)), 'keys must not start with "aws:"');

/** A JSON policy document as text. Whether IAM accepts it is decided by IAM; that it is a JSON object is decided here. */
export const PolicyDocument = z.string().max(10_240).refine(isJsonObject, 'must be a JSON object');

export const ExistingRole = z.object({
  kind: z.literal('existing'),
  roleArn: RoleArn,
  /** Add the pods.eks.amazonaws.com statement first if the role does not trust it yet. */
  fixTrust: TrustScope.optional(),
});

export const NewRole = z
  .object({
    kind: z.literal('new'),
    /** Left out: made from cluster, namespace and service account. */
    name: RoleName.optional(),
    path: RolePath.default('/'),
    permissionsBoundaryArn: PolicyArn.optional(),
    policyArns: z.array(PolicyArn).max(20).default([]),
    inlinePolicy: PolicyDocument.optional(),
    wellKnownPolicies: z.array(WellKnownPolicy).default([]),
    trustScope: TrustScope.default('service-account'),
  })
  .refine(
    (role) => role.policyArns.length > 0 || role.inlinePolicy !== undefined || role.wellKnownPolicies.length > 0,
    { error: 'a new role needs a permission policy, a policy ARN or a well-known policy', path: ['policyArns'] },
  );

export const AssociationSpec = z
  .object({
    namespace: NamespaceName,
    serviceAccount: ServiceAccountName,
    createServiceAccount: z.boolean().default(false),
    role: z.discriminatedUnion('kind', [ExistingRole, NewRole]),
    targetRoleArn: RoleArn.optional(),
    disableSessionTags: z.boolean().default(false),
    sessionPolicy: PolicyDocument.optional(),
    tags: Tags.default({}),
  })
  .refine((spec) => spec.sessionPolicy === undefined || spec.disableSessionTags, {
    error: 'a session policy needs session tags switched off',
    path: ['sessionPolicy'],
  });
export type AssociationSpec = z.infer<typeof AssociationSpec>;

/** Identifiers as EKS makes them: `a-` and 17 characters. */
export const AssociationId = z.string().regex(/^a-[0-9a-z]{17}$/, 'must be an association id, a- and 17 characters');

const AddAssociations = z.object({
  kind: z.literal('add-associations'),
  associations: z.array(AssociationSpec).min(1).max(500),
});

/** Left out means unchanged; null clears the field. */
const UpdateAssociation = z.object({
  kind: z.literal('update-association'),
  associationId: AssociationId,
  roleArn: RoleArn.optional(),
  fixTrust: TrustScope.optional(),
  targetRoleArn: RoleArn.nullable().optional(),
  disableSessionTags: z.boolean().optional(),
  sessionPolicy: PolicyDocument.nullable().optional(),
  tags: Tags.optional(),
  /** Restart the workloads that use it, so that their pods take up the new settings at once. */
  restart: z.boolean().default(false),
});

const DeleteAssociations = z.object({
  kind: z.literal('delete-associations'),
  associationIds: z.array(AssociationId).min(1).max(500),
  restart: z.boolean().default(false),
});

const FixTrustPolicy = z.object({
  kind: z.literal('fix-trust-policy'),
  roleArn: RoleArn,
  scope: TrustScope,
  serviceAccounts: z.array(z.object({ namespace: NamespaceName, serviceAccount: ServiceAccountName })).max(100),
});

const InstallAgent = z.object({ kind: z.literal('install-agent'), version: z.string().max(64).optional() });

const RestartWorkloads = z.object({
  kind: z.literal('restart-workloads'),
  workloads: z.array(WorkloadRef).min(1).max(100),
});

const DeleteCluster = z.object({
  kind: z.literal('delete-cluster'),
  /** The cluster's name, typed by the person, so that nobody deletes one by a slip. */
  confirm: z.string().max(100),
  /** A protected cluster is deleted only if this is asked for in so many words. */
  turnOffProtection: z.boolean().default(false),
});

/** Everything that a person can ask to be changed on one cluster. */
export const ChangeRequest = z.discriminatedUnion('kind', [
  AddAssociations,
  UpdateAssociation,
  DeleteAssociations,
  FixTrustPolicy,
  InstallAgent,
  RestartWorkloads,
  DeleteCluster,
]);
export type ChangeRequest = z.infer<typeof ChangeRequest>;
/** As it may be written: fields with a default left out. */
export type ChangeRequestInput = z.input<typeof ChangeRequest>;
export type ChangeKind = ChangeRequest['kind'];
export type ChangeRequestOf<Kind extends ChangeKind> = Extract<ChangeRequest, { kind: Kind }>;

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
