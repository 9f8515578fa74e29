// Starts the embedded server and holds it, for tests that kill the process which did so. Runs the package's sources
// through Vite, as the tests themselves do: there need not be a build.
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

const vite = await createServer({
  configFile: false,
  logLevel: 'error',
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  ssr: { resolve: { conditions: ['source', 'node'] } },
});
const { startEmbeddedPostgres } = await vite.ssrLoadModule(fileURLToPath(new URL('../src/index.ts', import.meta.url)));
const server = await startEmbeddedPostgres({ dataDir: process.argv[2] });
process.send({ databaseUrl: server.databaseUrl });
await once(process, 'message');
await server.stop();
await vite.close();
process.exit(0);
