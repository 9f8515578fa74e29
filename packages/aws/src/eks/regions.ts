import type { EKSClientResolvedConfig, ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/client-eks';
import { type CallerIdentity, type CallOptions, clusterKeyOf, type ClusterRef, PodpassError } from '@podpass/inventory';
import type { Caller } from '../calls/caller.ts';

export type EksCaller = Caller<ServiceInputTypes, ServiceOutputTypes, EKSClientResolvedConfig>;

/** EKS in the regions that Podpass looks at. */
export interface EksRegions {
  homeRegion: string;
  /** By region name, the home region first. */
  callers: ReadonlyMap<string, EksCaller>;
  /** Whose account it is, for the ARNs of clusters; asked once. */
  identity: (options?: CallOptions) => Promise<CallerIdentity>;
}

/** Rejects with `cluster-not-found` if the region of the cluster is none that Podpass looks at. */
export function callerFor(regions: EksRegions, cluster: Pick<ClusterRef, 'region' | 'key'>): EksCaller {
  const caller = regions.callers.get(cluster.region);
  if (!caller) throw new PodpassError('cluster-not-found', { cluster: cluster.key });
  return caller;
}

export function clusterRef(
  { account, partition }: Pick<CallerIdentity, 'account' | 'partition'>,
  { name, region }: { name: string; region: string },
  homeRegion: string,
): ClusterRef {
  return {
    key: clusterKeyOf({ name, region }, homeRegion),
    name,
    region,
    account,
    partition,
    arn: `arn:${partition}:eks:${region}:${account}:cluster/${name}`,
  };
}
