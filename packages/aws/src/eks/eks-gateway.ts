import type { EksPort } from '@podpass/inventory';
import { addonCalls } from './addons.ts';
import { associationCalls } from './associations.ts';
import { clusterPartReads } from './cluster-parts.ts';
import { clusterReads } from './clusters.ts';
import type { EksRegions } from './regions.ts';
import { tagCalls } from './tags.ts';

export function createEksGateway(regions: EksRegions): EksPort {
  return {
    homeRegion: regions.homeRegion,
    ...clusterReads(regions),
    ...clusterPartReads(regions),
    ...addonCalls(regions),
    ...associationCalls(regions),
    ...tagCalls(regions),
  };
}
