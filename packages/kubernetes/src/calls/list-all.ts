import { z } from 'zod';
import { type Caller, ListExpired } from './caller.ts';
import { type Collection, pathOf } from './kubernetes-call.ts';

export interface ListOptions {
  namespace?: string;
  labelSelector?: string;
  /** Asks for metadata only, where nothing else is read of the items. */
  metadataOnly?: boolean;
  signal?: AbortSignal | undefined;
}

/** Items of one page: large enough for few round trips, small enough for the API server's memory. */
const PAGE_SIZE = 500;
/** How often a list is begun again before it is read in one piece, which cannot expire. */
const RESTARTS = 2;
/** For servers that can; the others answer with whole objects. */
export const METADATA_ONLY = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1, application/json';

/** Every item of a collection, page by page. A list that expires on the way (410) is begun again. */
export async function listAll<Item>(
  caller: Caller,
  collection: Collection,
  item: z.ZodType<Item>,
  options: ListOptions = {},
): Promise<Item[]> {
  for (let restart = 0; restart < RESTARTS; restart += 1) {
    try {
      return await readPages(caller, collection, item, options, PAGE_SIZE);
    } catch (error) {
      if (!(error instanceof ListExpired)) throw error;
    }
  }
  return readPages(caller, collection, item, options, undefined);
}

async function readPages<Item>(
  caller: Caller,
  collection: Collection,
  item: z.ZodType<Item>,
  { namespace, labelSelector, metadataOnly = false, signal }: ListOptions,
  limit: number | undefined,
): Promise<Item[]> {
  const schema = pageOf(item);
  const items: Item[] = [];
  let next: string | undefined;
  do {
    const query = {
      ...(limit !== undefined && { limit: String(limit) }),
      ...(labelSelector !== undefined && { labelSelector }),
      ...(next !== undefined && { continue: next }),
    };
    const page = await caller.call(
      {
        verb: 'list',
        resource: collection.resource,
        name: '',
        path: pathOf(collection, namespace),
        query,
        ...(metadataOnly && { accept: METADATA_ONLY }),
      },
      schema,
      signal,
    );
    items.push(...page.items);
    next = page.metadata?.continue || undefined;
  } while (next !== undefined);
  return items;
}

function pageOf<Item>(item: z.ZodType<Item>) {
  return z.object({
    metadata: z.object({ continue: z.string().nullish() }).nullish(),
    items: z
      .array(item)
      .nullish()
      .transform((items) => items ?? []),
  });
}
