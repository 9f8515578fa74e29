import { NamespaceName, PodUsage, ServiceAccount, Workload } from '@podpass/inventory';
import { z } from 'zod';
import { ClusterKey, clusterRoute, Problem } from '../base.ts';

/** A service account with its IRSA link (if any), its association (if any) and what runs with it. */
export const ServiceAccountRow = ServiceAccount.extend({
  irsa: z
    .object({
      roleArn: z.string(),
      /** The role's trust in words; undefined if the role could not be read. */
      trustInWords: z.string().optional(),
      /** Whether the role trusts this account by this cluster's OIDC provider. */
      trusted: z.enum(['yes', 'no', 'unknown']),
    })
    .optional(),
  associationId: z.string().optional(),
  workloads: z.array(Workload),
  pods: PodUsage,
}).meta({ id: 'ServiceAccountRow' });
export type ServiceAccountRow = z.infer<typeof ServiceAccountRow>;

export const serviceAccounts = {
  list: clusterRoute('service-accounts:read')
    .route({
      method: 'GET',
      path: '/clusters/{cluster}/service-accounts',
      tags: ['service accounts'],
      summary: 'Service accounts and how they get credentials',
    })
    .input(z.object({ cluster: ClusterKey, namespace: NamespaceName.optional(), irsaOnly: z.stringbool().optional() }))
    .output(z.object({ items: z.array(ServiceAccountRow), problems: z.array(Problem) })),
  namespaces: clusterRoute('service-accounts:read')
    .route({
      method: 'GET',
      path: '/clusters/{cluster}/namespaces',
      tags: ['service accounts'],
      summary: 'Namespaces of the cluster',
    })
    .input(z.object({ cluster: ClusterKey }))
    .output(z.object({ items: z.array(z.string()) })),
};
