import type { PropertyFilterProperty, PropertyFilterQuery } from '@cloudscape-design/collection-hooks';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { filterFromParams, filterToParams } from '../ui/filter-params.ts';

export interface UrlFilter {
  query: PropertyFilterQuery;
  set(query: PropertyFilterQuery): void;
}

/**
 * A list's filter, kept in the address: a link to it shows the same rows to somebody else. The second list of a page
 * has a name, by which its filter is told from the other's.
 */
export function useUrlFilter(properties: readonly Pick<PropertyFilterProperty, 'key'>[], list?: string): UrlFilter {
  const [params, setParams] = useSearchParams();
  const names = useMemo(() => parameterNames(list), [list]);
  const query = useMemo(
    () => filterFromParams({ get: () => params.get(names.match), getAll: () => params.getAll(names.f) }, properties),
    [params, names, properties],
  );
  const set = useCallback(
    (next: PropertyFilterQuery) =>
      setParams(
        (previous) => {
          const { f, match } = filterToParams(next);
          const changed = new URLSearchParams(previous);
          changed.delete(names.f);
          changed.delete(names.match);
          for (const token of f) changed.append(names.f, token);
          if (match) changed.set(names.match, match);
          return changed;
        },
        { replace: true, preventScrollReset: true },
      ),
    [names, setParams],
  );
  return { query, set };
}

function parameterNames(list: string | undefined): { f: string; match: string } {
  return list === undefined ? { f: 'f', match: 'match' } : { f: `${list}.f`, match: `${list}.match` };
}
