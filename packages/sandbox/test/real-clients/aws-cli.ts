import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import type { Tools } from './tools.ts';

export interface CommandResult {
  code: number;
  stdout: string;
  stderr: string;
}

/** What an AWS error says, as the CLI prints it. */
export interface Refusal {
  code: string;
  operation: string;
  message: string;
}

export interface AwsCli {
  /** Runs `aws ARGS`. Never rejects for a failed command. */
  run(args: readonly string[], env?: Record<string, string>): Promise<CommandResult>;
  /** The parsed answer of a command that must succeed; undefined for an empty one. */
  answer(args: readonly string[], env?: Record<string, string>): Promise<Answer>;
  /** The error of a command that must be refused by the service. */
  refusal(args: readonly string[], env?: Record<string, string>): Promise<Refusal>;
  stop(): void;
}

/** JSON of the shape that the test expects: a wrong shape fails where it is looked at. */
// oxlint-disable-next-line typescript/no-explicit-any -- answers of a hundred operations, each read once
export type Answer = any;

/** The AWS CLI in one long-lived process; commands run one after the other. */
export function startAwsCli(tools: Tools, env: Record<string, string>, home: string): AwsCli {
  const driver = fileURLToPath(new URL('./aws-cli-driver.py', import.meta.url));
  const child = spawn(tools.python, [driver], { env: cliEnvironment(tools, env, home) });
  const ask = inTurn(child);
  const run: AwsCli['run'] = (args, more = {}) => ask({ args, env: more });
  return {
    run,
    answer: async (args, more) => {
      const { code, stdout, stderr } = await run(args, more);
      if (code !== 0) throw new Error(`aws ${args.join(' ')} ended with ${code}: ${stderr.trim()}`);
      return stdout.trim() === '' ? undefined : JSON.parse(stdout);
    },
    refusal: async (args, more) => {
      const { code, stdout, stderr } = await run(args, more);
      const found = /An error occurred \((\w+)\) when calling the (\w+) operation(?: \([^)]*\))?: (.*)/s.exec(stderr);
      if (code === 0 || !found) throw new Error(`aws ${args.join(' ')} was not refused (${code}): ${stdout}${stderr}`);
      const [, errorCode = '', operation = '', message = ''] = found;
      return { code: errorCode, operation, message: message.trim() };
    },
    stop: () => {
      child.stdin.end();
    },
  };
}

/** Only what the test says: no configuration, credentials or proxies of the person who runs it. */
export function cliEnvironment(tools: Tools, env: Record<string, string>, home: string): Record<string, string> {
  return {
    ...env,
    PATH: `${tools.programs}:${process.env.PATH ?? ''}`,
    PYTHONPATH: tools.awsCli,
    PYTHONDONTWRITEBYTECODE: '1',
    HOME: home,
    AWS_CONFIG_FILE: join(home, 'aws-config'),
    AWS_SHARED_CREDENTIALS_FILE: join(home, 'aws-credentials'),
    AWS_DEFAULT_REGION: env.AWS_REGION ?? 'us-west-2',
    AWS_DEFAULT_OUTPUT: 'json',
    AWS_MAX_ATTEMPTS: '1',
  };
}

function inTurn(child: ChildProcessWithoutNullStreams): (request: object) => Promise<CommandResult> {
  const lines = createInterface({ input: child.stdout });
  const waiting: { resolve: (result: CommandResult) => void; reject: (error: Error) => void }[] = [];
  let trouble = '';
  child.stderr.on('data', (chunk: Buffer) => {
    trouble += chunk.toString('utf8');
  });
  lines.on('line', (line) => waiting.shift()?.resolve(JSON.parse(line) as CommandResult));
  child.once('exit', (code) => {
    for (const { reject } of waiting.splice(0)) reject(new Error(`The AWS CLI ended with ${code}: ${trouble}`));
  });
  return (request) =>
    new Promise((resolve, reject) => {
      waiting.push({ resolve, reject });
      child.stdin.write(`${JSON.stringify(request)}\n`);
    });
}
