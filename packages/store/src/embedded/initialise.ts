import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Binaries } from './binaries.ts';
import type { Home } from './home.ts';
import { refusal } from './refusal.ts';

export interface Settings {
  user: string;
  password: string;
}

/**
 * Makes the database cluster if there is none, with a password that nobody else on this machine knows. An initialisation
 * that was interrupted leaves nothing that counts: the data folder gets its name when it is complete.
 */
export async function initialise(home: Home, binaries: Binaries): Promise<Settings> {
  if (existsSync(join(home.data, 'PG_VERSION'))) return readSettings(home);
  const settings: Settings = { user: 'podpass', password: randomBytes(24).toString('base64url') };
  const unfinished = `${home.data}.unfinished`;
  const passwordFile = join(home.folder, 'password.unfinished');
  rmSync(unfinished, { recursive: true, force: true });
  writePrivate(passwordFile, settings.password, home);
  try {
    await promisify(execFile)(
      binaries.initdb,
      [
        `--pgdata=${unfinished}`,
        `--username=${settings.user}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
      ],
      { ...home.account, cwd: home.folder, env: serverEnvironment(home) },
    );
  } catch (error) {
    throw refusal('PostgreSQL could not make its data folder', lastWords(error), 'Is the disk full or read-only?');
  } finally {
    rmSync(passwordFile, { force: true });
  }
  writePrivate(home.settings, JSON.stringify(settings), home);
  renameSync(unfinished, home.data);
  return settings;
}

/** Messages in English, whatever the system speaks; HOME because nobody's does not exist. */
export function serverEnvironment(home: Home): NodeJS.ProcessEnv {
  const { PATH, TMPDIR, SystemRoot } = process.env;
  return { PATH, TMPDIR, SystemRoot, LC_ALL: 'C', LANG: 'C', HOME: home.folder };
}

function readSettings(home: Home): Settings {
  try {
    return JSON.parse(readFileSync(home.settings, 'utf8')) as Settings;
  } catch (error) {
    throw refusal(
      `The settings of the embedded database cannot be read`,
      error,
      `Delete ${home.folder} to start anew.`,
    );
  }
}

function writePrivate(file: string, text: string, { account }: Home): void {
  rmSync(file, { force: true });
  writeFileSync(file, text, { mode: 0o600, flag: 'wx' });
  if (account !== undefined) chownSync(file, account.uid, account.gid);
}

function lastWords(error: unknown): string {
  const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
  return (
    stderr
      .split('\n')
      .findLast((line) => /error|fatal/i.test(line))
      ?.trim() ?? (error instanceof Error ? error.message : String(error))
  );
}
