// Runs the program from its sources through Vite, as the tests themselves run: there need not be a build.
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

const vite = await createServer({
  configFile: false,
  logLevel: 'silent',
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  ssr: { resolve: { conditions: ['source', 'node'] } },
});
await vite.ssrLoadModule(fileURLToPath(new URL('../../src/main.ts', import.meta.url)));
await vite.close();
