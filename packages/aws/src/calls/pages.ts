export interface Page<Item> {
  items: Item[];
  next: string | undefined;
}

/**
 * Every page of a list. The SDK's paginators would do for well-behaved answers; they go round for ever if a token comes
 * back that came before other than directly before.
 */
export async function* pages<Item>(fetch: (token: string | undefined) => Promise<Page<Item>>): AsyncGenerator<Item[]> {
  const seen = new Set<string>();
  let token: string | undefined;
  do {
    const page = await fetch(token);
    yield page.items;
    token = page.next === '' ? undefined : page.next;
    if (token !== undefined && seen.has(token)) return;
    if (token !== undefined) seen.add(token);
  } while (token !== undefined);
}

export async function collect<Item>(all: AsyncIterable<Item[]>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of all) items.push(...page);
  return items;
}
