import { type CataloguePort, PodpassError } from '@podpass/inventory';
import type { EksRegions } from '../eks/regions.ts';
import { addonReads } from './addons.ts';
import { instanceTypeReads } from './instance-types.ts';
import { kubernetesVersionReads } from './kubernetes-versions.ts';
import { type Ec2Caller, networkReads } from './networks.ts';

export interface CatalogueRegions extends Pick<EksRegions, 'homeRegion'> {
  eks: EksRegions['callers'];
  ec2: ReadonlyMap<string, Ec2Caller>;
}

export function createCatalogueGateway({ homeRegion, eks, ec2 }: CatalogueRegions): CataloguePort {
  const eksOf = (region: string) => callerOf(eks, region);
  return {
    homeRegion,
    regions: [...eks.keys()],
    ...kubernetesVersionReads(eksOf),
    ...addonReads(eksOf),
    ...networkReads((region) => callerOf(ec2, region)),
    ...instanceTypeReads((region) => callerOf(ec2, region)),
  };
}

function callerOf<Caller>(callers: ReadonlyMap<string, Caller>, region: string): Caller {
  const caller = callers.get(region);
  if (caller !== undefined) return caller;
  const message = `is not one of the regions of this console: ${[...callers.keys()].join(', ')}`;
  throw new PodpassError('invalid-input', { issues: [{ path: 'region', message }] });
}
