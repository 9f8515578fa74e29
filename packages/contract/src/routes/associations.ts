import { eventIterator } from '@orpc/contract';
import { AssociationId, AssociationRow, NamespaceName, Pod, ServiceAccountName, Workload } from '@podpass/inventory';
import { z } from 'zod';
import { ClusterKey, clusterRoute, Problem } from '../base.ts';
import { failsWith } from '../error-declarations.ts';

const filter = z.object({
  cluster: ClusterKey,
  namespace: NamespaceName.optional(),
  serviceAccount: ServiceAccountName.optional(),
});

/**
 * A list that grows: `rows` adds rows or replaces those of the same id, `problem` names a source that failed,
 * `complete` ends it; rows that were not named until then are gone.
 */
export const AssociationsEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('rows'), rows: z.array(AssociationRow) }),
  z.object({ type: z.literal('problem'), problem: Problem }),
  z.object({ type: z.literal('complete'), total: z.int(), at: z.iso.datetime() }),
]);
export type AssociationsEvent = z.infer<typeof AssociationsEvent>;

/** One association with everything that uses it now. */
export const AssociationDetail = z
  .object({ row: AssociationRow, pods: z.array(Pod), workloads: z.array(Workload), problems: z.array(Problem) })
  .meta({ id: 'AssociationDetail' });
export type AssociationDetail = z.infer<typeof AssociationDetail>;

export const associations = {
  list: clusterRoute('associations:read')
    .route({
      method: 'GET',
      path: '/clusters/{cluster}/associations',
      tags: ['associations'],
      summary: 'All associations, complete',
    })
    .input(filter)
    .output(z.object({ items: z.array(AssociationRow), problems: z.array(Problem) })),
  stream: clusterRoute('associations:read')
    .route({
      method: 'GET',
      path: '/clusters/{cluster}/associations/stream',
      tags: ['associations'],
      summary: 'All associations as server-sent events, filled in as they come',
    })
    .input(filter.extend({ fresh: z.stringbool().optional() }))
    .output(eventIterator(AssociationsEvent)),
  get: clusterRoute('associations:read')
    .route({
      method: 'GET',
      path: '/clusters/{cluster}/associations/{associationId}',
      tags: ['associations'],
      summary: 'One association',
    })
    .errors(failsWith('association-not-found'))
    .input(z.object({ cluster: ClusterKey, associationId: AssociationId }))
    .output(AssociationDetail),
};
