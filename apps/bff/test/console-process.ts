import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type Answer, askAt, cookieOf } from './test-console.ts';

/** A console in a process of its own, from its sources, for tests that kill it. */
export interface ConsoleProcess {
  port: number;
  /** The path of its first sign-in link. */
  signInPath: string;
  /** Ends it without warning. */
  kill(): Promise<void>;
}

/** `environment` is added to this process's. Rejects if it ends before it is ready. */
export async function startConsoleProcess(environment: Record<string, string>): Promise<ConsoleProcess> {
  const port = await freePort();
  const child = fork(fileURLToPath(new URL('./run-console.mjs', import.meta.url)), [], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, ...environment, PODPASS_PORT: String(port) },
  });
  const [said] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`ended with ${String(code)}`))),
  ])) as [{ signInLink: string }];
  const { pathname, search } = new URL(said.signInLink);
  return { port, signInPath: `${pathname}${search}`, kill: () => kill(child) };
}

/** Known beforehand: behind a proxy, a console says the proxy's address. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

/** Headers that sign in as a browser's page of this console does. */
export async function signInAt({ port, signInPath }: ConsoleProcess): Promise<Record<string, string>> {
  const { headers } = await askAt(port, signInPath);
  return { cookie: cookieOf(headers), 'sec-fetch-site': 'same-origin' };
}

export async function askApi(
  { port }: ConsoleProcess,
  headers: Record<string, string>,
  path: string,
  method = 'GET',
  body?: unknown,
): Promise<Answer> {
  return await askAt(port, `/api/v1${path}`, { method, headers, body });
}
