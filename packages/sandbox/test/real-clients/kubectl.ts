import { spawn } from 'node:child_process';
import { join } from 'node:path';

import { type Answer, cliEnvironment, type CommandResult } from './aws-cli.ts';
import type { Tools } from './tools.ts';

export interface Kubectl {
  /** Runs `kubectl ARGS`, with a text on its stdin if given. Never rejects for a failed command. */
  run(args: readonly string[], stdin?: string): Promise<CommandResult>;
  /** What a command prints that must succeed. */
  text(args: readonly string[], stdin?: string): Promise<string>;
  /** The parsed answer of a command with `-o json`. */
  json(args: readonly string[], stdin?: string): Promise<Answer>;
}

const LIMIT_MS = 30_000;

/** kubectl with a configuration of its own. Its cache lives in the home folder, thus goes with the test. */
export function kubectlWith(tools: Tools, env: Record<string, string>, home: string, kubeconfig: string): Kubectl {
  const environment = { ...cliEnvironment(tools, env, home), KUBECONFIG: kubeconfig };
  const run: Kubectl['run'] = (args, stdin = '') =>
    new Promise((resolve, reject) => {
      const child = spawn(join(tools.programs, 'kubectl'), args, { env: environment, timeout: LIMIT_MS });
      const result = { stdout: '', stderr: '' };
      child.stdout.on('data', (chunk: Buffer) => (result.stdout += chunk.toString('utf8')));
      child.stderr.on('data', (chunk: Buffer) => (result.stderr += chunk.toString('utf8')));
      child.once('error', reject);
      child.once('close', (code) => resolve({ ...result, code: code ?? -1 }));
      child.stdin.end(stdin);
    });
  const text: Kubectl['text'] = async (args, stdin) => {
    const { code, stdout, stderr } = await run(args, stdin);
    if (code !== 0) throw new Error(`kubectl ${args.join(' ')} ended with ${code}: ${stderr.trim()}`);
    return stdout;
  };
  return { run, text, json: async (args, stdin) => JSON.parse(await text([...args, '-o', 'json'], stdin)) };
}
