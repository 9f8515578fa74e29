import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { type Failure, toFailure } from './failure.ts';

interface Page<Item> {
  items: Item[];
}

export interface AllPages<Item> {
  /** What has come so far; undefined before the first page. */
  items: readonly Item[] | undefined;
  /** Every page has come. */
  complete: boolean;
  isFetching: boolean;
  failure: Failure | undefined;
  retry(): void;
}

/**
 * Reads a list page after page. The first one is shown at once; the others follow without being asked for, since what a
 * person filters, sorts or exports is the whole list.
 */
export function useAllPages<Item>(query: UseInfiniteQueryResult<InfiniteData<Page<Item>>>): AllPages<Item> {
  const { data, error, isFetching, hasNextPage, fetchNextPage, refetch } = query;
  useEffect(() => {
    if (hasNextPage && !isFetching && error === null) void fetchNextPage();
  }, [hasNextPage, isFetching, error, fetchNextPage]);
  const items = useMemo(() => data?.pages.flatMap((page) => page.items), [data]);
  return {
    items,
    complete: data !== undefined && !hasNextPage,
    isFetching,
    failure: error ? toFailure(error) : undefined,
    retry: () => void refetch(),
  };
}
