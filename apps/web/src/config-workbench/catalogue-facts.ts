import {
  type AddonVersionFact,
  type ConfigFacts,
  wantedAddonVersions,
  type WantedFacts,
  wantedKubernetes,
} from '@podpass/cluster-config';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { kubernetesVersionsQuery } from '../api/catalogue.ts';
import { api } from '../api/client.ts';
import { type Failure, toFailure } from '../api/failure.ts';

interface CatalogueFacts {
  /** As far as they are known by now; the same object while they are the same. */
  facts: Pick<ConfigFacts, 'kubernetesVersions' | 'addonCatalogues' | 'addonVersions'>;
  /** Why some of them cannot be known. */
  failure: Failure | undefined;
}

/** The catalogue changes a few times a year. */
const staleTime = 10 * 60_000;

/** What EKS offers for a configuration: the Kubernetes versions of its region, and add-ons for its own version. */
export function useCatalogueFacts(wanted: WantedFacts | undefined): CatalogueFacts {
  const region = wanted?.region ?? '';
  const versions = useQuery(kubernetesVersionsQuery(wanted?.region));
  const kubernetes = wanted && versions.data && wantedKubernetes(wanted, versions.data.items);
  const addons = useQuery(
    api.catalogue.addons.queryOptions({
      input: { region, kubernetesVersion: kubernetes ?? '' },
      enabled: kubernetes !== undefined,
      staleTime,
    }),
  );
  const named = wanted && addons.data ? wantedAddonVersions(wanted, addons.data.items) : [];
  const described = useQueries({
    queries: named.map(({ name, version }) =>
      api.catalogue.addonVersion.queryOptions({
        input: { region, name, version },
        select: ({ podIdentity }): AddonVersionFact => ({ name, version, podIdentity }),
        staleTime,
      }),
    ),
    combine: those,
  });
  const facts = useMemo(
    () => ({
      ...(versions.data && { kubernetesVersions: versions.data.items }),
      ...(kubernetes !== undefined &&
        addons.data && { addonCatalogues: [{ kubernetesVersion: kubernetes, items: addons.data.items }] }),
      addonVersions: described.known,
    }),
    [versions.data, kubernetes, addons.data, described.known],
  );
  const error = versions.error ?? addons.error ?? described.error;
  return { facts, failure: error ? toFailure(error) : undefined };
}

function those(results: readonly { data: AddonVersionFact | undefined; error: Error | null }[]) {
  return {
    known: results.flatMap(({ data }) => data ?? []),
    error: results.find(({ error }) => error !== null)?.error ?? null,
  };
}
