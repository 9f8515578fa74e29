import type { ClusterRef } from './cluster.ts';

type Named = Pick<ClusterRef, 'name' | 'region'>;

/**
 * How addresses name a cluster: by its name, and outside the home region by `name@region`. A cluster that is called as
 * the console's own page is (`/clusters/new`, in any case, as addresses are matched) has its region added everywhere.
 */
export function clusterKeyOf({ name, region }: Named, homeRegion: string): string {
  return region === homeRegion && !/^new$/i.test(name) ? name : `${name}@${region}`;
}

/** What a key names, also one with the home region. Undefined if it cannot name a cluster. */
export function parseClusterKey(key: string, homeRegion: string): Named | undefined {
  // CreateCluster's own rule for names (eks-and-iam §1.3).
  const match = /^([0-9A-Za-z][A-Za-z0-9_-]{0,99})(?:@([a-z0-9-]+))?$/.exec(key);
  if (!match) return undefined;
  const [, name = '', region = homeRegion] = match;
  return { name, region };
}
