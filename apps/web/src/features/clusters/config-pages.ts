import { api, type client } from '../../api/client.ts';

/** All configurations that are kept here, page after page, the last changed first. */
export const configPages = api.configs.list.infiniteOptions({
  input: (after: ConfigCursor | undefined) => ({ limit: 200, ...(after === undefined ? {} : { after }) }),
  initialPageParam: undefined as ConfigCursor | undefined,
  getNextPageParam: ({ next }) => next,
  // A draft may have changed a moment ago, on the very page that one comes from.
  staleTime: 0,
});

type ConfigCursor = NonNullable<Awaited<ReturnType<typeof client.configs.list>>['next']>;
