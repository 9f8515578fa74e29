import type { PropertyFilterProperty, PropertyFilterQuery } from '@cloudscape-design/collection-hooks';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { filterFromParams, filterToParams } from '../ui/filter-params.ts';

export interface UrlFilter {
  query: PropertyFilterQuery;
  set(query: PropertyFilterQuery): void;
}

/** A list's filter, kept in the address: a link to it shows the same rows to somebody else. */
export function useUrlFilter(properties: readonly Pick<PropertyFilterProperty, 'key'>[]): UrlFilter {
  const [params, setParams] = useSearchParams();
  const query = useMemo(() => filterFromParams(params, properties), [params, properties]);
  const set = useCallback(
    (next: PropertyFilterQuery) =>
      setParams(
        (previous) => {
          const { f, match } = filterToParams(next);
          const changed = new URLSearchParams(previous);
          changed.delete('f');
          changed.delete('match');
          for (const token of f) changed.append('f', token);
          if (match) changed.set('match', match);
          return changed;
        },
        { replace: true, preventScrollReset: true },
      ),
    [setParams],
  );
  return { query, set };
}
