import { z } from 'zod';

/** What ListPodIdentityAssociations gives: no role, no dates (eks-and-iam §1.1). */
export const AssociationSummary = z.object({
  associationId: z.string(),
  associationArn: z.string(),
  namespace: z.string(),
  serviceAccount: z.string(),
  /** Set if an add-on owns it: `…:addon/CLUSTER/ADDON/UUID`. */
  ownerArn: z.string().optional(),
});
export type AssociationSummary = z.infer<typeof AssociationSummary>;

/** Everything that DescribePodIdentityAssociation gives. */
export const Association = AssociationSummary.extend({
  roleArn: z.string(),
  targetRoleArn: z.string().optional(),
  externalId: z.string().optional(),
  disableSessionTags: z.boolean(),
  /** Session policy, JSON text. */
  sessionPolicy: z.string().optional(),
  tags: z.record(z.string(), z.string()),
  createdAt: z.iso.datetime(),
  modifiedAt: z.iso.datetime(),
});
export type Association = z.infer<typeof Association>;

/** The add-on that owns an association, from its owner ARN. */
export function owningAddon(association: Pick<AssociationSummary, 'ownerArn'>): string | undefined {
  return association.ownerArn?.match(/:addon\/[^/]+\/([^/]+)\//)?.[1];
}

/** `ok`: pods can use the role. `pending`: not looked at yet. `unknown`: looked at, but it cannot be decided from here. */
export const TrustStatus = z.enum(['ok', 'missing', 'unknown', 'pending']);
export type TrustStatus = z.infer<typeof TrustStatus>;

/** How many pods of a service account get credentials in which way. */
export const PodUsage = z.object({
  total: z.int(),
  podIdentity: z.int(),
  irsa: z.int(),
  /** Neither: node role or nothing. */
  none: z.int(),
});
export type PodUsage = z.infer<typeof PodUsage>;

/** A row of the associations table: what EKS, IAM and the cluster say of one association, as far as it is known yet. */
export const AssociationRow = AssociationSummary.extend({
  /** Undefined until described. */
  details: Association.optional(),
  trust: z.object({ status: TrustStatus, reasons: z.array(z.string()) }),
  /** Undefined until the cluster has answered, or if it cannot be asked. */
  cluster: z
    .object({
      namespaceExists: z.boolean(),
      serviceAccountExists: z.boolean(),
      irsaRoleArn: z.string().optional(),
      pods: PodUsage,
    })
    .optional(),
});
export type AssociationRow = z.infer<typeof AssociationRow>;
