/** All items of a list that comes page by page. */
export async function everyPage<Item, Cursor>(
  read: (from: Cursor | undefined) => Promise<{ items: Item[]; next?: Cursor | undefined }>,
): Promise<Item[]> {
  const items: Item[] = [];
  let from: Cursor | undefined;
  do {
    const page = await read(from);
    items.push(...page.items);
    from = page.next;
  } while (from !== undefined);
  return items;
}
