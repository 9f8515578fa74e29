import { meantVersion } from '@podpass/cluster-config';
import type { OfferedAddon } from '@podpass/contract';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../../api/client.ts';
import { type Failure, toFailure } from '../../../api/failure.ts';
import { useWorkbench } from '../../../config-workbench/workbench.tsx';

export interface AddonCatalogue {
  region: string | undefined;
  addons: readonly OfferedAddon[];
  /** What the form needs first, in words. */
  wanting: string | undefined;
  loading: boolean;
  failure: Failure | undefined;
  retry(): void;
}

/** The add-ons that EKS offers for the region and the Kubernetes version that the configuration says. */
export function useAddonCatalogue(): AddonCatalogue {
  const { region, kubernetesVersion } = useWorkbench().opened.model ?? {};
  const known =
    /^[a-z]{2}(-[a-z]+)+-\d{1,2}$/.test(region ?? '') && /^1\.\d{1,3}$/.test(kubernetesVersion ?? '')
      ? { region: region ?? '', kubernetesVersion: kubernetesVersion ?? '' }
      : undefined;
  const query = useQuery({
    ...api.catalogue.addons.queryOptions({ input: known ?? { region: 'us-west-2', kubernetesVersion: '1.34' } }),
    enabled: known !== undefined,
    staleTime: 300_000,
  });
  return {
    region: known?.region,
    addons: known === undefined ? [] : (query.data?.items ?? []),
    wanting: known === undefined ? 'Choose a region and a Kubernetes version first (General).' : undefined,
    loading: known !== undefined && query.isPending,
    failure: query.error ? toFailure(query.error) : undefined,
    retry: () => void query.refetch(),
  };
}

/** Service accounts, recommended policies and settings of the version that an add-on would get. */
export function useAddonVersion(catalogue: AddonCatalogue, name: string, written: string) {
  const version = versionIn(catalogue, name, written)?.version;
  const known = catalogue.region !== undefined && version !== undefined;
  return useQuery({
    ...api.catalogue.addonVersion.queryOptions({
      input: { region: catalogue.region ?? '', name, version: version ?? '' },
    }),
    enabled: known,
    staleTime: 300_000,
  });
}

/** The version that an add-on would get, as far as the catalogue has it. */
export function versionIn(catalogue: AddonCatalogue, name: string, written: string) {
  const addon = catalogue.addons.find((one) => one.name === name);
  return addon && meantVersion(addon, written);
}
