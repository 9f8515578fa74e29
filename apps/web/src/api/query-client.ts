import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isTransient, toFailure } from './failure.ts';
import { markSignedOut } from './signed-out.ts';

/** One cache for the whole page; loaders fill it, components read it. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeSignOut }),
  mutationCache: new MutationCache({ onError: noticeSignOut }),
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      gcTime: 30 * 60_000,
      retry: (failures, error) => failures < 2 && isTransient(toFailure(error)),
      // Podpass may run on this very machine: "offline" says nothing about whether it can be reached.
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

function noticeSignOut(error: Error): void {
  if (toFailure(error).code === 'not-signed-in') markSignedOut();
}
