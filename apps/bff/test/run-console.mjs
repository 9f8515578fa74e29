// Runs a console from its sources, for a test that kills it: it says its port and a link to sign in, nothing else.
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

const vite = await createServer({
  configFile: false,
  logLevel: 'silent',
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  ssr: { resolve: { conditions: ['source', 'node'] } },
});
const { readConfiguration } = await vite.ssrLoadModule(source('../src/configuration.ts'));
const { createLogger } = await vite.ssrLoadModule(source('../src/http/request-log.ts'));
const { startConsole } = await vite.ssrLoadModule(source('../src/console.ts'));
const { address, signInLink } = await startConsole({
  configuration: readConfiguration(process.env, []),
  logger: createLogger('silent'),
  onNewLink: () => undefined,
  checkWorker: new URL('./check-worker.mjs', import.meta.url),
});
process.send({ address, signInLink });

function source(path) {
  return fileURLToPath(new URL(path, import.meta.url));
}
