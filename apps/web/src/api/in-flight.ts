import { useQuery } from '@tanstack/react-query';
import type { OperationSummary } from '@podpass/inventory';
import { api } from './client.ts';
import { queryClient } from './query-client.ts';

/** Between two looks, in milliseconds: often while something moves, seldom while nobody looks at the page. */
const whileRunning = 2_000;
const whileIdle = 5_000;
const whileHidden = 15_000;

const options = api.operations.list.queryOptions({
  input: { active: 'true', limit: 50 },
  staleTime: 0,
  retry: false,
  refetchIntervalInBackground: true,
  refetchInterval: ({ state: { data } }) => {
    const running = (data?.items.length ?? 0) > 0;
    // The document's title goes on telling what runs; that nothing does can wait until the page is looked at.
    if (document.visibilityState === 'hidden') return running ? whileHidden : false;
    return running ? whileRunning : whileIdle;
  },
});

/** The operations of all clusters that wait or run now, the newest first; undefined until that is known. */
export function useInFlight(): readonly OperationSummary[] | undefined {
  return useQuery(options).data?.items;
}

/** How many those are, in words: `3`, `50+` where there are more than the list tells; empty if there are none. */
export function useInFlightCount(): string {
  const { data } = useQuery(options);
  const count = data?.items.length ?? 0;
  return count === 0 ? '' : `${count}${data?.next ? '+' : ''}`;
}

/**
 * When an operation last ended: also one that was over before anybody saw it run. Empty if none ever has, undefined until
 * that is known.
 */
export function useLastEnd(): string | undefined {
  const { data } = useQuery(options);
  return data && (data.lastEndedAt ?? '');
}

/** Looks again at once, after something was started. */
export async function refreshInFlight(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: options.queryKey });
}

/** Resolves when the operation is seen on its way in a later attempt than this one; never, if it was aborted. */
export function untilLaterAttempt(id: string, attempt: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const unsubscribe = queryClient.getQueryCache().subscribe(() => {
      const items = queryClient.getQueryData(options.queryKey)?.items;
      if (!items?.some((item) => item.id === id && item.attempt > attempt)) return;
      unsubscribe();
      resolve();
    });
    signal.addEventListener('abort', unsubscribe, { once: true });
  });
}
