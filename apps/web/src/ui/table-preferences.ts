import type { CollectionPreferencesProps } from '@cloudscape-design/components/collection-preferences';
import { useCallback, useState } from 'react';
import { readStored, writeStored } from './stored.ts';

export interface TablePreferences extends CollectionPreferencesProps.Preferences {
  /** Column widths in pixels, by column id. */
  widths?: Record<string, number>;
}

/** How a person wants a table, remembered by this browser under the table's name. */
export function useTablePreferences(
  table: string,
  columnIds: readonly string[],
): [TablePreferences, (change: TablePreferences) => void] {
  const key = `podpass.table.${table}`;
  const [preferences, set] = useState(() => withColumns(readStored(key, isPreferences) ?? {}, columnIds));
  const change = useCallback(
    (next: TablePreferences) =>
      set((previous) => {
        const merged = withColumns({ ...previous, ...next }, columnIds);
        writeStored(key, merged);
        return merged;
      }),
    [key, columnIds],
  );
  return [preferences, change];
}

/** Columns that a newer version has brought are shown; those that are gone are forgotten. */
function withColumns(preferences: TablePreferences, columnIds: readonly string[]): TablePreferences {
  const kept = (preferences.contentDisplay ?? []).filter(({ id }) => columnIds.includes(id));
  const known = new Set(kept.map(({ id }) => id));
  const added = columnIds.filter((id) => !known.has(id)).map((id) => ({ id, visible: true }));
  return { pageSize: 25, wrapLines: false, ...preferences, contentDisplay: [...kept, ...added] };
}

function isPreferences(value: unknown): value is TablePreferences {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
