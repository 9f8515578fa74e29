import { DescribeClusterCommand, ListClustersCommand } from '@aws-sdk/client-eks';
import {
  type CallOptions,
  type Cluster,
  type ClusterRef,
  type EksPort,
  parseClusterKey,
  PodpassError,
} from '@podpass/inventory';
import { collect, pages } from '../calls/pages.ts';
import { pageToken, requiredNames } from '../errors/answer.ts';
import { readCluster } from './read-cluster.ts';
import { clusterRef, type EksCaller, type EksRegions } from './regions.ts';

export function clusterReads(regions: EksRegions): Pick<EksPort, 'listClusters' | 'describeCluster'> {
  return {
    async listClusters(options = {}) {
      const identity = await regions.identity(options);
      const asked = [...regions.callers].map(async ([region, call]) => {
        try {
          const names = await clusterNames(call, options);
          return { clusters: names.map((name) => clusterRef(identity, { name, region }, regions.homeRegion)) };
        } catch (error) {
          options.signal?.throwIfAborted();
          if (!(error instanceof Error)) throw error;
          return { failure: { region, error } };
        }
      });
      const answers = await Promise.all(asked);
      return {
        clusters: answers.flatMap(({ clusters }): ClusterRef[] => clusters ?? []),
        failures: answers.flatMap(({ failure }) => failure ?? []),
      };
    },

    async describeCluster(key, options = {}): Promise<Cluster> {
      const parsed = parseClusterKey(key, regions.homeRegion);
      const call = parsed && regions.callers.get(parsed.region);
      if (!parsed || !call) throw new PodpassError('cluster-not-found', { cluster: key });
      return call(
        new DescribeClusterCommand({ name: parsed.name }),
        ({ cluster }) => readCluster(cluster, (owner) => clusterRef(owner, parsed, regions.homeRegion)),
        { signal: options.signal, subject: { cluster: key } },
      );
    },
  };
}

function clusterNames(call: EksCaller, { signal }: CallOptions): Promise<string[]> {
  return collect(
    pages((nextToken) =>
      call(
        new ListClustersCommand({ nextToken, maxResults: 100 }),
        (output) => ({ items: requiredNames(output.clusters, 'clusters'), next: pageToken(output.nextToken) }),
        { signal },
      ),
    ),
  );
}
