import { z } from 'zod';

/** A role as ListRoles gives it. `trustPolicy` is plain JSON text, already URL-decoded. */
export const RoleSummary = z.object({
  arn: z.string(),
  name: z.string(),
  path: z.string(),
  description: z.string().optional(),
  createdAt: z.iso.datetime().optional(),
  trustPolicy: z.string(),
});
export type RoleSummary = z.infer<typeof RoleSummary>;

export const Role = RoleSummary.extend({
  tags: z.record(z.string(), z.string()),
  permissionsBoundaryArn: z.string().optional(),
  lastUsedAt: z.iso.datetime().optional(),
});
export type Role = z.infer<typeof Role>;

export const ManagedPolicy = z.object({
  arn: z.string(),
  name: z.string(),
  path: z.string(),
  description: z.string().optional(),
  awsManaged: z.boolean(),
});
export type ManagedPolicy = z.infer<typeof ManagedPolicy>;

export const CallerIdentity = z.object({ account: z.string(), arn: z.string(), partition: z.string() });
export type CallerIdentity = z.infer<typeof CallerIdentity>;
