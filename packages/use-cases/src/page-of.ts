/** Where a list that is ordered by time goes on: the time of the last one of a page, and its id. */
export type TimeCursor = `${string}_${string}`;

export function placeOf(cursor: TimeCursor | undefined): { at: string; id: string } | undefined {
  const [at, id] = cursor?.split('_') ?? [];
  return at === undefined || id === undefined ? undefined : { at, id };
}

export interface Page<Item, Cursor> {
  items: Item[];
  /** Where the following page starts, if there is one. */
  next?: Cursor;
}

/** One page of what was found, of which one more than `limit` was asked for: that one says that a page follows. */
export function pageOf<Item, Cursor>(
  found: readonly Item[],
  limit: number,
  cursorOf: (last: Item) => Cursor,
): Page<Item, Cursor> {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, ...(found.length > limit && last !== undefined && { next: cursorOf(last) }) };
}
