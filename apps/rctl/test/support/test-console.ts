import { fork } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The whole console, with sandbox and database, from its sources. */
const program = fileURLToPath(new URL('../../../bff/test/run-console.mjs', import.meta.url));

export interface TestConsole {
  address: string;
  /** Of the simulated account. */
  sandbox: string;
  /** The newest sign-in link; each works once, and the next comes when it is used. */
  link(): string;
  /** Waits for the link after this one. */
  linkAfter(used: string): Promise<string>;
  stop(): Promise<void>;
}

/** Rejects if it ends before it is ready. */
export async function startTestConsole(): Promise<TestConsole> {
  const dataDir = mkdtempSync(join(tmpdir(), 'podpass-rctl-'));
  // The database server runs as another user when the tests run as root.
  chmodSync(dataDir, 0o755);
  const child = fork(program, [], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, NODE_ENV: 'production', PODPASS_PORT: '0', PODPASS_DATA_DIR: dataDir, DATABASE_URL: '' },
  });
  const ended = once(child, 'exit');
  let stopping = false;
  void ended.then(([code, signal]) => {
    if (!stopping) console.error(`The console has ended by itself: ${String(code ?? signal)}`);
  });
  const [first] = (await Promise.race([
    once(child, 'message'),
    ended.then(([code]) => Promise.reject(new Error(`The console ended with ${String(code)}.`))),
  ])) as [{ address: string; sandbox: string; signInLink: string }];
  const links = [first.signInLink];
  const told = new EventEmitter();
  child.on('message', ({ newLink }: { newLink: string }) => {
    links.push(newLink);
    told.emit('link');
  });
  const link = () => links.at(-1) ?? '';
  return {
    address: new URL(first.address).origin,
    sandbox: first.sandbox,
    link,
    async linkAfter(used) {
      while (link() === used) await once(told, 'link');
      return link();
    },
    async stop() {
      stopping = true;
      if (child.connected) child.disconnect();
      await ended;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
