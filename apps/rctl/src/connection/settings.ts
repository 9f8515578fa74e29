import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** Which console the commands talk to, and as whom. */
export interface Settings {
  /** Origin: `http://127.0.0.1:4600`. */
  server: string;
  token?: string;
}

export const defaultServer = 'http://127.0.0.1:4600';

/** `PODPASS_SERVER` and `PODPASS_TOKEN` win over what `rctl login` has written. */
export async function readSettings(env: NodeJS.ProcessEnv = process.env): Promise<Settings> {
  const written = await readWritten(env);
  const token = env['PODPASS_TOKEN'] ?? written.token;
  return {
    server: env['PODPASS_SERVER'] ?? written.server ?? defaultServer,
    ...(token === undefined ? {} : { token }),
  };
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
  return env['RCTL_CONFIG'] ?? join(env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'podpass', 'rctl.json');
}

async function readWritten(env: NodeJS.ProcessEnv): Promise<Partial<Settings>> {
  const file = settingsFile(env);
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}';
    throw error;
  });
  try {
    return JSON.parse(text) as Partial<Settings>;
  } catch (cause) {
    throw new Error(`${file} is not valid JSON. Delete it and run "rctl login" again.`, { cause });
  }
}
