import { api } from '../../api/client.ts';
import { queryClient } from '../../api/query-client.ts';

export const configsQuery = api.configs.list.queryOptions();

export function configQuery(id: string) {
  return api.configs.get.queryOptions({ input: { id } });
}

export function revisionsQuery(id: string) {
  return api.configs.revisions.queryOptions({ input: { id } });
}

/** A revision never changes, so it is asked for once. */
export function revisionQuery(id: string, number: number) {
  return api.configs.revision.queryOptions({ input: { id, number }, staleTime: Number.POSITIVE_INFINITY });
}

/** After a write: what is shown of this configuration is asked for again. */
export async function refreshConfig(id: string): Promise<void> {
  await Promise.all(
    [configsQuery.queryKey, configQuery(id).queryKey, revisionsQuery(id).queryKey].map(async (queryKey) =>
      queryClient.invalidateQueries({ queryKey }),
    ),
  );
}
