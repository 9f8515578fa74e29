import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTestDatabase } from '../../packages/store/test/database.ts';
import { end, freePort, Output, ownEnvironment } from './child-process.ts';
import { startRoundRobin } from './round-robin.ts';

const program = fileURLToPath(new URL('../../apps/bff/dist/main.js', import.meta.url));
const rctl = fileURLToPath(new URL('../../apps/rctl/dist/main.js', import.meta.url));

/**
 * The product as a person starts it: one process with its own database, its own AWS account and its own port. Or, asked for by
 * PODPASS_TEST_REPLICAS, several behind a proxy.
 */
export interface PodpassProcess {
  /** Such as `http://127.0.0.1:41234`. */
  origin: string;
  /** Of each replica, past the proxy. */
  origins: string[];
  sandboxUrl: string;
  /** The variables printed for other programs: endpoint, region, keys. */
  awsVariables: Record<string, string>;
  /** The sign-in link that is good now; each works once. */
  signInLink(): Promise<string>;
  stop(): Promise<void>;
  /** Ends it without warning, as a crash does, and starts it again at the same address with the same data. */
  crash(): Promise<void>;
}

/** How many consoles share the work, each request going to the next one; on the PostgreSQL of PODPASS_TEST_DATABASE_URL. */
const replicas = Number(process.env['PODPASS_TEST_REPLICAS'] || 1);
const sessionSecret = randomBytes(32).toString('hex');

/** @param account the variables of an AWS account that outlives the console, as {@link startAccount} gives them; without, its own. */
export async function startPodpass(account?: Record<string, string>): Promise<PodpassProcess> {
  if (replicas > 1) return await startReplicas(account);
  const database = process.env['PODPASS_TEST_DATABASE_URL'] ? await createTestDatabase() : undefined;
  const console = await startConsole({
    ...(account && { ...account, PODPASS_AWS: 'account' }),
    ...(database && { DATABASE_URL: database.databaseUrl }),
  });
  const stop = async () => {
    await console.stop();
    await database?.remove();
  };
  try {
    const { sandboxUrl, awsVariables } = account
      ? { sandboxUrl: account['AWS_ENDPOINT_URL'] ?? '', awsVariables: account }
      : await embeddedAccount(console.output);
    return {
      ...console,
      origins: [console.origin],
      sandboxUrl,
      awsVariables,
      signInLink: unusedLinks([console]),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startReplicas(given: Record<string, string> | undefined): Promise<PodpassProcess> {
  const own = given === undefined ? await startAccount() : undefined;
  const account = own?.variables ?? given ?? {};
  const [database, proxy] = await Promise.all([createTestDatabase(), startRoundRobin()]);
  const consoles: RunningConsole[] = [];
  const stop = async () => {
    proxy.close();
    await Promise.all(consoles.map((console) => console.stop()));
    await database.remove();
    await own?.stop();
  };
  const start = async () => {
    const started = await startConsole({
      ...account,
      PODPASS_AWS: 'account',
      DATABASE_URL: database.databaseUrl,
      PODPASS_PUBLIC_URL: proxy.origin,
      PODPASS_SESSION_SECRET: sessionSecret,
    });
    consoles.push(started);
  };
  try {
    await Promise.all(Array.from({ length: replicas }, start));
  } catch (error) {
    await stop();
    throw error;
  }
  const origins = consoles.map(({ origin }) => origin);
  proxy.giveTo(origins);
  let crashes = 0;
  return {
    origin: proxy.origin,
    origins,
    sandboxUrl: account['AWS_ENDPOINT_URL'] ?? '',
    awsVariables: account,
    signInLink: unusedLinks(consoles),
    stop,
    /** Another one each time. */
    crash: async () => {
      const crashing = consoles[crashes++ % consoles.length];
      proxy.giveTo(origins.filter((origin) => origin !== crashing?.origin));
      await crashing?.crash();
      proxy.giveTo(origins);
    },
  };
}

interface RunningConsole {
  origin: string;
  output: Output;
  stop(): Promise<void>;
  crash(): Promise<void>;
}

async function startConsole(environment: Record<string, string>): Promise<RunningConsole> {
  const dataDir = await mkdtemp(join(tmpdir(), 'podpass-e2e-'));
  const port = await freePort();
  const start = () =>
    spawn(process.execPath, [program], {
      env: { ...ownEnvironment(), ...environment, PODPASS_PORT: String(port), PODPASS_DATA_DIR: dataDir },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  let child = start();
  const output = new Output(child);
  const stop = async () => {
    await end(child);
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await output.match(/Sign in: \S+\n/);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    origin: `http://127.0.0.1:${port}`,
    output,
    stop,
    crash: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await gone;
      child = start();
      await new Output(child).match(/Sign in: \S+\n/);
    },
  };
}

/** Each link works once, and whichever console took it prints the next one. */
function unusedLinks(consoles: { output: Output }[]): () => Promise<string> {
  const used = new Set<string>();
  return async () => {
    const wanted = (each: string) => !used.has(each);
    const link = await Promise.any(consoles.map(({ output }) => output.find(/https?:\S+\/sign-in\?code=\S+/g, wanted)));
    used.add(link);
    return link;
  };
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
