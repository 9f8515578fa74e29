import { z } from 'zod';
import { ClusterKey, PageLimit, route } from '../base.ts';

/** One entry of the append-only audit log. */
export const AuditEntry = z
  .object({
    id: z.int(),
    at: z.iso.datetime(),
    actor: z.string(),
    role: z.string(),
    action: z.string(),
    clusterKey: z.string().optional(),
    target: z.string(),
    outcome: z.string(),
    operationId: z.string().optional(),
    before: z.unknown().optional(),
    after: z.unknown().optional(),
    awsRequestIds: z.array(z.string()),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof AuditEntry>;

export const audit = {
  list: route('audit:read')
    .route({ method: 'GET', path: '/audit', tags: ['audit'], summary: 'Who changed what, newest first' })
    .input(
      z.object({
        cluster: ClusterKey.optional(),
        before: z.coerce.number().int().positive().optional(),
        limit: PageLimit,
      }),
    )
    .output(z.object({ items: z.array(AuditEntry), next: z.int().optional() })),
};
