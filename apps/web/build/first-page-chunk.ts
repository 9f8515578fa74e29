import { resolve } from 'node:path';

/** What the bundler tells about a module while it forms chunks. */
interface ChunkingContext {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

/** From where the first page starts: the program, and the page that it opens on. */
const starts = ['main.tsx', 'features/clusters/clusters-page.tsx'].map((file) =>
  resolve(import.meta.dirname, '../src', file),
);

/** Named by an index that the first page imports, but shaken out of it: must not come in because other pages use it. */
const shakenOut = /\/zod\/|\/packages\/(contract|inventory|trust-policy)\/src\//;

/**
 * Names the chunk of everything that the first page needs. Left alone, the bundler cuts it into some twenty pieces
 * because other pages use some of them too; compressed one by one they weigh 15 kB more.
 */
export function firstPageChunk(): (id: string, context: ChunkingContext) => string | null {
  let reached: ReadonlySet<string> | undefined;
  return (id, context) => {
    reached ??= reachable(starts, context);
    return reached.has(id) ? 'console' : null;
  };
}

function reachable(from: readonly string[], context: ChunkingContext): Set<string> {
  const reached = new Set<string>();
  const open = [...from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (reached.has(id) || shakenOut.test(id)) continue;
    reached.add(id);
    open.push(...(context.getModuleInfo(id)?.importedIds ?? []));
  }
  return reached;
}
