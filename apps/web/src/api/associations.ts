import { queryOptions } from '@tanstack/react-query';
import { emptyAssociationList, mergeAssociations, type AssociationList } from './association-list.ts';
import { client } from './client.ts';
import { queryClient } from './query-client.ts';

/** Rows are shown at most this often while they stream in: often enough to look alive, seldom enough to stay smooth. */
const showEvery = 150;

/**
 * All associations of a cluster, shown as they come and kept: a second view shows the kept list at once and refreshes
 * it in the background. `fresh` makes the server ask AWS again instead of its own cache.
 */
export function associationsQuery(cluster: string, { fresh = false }: { fresh?: boolean } = {}) {
  const queryKey = associationsKey(cluster);
  return queryOptions({
    queryKey,
    // Rows are replaced by identity already; comparing thousands of them deeply on every event would cost a second.
    structuralSharing: false,
    queryFn: async ({ signal }): Promise<AssociationList> => {
      const merge = mergeAssociations(queryClient.getQueryData<AssociationList>(queryKey));
      const events = await client.associations.stream({ cluster, ...(fresh ? { fresh: 'true' } : {}) }, { signal });
      let shownAt = Date.now();
      for await (const event of events) {
        merge.take(event);
        if (event.type === 'complete' || Date.now() - shownAt < showEvery) continue;
        shownAt = Date.now();
        queryClient.setQueryData(queryKey, merge.list());
      }
      return { ...emptyAssociationList, ...merge.list() };
    },
  });
}

/** Asks AWS and the cluster again, past every cache. */
export async function refreshAssociations(cluster: string): Promise<void> {
  await queryClient.fetchQuery({ ...associationsQuery(cluster, { fresh: true }), staleTime: 0 });
}

function associationsKey(cluster: string): readonly ['association-list', string] {
  return ['association-list', cluster];
}
