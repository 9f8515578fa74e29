import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The whole program, with sandbox and database, as `npm start` runs it, but from its sources. */
const program = fileURLToPath(new URL('../../../bff/test/run-main.mjs', import.meta.url));
const startsWithin = 60_000;

export interface TestConsole {
  address: string;
  /** The newest sign-in link; each works once, and the next is printed when it is used. */
  link(): string;
  /** Waits for the link after this one. */
  linkAfter(used: string): Promise<string>;
  stop(): Promise<void>;
}

export async function startTestConsole(): Promise<TestConsole> {
  const dataDir = mkdtempSync(join(tmpdir(), 'podpass-rctl-'));
  // The database server runs as another user when the tests run as root.
  chmodSync(dataDir, 0o755);
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, NODE_ENV: 'production', PODPASS_PORT: '0', PODPASS_DATA_DIR: dataDir, DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = follow(child);
  const [, printed = ''] = await said.until(/Podpass: (\S+)/);
  const { origin: address } = new URL(printed);
  await said.until(/Sign in: (\S+)\n[^]*Press Ctrl\+C/);
  const link = () => [...said.text().matchAll(/(?:Sign in|The next one): (\S+)/g)].at(-1)?.[1] ?? '';
  return {
    address,
    link,
    async linkAfter(used) {
      const escaped = used.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
      await said.until(new RegExp(`${escaped}[^]*The next one: \\S+\\n`));
      return link();
    },
    async stop() {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      if (child.exitCode === null && child.kill('SIGTERM')) await gone;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** What a program has said so far, and a wait for what it shall say. */
function follow(child: ChildProcess) {
  let text = '';
  const wake: (() => void)[] = [];
  const ring = () => {
    for (const each of wake.splice(0)) each();
  };
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      ring();
    });
  child.once('exit', ring);
  return {
    text: () => text,
    async until(pattern: RegExp): Promise<RegExpExecArray> {
      const limit = AbortSignal.timeout(startsWithin);
      limit.addEventListener('abort', ring, { once: true });
      for (;;) {
        const match = pattern.exec(text);
        if (match) return match;
        if (child.exitCode !== null || limit.aborted)
          throw new Error(`The console did not say ${pattern.source}: ${text}`);
        await new Promise<void>((resolve) => wake.push(resolve));
      }
    },
  };
}
