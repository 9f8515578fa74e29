/** One reading of the whole list, page by page. */
export interface Listing<Item> {
  /** The items of a page as they are to be shown: without what was dropped since the listing began. */
  add(page: Item[]): Item[];
  /** Every page has come. Returns the keys that the list had before and has no more. */
  complete(): string[];
}

/**
 * A list as it was when it was last read completely, with the writes since. A reading that began before a write does
 * not undo it: AWS may have answered with what was true before.
 */
export class RememberedList<Item> {
  readonly #keyOf: (item: Item) => string;
  readonly #now: () => number;
  readonly #writes = new Map<string, { seq: number; item: Item | undefined }>();
  #items = new Map<string, Item>();
  #seq = 0;
  #newest: Listing<Item> | undefined;
  #completedAt: number | undefined;

  constructor(keyOf: (item: Item) => string, now: () => number) {
    this.#keyOf = keyOf;
    this.#now = now;
  }

  /** When the list was last known to be complete; undefined if it never was. */
  get completedAt(): number | undefined {
    return this.#completedAt;
  }

  items(): Item[] {
    return [...this.#items.values()];
  }

  get(key: string): Item | undefined {
    return this.#items.get(key);
  }

  /** Written by us: exists, and looks like this. */
  put(item: Item): void {
    this.#write(this.#keyOf(item), item);
  }

  /** Deleted, or found to be gone. */
  drop(key: string): void {
    this.#write(key, undefined);
  }

  /** What was listed has been looked at one by one since, so the list is as good as just read. */
  confirm(): void {
    if (this.#completedAt !== undefined) this.#completedAt = this.#now();
  }

  begin(): Listing<Item> {
    const since = this.#seq;
    const found = new Map<string, Item>();
    const listing: Listing<Item> = {
      add: (page) => {
        const shown = page.flatMap((item) => this.#asWritten(this.#keyOf(item), item, since) ?? []);
        for (const item of shown) {
          found.set(this.#keyOf(item), item);
          // Known at once, so that whoever looks for one item need not wait for the last page.
          if (this.#newest === listing) this.#items.set(this.#keyOf(item), item);
        }
        return shown;
      },
      complete: () => (this.#newest === listing ? this.#replace(found, since) : []),
    };
    this.#newest = listing;
    return listing;
  }

  #write(key: string, item: Item | undefined): void {
    this.#seq += 1;
    this.#writes.set(key, { seq: this.#seq, item });
    if (item === undefined) this.#items.delete(key);
    else this.#items.set(key, item);
  }

  #asWritten(key: string, listed: Item, since: number): Item | undefined {
    const write = this.#writes.get(key);
    return write && write.seq > since ? write.item : listed;
  }

  #replace(found: Map<string, Item>, since: number): string[] {
    for (const [key, { seq, item }] of this.#writes) {
      if (seq <= since) this.#writes.delete(key);
      else if (item === undefined) found.delete(key);
      else found.set(key, item);
    }
    const vanished = [...this.#items.keys()].filter((key) => !found.has(key));
    this.#items = found;
    this.#completedAt = this.#now();
    return vanished;
  }
}
