import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { CommandFailure } from '../report/command-failure.ts';
import { exitCodes } from '../report/exit-codes.ts';

/** Which console the commands talk to, and as whom. */
export interface Settings {
  /** Origin: `http://127.0.0.1:4600`. */
  server: string;
  token?: string;
}

export const defaultServer = 'http://127.0.0.1:4600';

/**
 * `PODPASS_SERVER` and `PODPASS_TOKEN` win over what `rctl login` has written. The written token goes to the console
 * that gave it, and to no other.
 */
export async function readSettings(env: NodeJS.ProcessEnv = process.env): Promise<Settings> {
  const written = await readWritten(env);
  const server = given(env, 'PODPASS_SERVER') === undefined ? (written.server ?? defaultServer) : serverOf(env);
  const token = given(env, 'PODPASS_TOKEN') ?? (server === written.server ? written.token : undefined);
  return { server, ...(token === undefined ? {} : { token }) };
}

/** An empty variable counts as one that is not set. */
function given(env: NodeJS.ProcessEnv, name: string): string | undefined {
  return env[name] === '' ? undefined : env[name];
}

function serverOf(env: NodeJS.ProcessEnv): string {
  const text = env['PODPASS_SERVER'] ?? '';
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url.origin;
  const words = {
    code: 'invalid-setting',
    what: `PODPASS_SERVER is not the address of a console: ${text}`,
    why: 'It must be an http or https address.',
    remedy: `Set it to something like ${defaultServer}.`,
  };
  throw new CommandFailure(words, exitCodes.usage);
}

/** Readable by its owner only: the token is as good as a password. */
export async function writeSettings(settings: Settings, env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const file = settingsFile(env);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(file, `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600 });
  await chmod(file, 0o600);
  return file;
}

function settingsFile(env: NodeJS.ProcessEnv): string {
  return (
    given(env, 'RCTL_CONFIG') ??
    join(given(env, 'XDG_CONFIG_HOME') ?? join(homedir(), '.config'), 'podpass', 'rctl.json')
  );
}

const Written = z.object({ server: z.string().optional(), token: z.string().optional() });

async function readWritten(env: NodeJS.ProcessEnv): Promise<z.infer<typeof Written>> {
  const file = settingsFile(env);
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}';
    throw error;
  });
  const parsed = Written.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  throw new Error(`${file} is not a settings file of rctl. Delete it and run "rctl login" again.`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
