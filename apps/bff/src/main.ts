// The SDK would warn about the end of its support for this Node at every start.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

const { ConfigurationError, readConfiguration, usage } = await import('./configuration.ts');
const { newLink, welcome, whyNot } = await import('./terminal.ts');

try {
  const configuration = readConfiguration(process.env, process.argv.slice(2));
  if ('help' in configuration) {
    console.log(usage);
  } else {
    const { createLogger } = await import('./http/request-log.ts');
    const { startConsole } = await import('./console.ts');
    const running = await startConsole({
      configuration,
      logger: createLogger(configuration.logLevel),
      onNewLink: (link) => console.log(newLink(link)),
    });
    console.log(welcome(running));
    stopOnSignals(running.stop);
  }
} catch (error) {
  console.error(whyNot(error));
  process.exit(error instanceof ConfigurationError ? 2 : 1);
}

/** The first signal stops in order, a second one at once. */
function stopOnSignals(stop: () => Promise<void>): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(130);
      stopping = true;
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
    });
  }
}
