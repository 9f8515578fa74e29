import { gzipSync } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';

/** What a browser may have to fetch before the list of clusters is there, gzipped, in bytes. */
const budget = { js: 260_000, css: 80_000 };

/** Fails the build when the first page has become too heavy, while it is still known which change did it. */
export function firstPageBudget(): Plugin {
  return {
    name: 'podpass-first-page-budget',
    apply: 'build',
    writeBundle(_options, bundle) {
      const first = firstPageFiles(bundle);
      for (const kind of ['js', 'css'] as const) {
        const bytes = first[kind].reduce((sum, file) => sum + gzipped(bundle[file]), 0);
        const words = `first page: ${(bytes / 1_000).toFixed(1)} kB of ${kind.toUpperCase()} gzipped`;
        if (bytes > budget[kind]) this.error(`${words}, over its budget of ${budget[kind] / 1_000} kB (DESIGN §8)`);
        this.info(`${words}, budget ${budget[kind] / 1_000} kB`);
      }
    },
  };
}

function firstPageFiles(bundle: Rolldown.OutputBundle): { js: string[]; css: string[] } {
  const js = new Set<string>();
  const css = new Set<string>();
  const open = Object.values(bundle).flatMap((output) =>
    output.type === 'chunk' && (output.isEntry || output.name === 'clusters-page') ? [output.fileName] : [],
  );
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    const chunk = bundle[file];
    if (chunk?.type !== 'chunk' || js.has(file)) continue;
    js.add(file);
    for (const sheet of chunk.viteMetadata?.importedCss ?? []) css.add(sheet);
    open.push(...chunk.imports);
  }
  return { js: [...js], css: [...css] };
}

function gzipped(output: Rolldown.OutputAsset | Rolldown.OutputChunk | undefined): number {
  if (output === undefined) return 0;
  return gzipSync(output.type === 'chunk' ? output.code : output.source, { level: 9 }).length;
}
