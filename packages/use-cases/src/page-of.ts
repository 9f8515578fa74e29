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
