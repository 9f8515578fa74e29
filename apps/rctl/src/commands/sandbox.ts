import { Command, InvalidArgumentError } from 'commander';

interface SandboxFlags {
  port: number;
  empty?: true;
}

/** `rctl sandbox`: the embedded AWS account by itself, for SDKs, the AWS CLI, kubectl and eksctl. */
export function sandboxCommand(): Command {
  return new Command('sandbox')
    .description('Run the AWS sandbox alone, until it is interrupted')
    .option('--port <number>', 'port of the AWS endpoint; 0 takes any free one', parsePort, 4566)
    .option('--empty', 'start with an empty account instead of the demo account')
    .action(async ({ port, empty }: SandboxFlags) => {
      const { demoState, emptyState, environmentOf, startSandbox } = await import('@podpass/sandbox');
      const state = empty ? emptyState() : await demoState();
      const sandbox = await startSandbox({ port, state });
      const environment = Object.entries(environmentOf(sandbox, state.defaultRegion));
      process.stdout.write(`${environment.map(([name, value]) => `export ${name}=${value}`).join('\n')}\n`);
      process.stderr.write(`The sandbox listens on ${sandbox.url}. Press Ctrl+C to stop.\n`);
      await interrupted();
      await sandbox.close();
    });
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new InvalidArgumentError('It must be a port, 0 to 65535.');
  return port;
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
