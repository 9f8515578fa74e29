// Runs a console from its sources, for a test that kills it: it says its address and a link to sign in, nothing else.
import '../../../packages/tooling/sources/register.mjs';

const { readConfiguration } = await import('../src/configuration.ts');
const { createLogger } = await import('../src/http/request-log.ts');
const { startConsole } = await import('../src/console.ts');
const { address, signInLink } = await startConsole({
  configuration: readConfiguration(process.env, []),
  logger: createLogger('silent'),
  onNewLink: () => undefined,
  checkWorker: new URL('./check-worker.mjs', import.meta.url),
});
process.send({ address, signInLink });
