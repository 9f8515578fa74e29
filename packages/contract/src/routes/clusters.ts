import {
  AccessEntry,
  Addon,
  AgentHealth,
  AgentState,
  Cluster,
  ClusterRef,
  ClusterStatus,
  FargateProfile,
  NodeGroup,
  OperationSummary,
} from '@podpass/inventory';
import { z } from 'zod';
import { awsRoute, ClusterKey, clusterRoute, Problem } from '../base.ts';

export const ClusterSummary = z
  .object({
    ref: ClusterRef,
    /** Undefined with a `problem` if the cluster could not be described, without one if EKS does not list it. */
    status: ClusterStatus.optional(),
    kubernetesVersion: z.string().optional(),
    autoMode: z.boolean().optional(),
    createdAt: z.iso.datetime().optional(),
    problem: Problem.optional(),
    /** What makes it or takes it away, where that is on its way or did not end well. */
    operation: OperationSummary.optional(),
  })
  .meta({ id: 'ClusterSummary' });
export type ClusterSummary = z.infer<typeof ClusterSummary>;

/** Counts that take several calls; each is undefined if its source could not be asked. */
export const ClusterCounts = z
  .object({
    associations: z.int().optional(),
    irsaLinks: z.int().optional(),
    serviceAccounts: z.int().optional(),
    accessEntries: z.int().optional(),
    nodes: z.int().optional(),
    pods: z.object({ podIdentity: z.int(), irsa: z.int(), none: z.int() }).optional(),
    agent: AgentState,
    problems: z.array(Problem),
  })
  .meta({ id: 'ClusterCounts' });
export type ClusterCounts = z.infer<typeof ClusterCounts>;

export const ClusterDetail = z
  .object({
    cluster: Cluster,
    nodeGroups: z.array(NodeGroup),
    fargateProfiles: z.array(FargateProfile),
    /** What makes it or takes it away, where that is on its way or did not end well. */
    operation: OperationSummary.optional(),
    problems: z.array(Problem),
  })
  .meta({ id: 'ClusterDetail' });
export type ClusterDetail = z.infer<typeof ClusterDetail>;

const oneCluster = z.object({ cluster: ClusterKey });

export const clusters = {
  list: awsRoute('clusters:read')
    .route({ method: 'GET', path: '/clusters', tags: ['clusters'], summary: 'Clusters of all regions' })
    .output(z.object({ clusters: z.array(ClusterSummary), problems: z.array(Problem.extend({ region: z.string() })) })),
  get: clusterRoute('clusters:read')
    .route({ method: 'GET', path: '/clusters/{cluster}', tags: ['clusters'], summary: 'One cluster' })
    .input(oneCluster)
    .output(ClusterDetail),
  counts: clusterRoute('clusters:read')
    .route({
      method: 'GET',
      path: '/clusters/{cluster}/counts',
      tags: ['clusters'],
      summary: 'How much of what a cluster has',
    })
    .input(oneCluster)
    .output(ClusterCounts),
  agent: clusterRoute('clusters:read')
    .route({
      method: 'GET',
      path: '/clusters/{cluster}/agent',
      tags: ['clusters'],
      summary: 'Health of the pod identity agent, node by node',
    })
    .input(oneCluster)
    .output(z.object({ health: AgentHealth, problems: z.array(Problem) })),
  accessEntries: clusterRoute('clusters:read')
    .route({
      method: 'GET',
      path: '/clusters/{cluster}/access-entries',
      tags: ['clusters'],
      summary: 'Access entries with their policies',
    })
    .input(oneCluster)
    .output(z.object({ items: z.array(AccessEntry) })),
  addons: clusterRoute('clusters:read')
    .route({
      method: 'GET',
      path: '/clusters/{cluster}/addons',
      tags: ['clusters'],
      summary: 'Add-ons that are installed in a cluster',
    })
    .input(oneCluster)
    .output(z.object({ items: z.array(Addon), problems: z.array(Problem) })),
};
