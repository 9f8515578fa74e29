import type { RunningConsole } from './console.ts';

// The SDK would warn about the end of its support for this Node at every start.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
// And the PostgreSQL client about queries that the queue of operations sends without waiting for each other.
process.noDeprecation = true;

const { ConfigurationError, readConfiguration, usage } = await import('./configuration.ts');
const { newLink, welcome, whyNot } = await import('./terminal.ts');

// Whoever reads our output may leave (npm start | head); the console goes on.
process.stdout.on('error', () => undefined);

let running: RunningConsole | undefined;
let stopping = false;
// The first signal stops in order, also amid the start; a second one stops at once.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stopping) process.exit(130);
    stopping = true;
    if (running !== undefined) void end(running);
  });
}

try {
  const configuration = readConfiguration(process.env, process.argv.slice(2));
  if ('help' in configuration) {
    console.log(usage);
    process.exit(0);
  }
  const { createLogger } = await import('./http/request-log.ts');
  const { startConsole } = await import('./console.ts');
  const logger = createLogger(configuration.logLevel);
  // A defect somewhere must not end the sessions and changes of everybody.
  process.on('unhandledRejection', (error) => logger.error({ err: error }, 'a rejection that nobody handled'));
  running = await startConsole({
    configuration,
    logger,
    onNewLink: (link) => console.log(newLink(link)),
  });
  if (stopping) await end(running);
  console.log(welcome(running));
} catch (error) {
  console.error(whyNot(error));
  process.exit(error instanceof ConfigurationError ? 2 : 1);
}

async function end(started: RunningConsole): Promise<never> {
  try {
    await started.stop();
    process.exit(0);
  } catch (error) {
    console.error(error);
    process.exit(1);
  }
}
