// Runs the checking thread from its sources through Vite, as the tests themselves run: there need not be a build.
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

const vite = await createServer({
  configFile: false,
  logLevel: 'silent',
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  ssr: { resolve: { conditions: ['source', 'node'] } },
  // The one thing that the thread uses of it: everything else would take seconds to read.
  resolve: {
    alias: { '@podpass/use-cases': source('../../../packages/use-cases/src/configurations/check-config.ts') },
  },
});
await vite.ssrLoadModule(source('../src/checking/check-worker.ts'));

function source(path) {
  return fileURLToPath(new URL(path, import.meta.url));
}
