import { useEffect } from 'react';
import { createStore } from '../ui/store.ts';

const own = createStore<string | undefined>(undefined);

/** What the open page wants to be called in place of its route's words. */
export const useOwnTitle = own.use;

/** For a page whose title says how things stand; from the special to the general. */
export function usePageTitle(parts: readonly string[] | undefined): void {
  const title = parts && [...parts, 'Podpass'].join(' · ');
  useEffect(() => {
    own.set(title);
    return () => own.set(undefined);
  }, [title]);
}
