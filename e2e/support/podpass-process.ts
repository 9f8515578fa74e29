import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../apps/bff/dist/main.js', import.meta.url));
const rctl = fileURLToPath(new URL('../../apps/rctl/dist/main.js', import.meta.url));
/** A cold start makes a database first; with both workers starting at once that takes a while. */
const startMs = 90_000;
const stopMs = 10_000;

/** The product as a person starts it: one process with its own database, its own AWS account and its own port. */
export interface PodpassProcess {
  /** Such as `http://127.0.0.1:41234`. */
  origin: string;
  sandboxUrl: string;
  /** The variables printed for other programs: endpoint, region, keys. */
  awsVariables: Record<string, string>;
  /** The sign-in link that is good now; each works once. */
  signInLink(): Promise<string>;
  stop(): Promise<void>;
  /** Ends it without warning, as a crash does, and starts it again at the same address with the same data. */
  crash(): Promise<void>;
}

/** @param account the variables of an AWS account that outlives the console, as {@link startAccount} gives them; without, its own. */
export async function startPodpass(account?: Record<string, string>): Promise<PodpassProcess> {
  const dataDir = await mkdtemp(join(tmpdir(), 'podpass-e2e-'));
  const start = (port: string) =>
    spawn(process.execPath, [program], {
      env: {
        ...ownEnvironment(),
        ...(account && { ...account, PODPASS_AWS: 'account' }),
        PODPASS_PORT: port,
        PODPASS_DATA_DIR: dataDir,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  let child = start('0');
  const output = new Output(child);
  const stop = async () => {
    await end(child);
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    const [, origin = ''] = await output.match(/Podpass: (\S+?)\/?\nSign in: \S+\n/);
    const { sandboxUrl, awsVariables } = account
      ? { sandboxUrl: account['AWS_ENDPOINT_URL'] ?? '', awsVariables: account }
      : await embeddedAccount(output);
    const used = new Set<string>();
    return {
      origin,
      sandboxUrl,
      awsVariables,
      signInLink: async () => {
        const link = await output.find(/https?:\S+\/sign-in\?code=\S+/g, (each) => !used.has(each));
        used.add(link);
        return link;
      },
      stop,
      crash: async () => {
        const gone = new Promise((resolve) => child.once('exit', resolve));
        child.kill('SIGKILL');
        await gone;
        child = start(new URL(origin).port);
        await new Output(child).match(/Sign in: \S+\n/);
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function embeddedAccount(output: Output): Promise<Pick<PodpassProcess, 'sandboxUrl' | 'awsVariables'>> {
  const [, sandboxUrl = '', variables = ''] = await output.match(/Sandbox: (\S+)[^]*For the AWS CLI: (.*)\n/);
  return { sandboxUrl, awsVariables: variablesIn(variables.split(' ')) };
}

/** An AWS account in a process of its own, which a console that crashes leaves as it is. */
export async function startAccount(): Promise<{ variables: Record<string, string>; stop(): Promise<void> }> {
  const child = spawn(process.execPath, [rctl, 'sandbox', '--port', '0'], {
    env: ownEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = async () => await end(child);
  try {
    const [text] = await new Output(child).match(/(export \S+\n)+(?=[^]*listens on)/);
    return { variables: variablesIn(text.trim().replaceAll('export ', '').split('\n')), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function variablesIn(pairs: string[]): Record<string, string> {
  return Object.fromEntries(pairs.map((pair) => pair.split(/=(.*)/s, 2) as [string, string]));
}

/** Without what this run's own surroundings say about Podpass and AWS: the journeys know what they run on. */
function ownEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(PODPASS|AWS|DATABASE)_/.test(name)));
}

/** What a process has printed, and a way to wait for more of it. */
class Output {
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

async function end(child: ChildProcess): Promise<void> {
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
