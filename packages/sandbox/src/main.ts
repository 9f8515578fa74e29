import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { emptyState, environmentOf, type SandboxState, startSandbox } from './index.ts';

const USAGE = 'usage: node dist/main.js [--port 4566] [--host 127.0.0.1] [--state FILE]';

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
  process.exitCode = 1;
}

/** Runs a sandbox until it is told to stop, and says how to reach it. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4566' },
      host: { type: 'string', default: '127.0.0.1' },
      state: { type: 'string' },
    },
  });
  if (!/^\d{1,5}$/.test(values.port)) {
    throw new Error(`--port must be a number, not ${values.port}`);
  }
  const state = values.state === undefined ? emptyState() : await readState(values.state);
  const sandbox = await startSandbox({ port: Number(values.port), host: values.host, state });
  const variables = Object.entries(environmentOf(sandbox, state.defaultRegion));
  process.stdout.write(`AWS sandbox at ${sandbox.url}, controls under ${sandbox.url}/_sandbox/\n\n`);
  process.stdout.write(`${variables.map(([name, value]) => `export ${name}=${value}`).join('\n')}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      sandbox.close().then(
        () => process.exit(0),
        (error: unknown) => {
          process.stderr.write(`${String(error)}\n`);
          process.exit(1);
        },
      );
    });
  }
}

async function readState(path: string): Promise<SandboxState> {
  const text = await readFile(path, 'utf8');
  try {
    return JSON.parse(text) as SandboxState;
  } catch (error) {
    throw new Error(`${path} is not valid JSON`, { cause: error });
  }
}
