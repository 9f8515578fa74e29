import { api } from '../../api/client.ts';
import { queryClient } from '../../api/query-client.ts';

/** Those of one cluster: seldom more than one. */
export function configsQuery({ name, region }: { name: string; region: string }) {
  return api.configs.list.queryOptions({ input: { name, region, limit: 200 } });
}

export function configQuery(id: string) {
  return api.configs.get.queryOptions({ input: { id } });
}

export function revisionPages(id: string) {
  return api.configs.revisions.infiniteOptions({
    input: (before: number | undefined) => ({ id, limit: 200, ...(before === undefined ? {} : { before }) }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ next }) => next,
  });
}

/** A revision never changes, so it is asked for once. */
export function revisionQuery(id: string, number: number) {
  return api.configs.revision.queryOptions({ input: { id, number }, staleTime: Number.POSITIVE_INFINITY });
}

/** After a write: what is shown of this configuration is asked for again. */
export async function refreshConfig(id: string): Promise<void> {
  await Promise.all(
    [api.configs.list.key(), configQuery(id).queryKey, api.configs.revisions.key({ input: { id } })].map(
      async (queryKey) => queryClient.invalidateQueries({ queryKey }),
    ),
  );
}
