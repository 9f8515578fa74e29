import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { useAllPages } from '../api/use-all-pages.ts';

/** Blueprints without their versions, page by page. */
export const blueprintPages = api.blueprints.list.infiniteOptions({
  input: (after: string | undefined) => ({ limit: 200, ...(after === undefined ? {} : { after }) }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ next }) => next,
});

/** All of them, without their versions. */
export function useBlueprintList() {
  return useAllPages(useInfiniteQuery(blueprintPages));
}
