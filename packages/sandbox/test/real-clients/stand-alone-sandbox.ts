import { type ChildProcessWithoutNullStreams, execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import type { SandboxState } from '../../src/index.ts';

export interface StandAloneSandbox {
  url: string;
  /** The variables that it prints at its start, for clients. */
  env: Record<string, string>;
  /** A scratch folder that goes when the sandbox stops. */
  folder: string;
  /** Calls a control under `/_sandbox/`; the parsed answer. @throws Error when it is refused */
  control(method: string, path: string, body?: unknown): Promise<unknown>;
  stop(): Promise<void>;
}

const repository = fileURLToPath(new URL('../../../..', import.meta.url));

/** Starts the compiled sandbox as a process of its own, as `rctl sandbox` users have it, on a free port. */
export async function startStandAlone(state: SandboxState): Promise<StandAloneSandbox> {
  // Compiled anew where sources have changed since: what runs here must be what the other tests read.
  await compile();
  const folder = await mkdtemp(join(tmpdir(), 'podpass-sandbox-'));
  const stateFile = join(folder, 'state.json');
  await writeFile(stateFile, JSON.stringify(state));
  const main = join(repository, 'packages/sandbox/dist/main.js');
  const child = spawn(process.execPath, [main, '--port', '0', '--state', stateFile]);
  const env = await printedVariables(child);
  const url = env.AWS_ENDPOINT_URL ?? '';
  return {
    url,
    env,
    folder,
    control: async (method, path, body) => {
      const response = await fetch(`${url}/_sandbox/${path}`, {
        method,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
      return text === '' ? undefined : JSON.parse(text);
    },
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function compile(): Promise<void> {
  const tsc = join(repository, 'node_modules/typescript/bin/tsc');
  try {
    await promisify(execFile)(process.execPath, [tsc, '-b', join(repository, 'packages/sandbox')]);
  } catch (error) {
    throw new Error(`The sandbox does not compile:\n${(error as { stdout?: string }).stdout}`, { cause: error });
  }
}

/** Reads `export NAME=value` lines until all are there. @throws Error with the output when the process ends before */
function printedVariables(child: ChildProcessWithoutNullStreams): Promise<Record<string, string>> {
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer) => {
      output += chunk.toString('utf8');
      const variables = [...output.matchAll(/^export (\w+)=(.*)\n/gm)].map(([, name, value]) => [name, value]);
      if (variables.some(([name]) => name === 'AWS_EC2_METADATA_DISABLED')) resolve(Object.fromEntries(variables));
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => reject(new Error(`The sandbox ended with ${code} at its start:\n${output}`)));
    child.once('error', reject);
  });
}
