// Runs a console from its sources, for a test that kills it or is another program. It says its address, a link to sign in
// and the address of its sandbox, then each new link; it stops when it is told to, or when whoever started it is gone.
import '../../../packages/tooling/sources/register.mjs';

const { readConfiguration } = await import('../src/configuration.ts');
const { createLogger } = await import('../src/http/request-log.ts');
const { startConsole } = await import('../src/console.ts');
const { address, signInLink, sandbox, stop } = await startConsole({
  configuration: readConfiguration(process.env, []),
  logger: createLogger('silent'),
  onNewLink: (newLink) => process.send({ newLink }),
  checkWorker: new URL('./check-worker.mjs', import.meta.url),
});
process.once('disconnect', () => void stop().finally(() => process.exit()));
process.send({ address, signInLink, sandbox: sandbox?.url });
