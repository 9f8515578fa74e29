import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/** A cold start makes a database first; with both workers starting at once that takes a while. */
const startMs = 90_000;
const stopMs = 10_000;

/** Without what this run's own surroundings say about Podpass and AWS: the journeys know what they run on. */
export function ownEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(PODPASS|AWS|DATABASE)_/.test(name)));
}

/** Known beforehand: behind a proxy, a console says the proxy's address. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

/** What a process has printed, and a way to wait for more of it. */
export class Output {
  #text = '';
  #ended: string | undefined;
  #listeners = new Set<() => void>();

  constructor(child: ChildProcess) {
    const take = (chunk: unknown) => {
      this.#text += String(chunk);
      this.#tell();
    };
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
    child.once('exit', (code, signal) => {
      this.#ended = `Podpass ended with ${code ?? signal}`;
      this.#tell();
    });
  }

  async match(pattern: RegExp): Promise<RegExpExecArray> {
    return await this.#until(() => pattern.exec(this.#text) ?? undefined, String(pattern));
  }

  async find(pattern: RegExp, wanted: (text: string) => boolean): Promise<string> {
    return await this.#until(() => this.#text.match(pattern)?.find(wanted), String(pattern));
  }

  #until<Found>(look: () => Found | undefined, what: string): Promise<Found> {
    return new Promise((resolve, reject) => {
      const settle = (then: () => void) => {
        clearTimeout(timer);
        this.#listeners.delete(attempt);
        then();
      };
      const fail = (why: string) => settle(() => reject(new Error(`${why} (waiting for ${what}):\n${this.#text}`)));
      const timer = setTimeout(() => fail('Nothing came in time'), startMs);
      const attempt = () => {
        const found = look();
        if (found !== undefined) settle(() => resolve(found));
        else if (this.#ended !== undefined) fail(this.#ended);
      };
      this.#listeners.add(attempt);
      attempt();
    });
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), stopMs);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
