import { useQuery } from '@tanstack/react-query';
import { api } from './client.ts';
import { toFailure } from './failure.ts';

/** How the list behind a field is doing; forms stay usable with free text while it is not there. */
export interface ListStatus {
  type: 'loading' | 'error';
  text: string;
}

/** The catalogue changes a few times a year. */
const staleTime = 10 * 60_000;

export function usePlacement() {
  const query = useQuery(api.catalogue.placement.queryOptions({ staleTime }));
  return { placement: query.data, status: statusOf(query) };
}

export function kubernetesVersionsQuery(region: string | undefined) {
  return api.catalogue.kubernetesVersions.queryOptions({
    input: { region: region ?? '' },
    enabled: isRegion(region),
    staleTime,
  });
}

export function useKubernetesVersions(region: string | undefined) {
  const query = useQuery(kubernetesVersionsQuery(region));
  return { versions: query.data?.items, status: statusOf(query) };
}

export function useNetworks(region: string | undefined) {
  const query = useQuery(
    api.catalogue.networks.queryOptions({
      input: { region: region ?? '' },
      enabled: isRegion(region),
      staleTime: 60_000,
    }),
  );
  return { networks: query.data, status: statusOf(query) };
}

/** While it is being typed, a region is not asked about. */
function isRegion(region: string | undefined): boolean {
  return region !== undefined && /^[a-z]{2}(-[a-z]+)+-\d{1,2}$/.test(region);
}

function statusOf({ error, isLoading }: { error: Error | null; isLoading: boolean }): ListStatus | undefined {
  if (error) return { type: 'error', text: `${toFailure(error).what} You can write the value yourself.` };
  return isLoading ? { type: 'loading', text: 'Asking AWS' } : undefined;
}
